package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A command before a rollout runs once, although the server is killed while it runs. */
class HookTest {
    private static final Duration ROLLOUT = Duration.ofSeconds(180);
    private static final By TITLE = By.cssSelector("#rollout-title + .state");
    /** Each run prints another first line. */
    private static final String COMMAND = "sh -c 'cat /proc/sys/kernel/random/uuid; sleep 5; echo migrated'";

    @Test
    void itRunsOnceAlthoughTheServerIsKilled() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            String user = console.signUp();
            String project = console.createProject("hook");
            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);
            String page = "/project/" + project + "/deployments/web";
            browser.open(page + "?tab=settings");
            browser.type(By.id("strategy:watchSeconds"), "0");
            browser.type(By.id("strategy:beforeCommand"), COMMAND);
            send(browser, By.id("strategy:save"));
            browser.open(page + "?tab=settings");
            send(browser, By.id("restart:do"));

            String hook = browser.until("the hook", ROLLOUT, HookTest::hook);
            String printed = browser.until("what it printed", () -> printed(hook));
            try {
                Command.run("kill", "-KILL", Box.processId("console"));
            } finally {
                Command.run(Box.launcher(), "up", "--no-build", "--home", Box.home());
            }
            console.signIn(user, Console.PASSWORD);
            browser.open(page + "?tab=rollout");
            browser.until("a complete rollout", ROLLOUT, () -> browser.text(TITLE).equals("Complete"));
            assertThat(browser.text(By.cssSelector(".rollout-steps"))).contains("exit code 0");
            assertThat(browser.text(By.cssSelector(".rollout-steps pre"))).isEqualTo(printed + "\nmigrated");
            browser.until("its container to go", () -> hook() == null);
        }
    }

    /** The container of the hook that there is, asked of the engine itself; null when there is none. */
    private static String hook() {
        String containers = Command.run(
                "docker",
                "ps",
                "-aq",
                "--filter",
                "label=io.podspace.cluster=" + Box.cluster(),
                "--filter",
                "name=-hook-");
        return containers.isEmpty() ? null : containers;
    }

    private static String printed(String container) {
        String said = Command.run("docker", "logs", container);
        return said.isEmpty() ? null : said;
    }

    /** Clicks what leads from a tab to the deployment's first page. */
    private static void send(Browser browser, By by) {
        browser.clickUntil(by, () -> "".equals(browser.script("return location.search")));
    }
}
