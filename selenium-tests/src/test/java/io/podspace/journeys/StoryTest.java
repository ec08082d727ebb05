package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What a new user does, and must succeed in: from signing up to a scaled application behind a URL, and another project apart from it. */
class StoryTest {
    private final Router router = new Router();

    @Test
    void fromSigningUpToAScaledApplicationBehindAUrl() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            console.signUp();
            String project = console.createProject("story");
            assertThat(browser.text(By.id("content"))).contains("Get started");

            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);
            console.awaitState("web", "Running");

            console.scale("web", "up");
            console.scale("web", "up");
            console.scale("web", "up");
            assertThat(browser.text(Console.in(Console.card("web"), ".scaling"))).isEqualTo("scaling to 4…");
            console.awaitRunning("web", 4);
            console.awaitState("web", "Running");
            browser.picture("story-four-pods");

            String url = exposeWithTwoClicks(browser, project);
            String host = Router.host(url);
            Set<String> four = podNames(browser, project, 4);
            awaitPods(browser, host, four);
            assertThat(router.pods(host, 8)).as("in turn").containsAll(four).satisfies(StoryTest::evenly);
            browser.open(url);
            assertThat(browser.text(By.tagName("h1"))).startsWith("Hello from web-");

            browser.open("/project/" + project);
            console.scale("web", "down");
            console.awaitRunning("web", 3);
            awaitPods(browser, host, podNames(browser, project, 3));

            apart(browser, console, project);
        }
    }

    /** Click one: "Create route" at the service. Click two: the button of the form, in which everything is proposed. */
    private static String exposeWithTwoClicks(Browser browser, String project) {
        browser.clickTo(Console.in(Console.card("web"), "a[href$='routes/new?to=web']"), "/project/" + project + "/routes/new");
        browser.clickTo(By.id("route:save"), "/project/" + project + "/routes");
        browser.open("/project/" + project);
        return browser.find(Console.in(Console.card("web"), "dd a[target=_blank]")).getDomAttribute("href");
    }

    private void awaitPods(Browser browser, String host, Set<String> pods) {
        browser.until(
                "answers from " + pods, Duration.ofSeconds(60), () -> new HashSet<>(router.pods(host, 12)).equals(pods));
    }

    private static void evenly(List<? extends String> answers) {
        assertThat(answers.stream().distinct())
                .allSatisfy(pod -> assertThat(answers.stream().filter(pod::equals)).hasSize(2));
    }

    private static Set<String> podNames(Browser browser, String project, int count) {
        browser.open("/project/" + project + "/deployments/web");
        return browser.until(count + " pods", () -> {
            Set<String> names = browser.driver().findElements(By.cssSelector(".table td.lead b")).stream()
                    .map(WebElement::getText)
                    .collect(Collectors.toSet());
            return names.size() == count ? names : null;
        });
    }

    /** A pod of the first project reaches its service; the same command in another project does not, by name or address. */
    private static void apart(Browser browser, Console console, String project) {
        browser.open("/project/" + project + "/pods");
        String address = browser.text(By.xpath("(//table//td[contains(@class,'mono')])[1]"));
        assertThat(address).matches("[0-9.]+");
        assertThat(probe(browser, console, project, "web", address)).contains("name OPEN", "address OPEN");
        String other = console.createProject("other");
        assertThat(probe(browser, console, other, "web", address))
                .contains("name SHUT", "address SHUT", "host 10.")
                .doesNotContain("platform OPEN");
    }

    /** Runs a pod that tries to connect there, and to the platform's own ports and WildFly's management port on its host, says what it found, and ends; its last log lines are on its page. */
    private static String probe(Browser browser, Console console, String project, String name, String address) {
        String command = "sh -c 'timeout 3 nc %s 8080 </dev/null && echo name OPEN || echo name SHUT; timeout 3 nc %s 8080 </dev/null && echo address OPEN || echo address SHUT; h=$(ip route | head -n 1 | cut -d\" \" -f3); echo host $h; for p in %s 9990; do timeout 3 nc $h $p </dev/null && echo platform OPEN $p; done; exit 3'"
                .formatted(name, address, String.join(" ", Box.ports()));
        console.addImage(project, console.catalogImage(project, "demo:1"), "probe", Map.of("command", command));
        console.awaitState("probe", "Crash loop");
        browser.picture("story-crash-loop");
        browser.open("/project/" + project + "/deployments/probe");
        browser.click(By.cssSelector(".table td.lead a"));
        return browser.until("the last log lines", Console.PODS, () -> browser.driver()
                .findElement(By.cssSelector("pre.log"))
                .getText());
    }
}
