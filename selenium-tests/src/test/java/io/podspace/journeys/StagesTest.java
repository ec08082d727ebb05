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
            blueGreen(browser, page, stickyRoute(console, browser, project));
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

    private static String stickyRoute(Console console, Browser browser, String project) {
        browser.open("/project/" + project + "/routes/new?to=web");
        browser.script("document.querySelectorAll('details.more').forEach(d => d.open = true)");
        console.tick("route:sticky", true);
        browser.clickTo(By.id("route:save"), "/project/" + project + "/routes");
        return Router.host(browser.find(By.cssSelector("td a[target=_blank]")).getDomAttribute("href"));
    }

    /** Who has a cookie of the old set goes along to the new one and back, and notices nothing of it. */
    private static void blueGreen(Browser browser, String page, String host) {
        Router visitor = Router.withCookies();
        String old = browser.until("an answer at " + host, () -> {
            Router.Answer answer = visitor.ask(host, "/name");
            return answer.status() == 200 ? answer.since() : null;
        });

        choose(browser, page, "BLUE_GREEN", "strategy:keepSeconds");
        browser.type(By.id("strategy:keepSeconds"), "-1");
        browser.clickUntil(By.id("strategy:save"), () -> browser.text(By.id("strategy"))
                .contains("'-1' is no number from 0 to 86400"));
        browser.type(By.id("strategy:keepSeconds"), "600");
        times(browser);
        begin(browser, page);
        By back = By.cssSelector("[data-decide=abort]");
        browser.until("requests at the second set", ROLLOUT, () -> served(visitor, host) != null
                && browser.shows(back)
                && browser.text(back).startsWith("Switch back to #2"));
        browser.until("the visitor at the second set", () -> !served(visitor, host).equals(old));
        assertThat(browser.text(STEPS)).containsSubsequence("Hook before the exchange: exit code 0", "All requests go to #3");
        assertThat(browser.text(By.cssSelector("#rolloutNow [data-until]"))).matches("[0-9]+:[0-9]{2}");
        browser.picture("stages-switched");
        browser.click(back);
        browser.until("the visitor where he was", () -> served(visitor, host).equals(old));
        browser.until("a rollout that was rolled back", ROLLOUT, () -> served(visitor, host).equals(old)
                && browser.text(TITLE).equals("Rolled back"));
        assertThat(browser.text(STEPS)).contains("Aborted by").doesNotContain("Hook after the exchange: exit code");
        browser.picture("stages-switched-back");
    }

    /** @return since when the pod that answers listens */
    private static String served(Router visitor, String host) {
        Router.Answer answer = visitor.ask(host, "/name");
        assertThat(answer.status()).as("what the visitor gets").isEqualTo(200);
        return answer.since();
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
