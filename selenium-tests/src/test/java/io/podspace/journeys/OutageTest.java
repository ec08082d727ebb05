package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;

/**
 * What users see while a part of the platform is away: the console says so, applications keep serving, nothing is deleted,
 * and everything comes back by itself. The engine is made silent by stopping the relay through which only this box reaches it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTest {
    private static final Duration NOTICED = Duration.ofSeconds(90);
    private static final By BANNER = By.cssSelector("[id='alarm:banner'] .banner");

    private final Router router = new Router();
    private Browser browser;
    private Console console;
    private String user;
    private String project;
    private String host;
    private String id;

    @BeforeAll
    void begin() {
        browser = new Browser();
        console = new Console(browser);
        user = console.signUp();
        project = console.createProject("outage");
        console.addFromCatalog(project, "demo", "web");
        console.awaitRunning("web", 1);
        id = browser.find(By.cssSelector("[data-scale=up]")).getDomAttribute("data-deployment");
        console.scale("web", "up");
        console.awaitRunning("web", 2);
        browser.open("/project/" + project + "/routes/new?to=web");
        browser.clickTo(By.id("route:save"), "/project/" + project + "/routes");
        host = Router.host(browser.find(By.cssSelector("td a[target=_blank]")).getDomAttribute("href"));
        browser.until("both pods to answer", Console.PODS, () -> answering().equals(Set.of("web-0", "web-1")));
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @Test
    void aSilentEngineMakesStatesUnknownAndDeletesNothing() {
        Set<String> containers = containers();
        assertThat(containers).hasSize(2);
        browser.open("/project/" + project);
        String relay = Box.engineRelay();
        Command.run("kill", "-STOP", relay);
        try {
            browser.until("the banner", NOTICED, () -> browser.shows(BANNER));
            assertThat(browser.text(BANNER)).contains("has not answered", "nothing is deleted");
            console.awaitState("web", "Unknown");
            browser.picture("outage-engine");
            assertThat(answering()).as("pods that serve").containsExactlyInAnyOrder("web-0", "web-1");
            assertThat(containers()).isEqualTo(containers);
            console.scale("web", "up");
            browser.until("the wish to be kept", () -> browser.shows(Console.in(Console.card("web"), "[data-wanted='3']")));
        } finally {
            Command.run("kill", "-CONT", relay);
        }
        browser.until("the banner to go", NOTICED, () -> !browser.shows(BANNER));
        console.awaitRunning("web", 3);
        assertThat(containers()).as("the same containers, and one more").containsAll(containers).hasSize(3);
        console.scale("web", "down");
        console.awaitRunning("web", 2);
    }

    @Test
    void withoutItsDatabaseTheConsoleSaysSoAndApplicationsServe() {
        Set<String> containers = containers();
        browser.open("/project/" + project);
        browser.script("window.sameDocument = true");
        try (Browser other = new Browser()) {
            new Console(other).signIn(user, Console.PASSWORD);
            Command.run("kill", Box.processId("database"));
            try {
                other.open("/project/" + project);
                other.until("the page to say so", NOTICED, () -> other.text(By.tagName("h1")).contains("database does not answer"));
                other.picture("outage-database-page");
                browser.until("the open page to say so", NOTICED, () -> browser.shows(By.id("away")));
                browser.picture("outage-database");
                for (int i = 0; i < 10; i++) {
                    assertThat(answering()).as("pods that serve").isSubsetOf("web-0", "web-1").isNotEmpty();
                }
            } finally {
                Command.run(Box.launcher(), "up", "--no-build", "--home", Box.home());
            }
            other.until("the page, without a click", NOTICED, () -> other.text(By.tagName("h1")).equals(project));
        }
        browser.until("the open page to be whole again", NOTICED, () -> !browser.shows(By.id("away")));
        assertThat(browser.script("return window.sameDocument")).as("the same document").isEqualTo(true);
        console.awaitRunning("web", 2);
        assertThat(containers()).isEqualTo(containers);
    }

    /** The pods that answer a few requests. */
    private Set<String> answering() {
        return new HashSet<>(router.pods(host, 6));
    }

    /** Ids of the deployment's containers, asked of the engine itself. */
    private Set<String> containers() {
        return new TreeSet<>(Command.run(
                        "docker",
                        "ps",
                        "-q",
                        "--no-trunc",
                        "--filter",
                        "label=io.podspace.cluster=" + Box.cluster(),
                        "--filter",
                        "label=io.podspace.kind=pod",
                        "--filter",
                        "label=io.podspace.deployment=" + id)
                .lines()
                .toList());
    }
}
