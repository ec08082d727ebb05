package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** One application on two real engines that are joined by overlay networks: every pod answers, wherever it runs and whoever asks. */
class OverlayTest {
    private static final Duration EVERYBODY = Duration.ofSeconds(60);

    private final SecondEngine worker = new SecondEngine();
    private final Router router = new Router();

    @Test
    void podsOfBothHostsServeTheirProjectAndNobodyElse() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            console.signIn(Box.administrator(), Box.administratorsPassword());
            new HostForm(browser).add("worker", worker);

            String project = console.createProject("overlay");
            console.addFromCatalog(project, "demo", "web");
            scaleTo(browser, console, project, 1, 4);
            Set<String> onWorker = worker.pods();
            assertThat(onWorker).as("pods on the second engine").isNotEmpty().hasSizeLessThan(4);
            browser.picture("overlay-four-pods");

            String host = expose(browser, project);
            answered(browser, host, 4);
            String pod = onWorker.iterator().next();
            Set<String> all = new HashSet<>(router.pods(host, 12));
            browser.until("the service to answer from " + all, EVERYBODY, () -> service(pod).equals(all));

            String other = console.createProject("apart");
            console.addFromCatalog(other, "demo", "lonely");
            scaleTo(browser, console, other, "lonely", 1, 2);
            Set<String> stranger = new HashSet<>(worker.pods());
            stranger.removeAll(onWorker);
            assertThat(stranger).as("a pod of the other project on the second engine").isNotEmpty();
            String address = worker.inside(pod, "hostname -i");
            assertThat(address).matches("[0-9.]+");
            assertThat(reaches(pod, address)).as("its own project").isEqualTo("OPEN");
            assertThat(reaches(stranger.iterator().next(), address)).as("another project, by address").isEqualTo("SHUT");
            assertThat(reaches(stranger.iterator().next(), "web")).as("another project, by name").isEqualTo("SHUT");

            scaleTo(browser, console, project, 4, 6);
            answered(browser, host, 6);
            scaleTo(browser, console, project, 6, 2);
            answered(browser, host, 2);
        }
    }

    private static void scaleTo(Browser browser, Console console, String project, int from, int to) {
        scaleTo(browser, console, project, "web", from, to);
    }

    private static void scaleTo(Browser browser, Console console, String project, String name, int from, int to) {
        browser.open("/project/" + project);
        console.awaitRunning(name, from);
        for (int i = 0; i < Math.abs(to - from); i++) {
            console.scale(name, from < to ? "up" : "down");
        }
        console.awaitRunning(name, to);
    }

    private static String expose(Browser browser, String project) {
        browser.open("/project/" + project + "/routes/new?to=web");
        browser.clickTo(By.id("route:save"), "/project/" + project + "/routes");
        browser.open("/project/" + project);
        return Router.host(browser.find(Console.in(Console.card("web"), "dd a[target=_blank]")).getDomAttribute("href"));
    }

    private void answered(Browser browser, String host, int pods) {
        browser.until("answers from " + pods + " pods, and from nobody else", EVERYBODY, () -> {
            Set<String> answers = new HashSet<>(router.pods(host, 3 * pods));
            return answers.size() == pods && answers.stream().noneMatch(answer -> answer.startsWith("status"));
        });
    }

    /** Who answers at the service's name, asked from inside a pod. */
    private Set<String> service(String pod) {
        return worker.inside(pod, "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do timeout 5 wget -q -O - http://web:8080/name; echo; done")
                .lines()
                .filter(line -> !line.isBlank())
                .collect(Collectors.toSet());
    }

    /** The shell may say that it ended the command, before or after: its words come another way. */
    private String reaches(String pod, String address) {
        String said = worker.inside(pod, "timeout 3 nc " + address + " 8080 </dev/null && echo OPEN || echo SHUT");
        return said.lines().filter(Set.of("OPEN", "SHUT")::contains).findFirst().orElse(said);
    }
}
