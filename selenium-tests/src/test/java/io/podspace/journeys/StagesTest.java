package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/**
 * A canary that is promoted, and a second set that is switched to and back, as their user decides it on the rollout page, each
 * with a hook before and one after.
 */
class StagesTest {
    private static final Duration ROLLOUT = Duration.ofSeconds(180);
    private static final By TITLE = By.cssSelector("#rollout-title + .state");
    private static final By STEPS = By.cssSelector(".rollout-steps");
    private static final By PROMOTE = By.cssSelector("[data-decide=promote]");

    @Test
    void aCanaryIsPromotedAndASecondSetIsSwitchedToAndBack() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            console.signUp();
            String project = console.createProject("stages");
            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);
            String page = "/project/" + project + "/deployments/web";

            canary(browser, page);
            blueGreen(browser, page);
        }
    }

    private static void canary(Browser browser, String page) {
        choose(browser, page, "CANARY", "strategy:steps");
        browser.type(By.id("strategy:steps"), "50% 5\n20%");
        browser.clickUntil(By.id("strategy:save"), () -> browser.text(By.id("strategy"))
                .contains("20% after 50% is not more"));
        browser.type(By.id("strategy:steps"), "20%\n50% 2");
        browser.type(By.id("strategy:beforeCommand"), "sh -c 'sleep 2; echo migrated'");
        browser.type(By.id("strategy:afterCommand"), "sh -c 'echo looked at it'");
        browser.picture("stages-form");
        times(browser);
        begin(browser, page);
        browser.until("a canary that waits", ROLLOUT, () -> browser.shows(PROMOTE));
        assertThat(browser.text(STEPS))
                .containsSubsequence("Hook before the exchange: exit code 0", "20% of the requests to #2")
                .contains("Waits for you to go on")
                .contains("Hook after the exchange: at most 600 s");
        browser.picture("stages-canary");
        browser.click(PROMOTE);
        browser.until("a complete rollout", ROLLOUT, () -> browser.text(TITLE).equals("Complete"));
        assertThat(browser.text(STEPS))
                .containsSubsequence(
                        "Hook before the exchange: exit code 0",
                        "Every pod is of revision #2",
                        "Hook after the exchange: exit code 0");
        browser.picture("stages-canary-over");
    }

    private static void blueGreen(Browser browser, String page) {
        choose(browser, page, "BLUE_GREEN", "strategy:keepSeconds");
        browser.type(By.id("strategy:keepSeconds"), "-1");
        browser.clickUntil(By.id("strategy:save"), () -> browser.text(By.id("strategy"))
                .contains("'-1' is no number from 0 to 86400"));
        browser.type(By.id("strategy:keepSeconds"), "600");
        times(browser);
        begin(browser, page);
        By back = By.cssSelector("[data-decide=abort]");
        browser.until("requests at the second set", ROLLOUT, () -> browser.shows(back)
                && browser.text(back).startsWith("Switch back to #2"));
        assertThat(browser.text(STEPS)).containsSubsequence("Hook before the exchange: exit code 0", "All requests go to #3");
        assertThat(browser.text(By.cssSelector("#rolloutNow [data-until]"))).matches("[0-9]+:[0-9]{2}");
        browser.picture("stages-switched");
        browser.click(back);
        browser.until("a rollout that was rolled back", ROLLOUT, () -> browser.text(TITLE)
                .equals("Rolled back"));
        assertThat(browser.text(STEPS)).contains("Aborted by").doesNotContain("Hook after the exchange: exit code");
        browser.picture("stages-switched-back");
    }

    /** The field of the kind appears without leaving the page. */
    private static void choose(Browser browser, String page, String kind, String field) {
        browser.open(page + "?tab=settings");
        browser.click(By.cssSelector("#strategy\\:kind option[value=" + kind + "]"));
        browser.until("the fields of " + kind, () -> browser.shows(By.id(field)));
    }

    private static void times(Browser browser) {
        browser.type(By.id("strategy:minReadySeconds"), "2");
        browser.type(By.id("strategy:watchSeconds"), "3");
        send(browser, By.id("strategy:save"));
    }

    private static void begin(Browser browser, String page) {
        browser.open(page + "?tab=settings");
        send(browser, By.id("restart:do"));
        browser.open(page + "?tab=rollout");
    }

    /** Clicks what leads from a tab to the deployment's first page. */
    private static void send(Browser browser, By by) {
        browser.clickUntil(by, () -> "".equals(browser.script("return location.search")));
    }
}
