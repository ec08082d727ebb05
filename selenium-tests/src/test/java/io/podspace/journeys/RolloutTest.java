package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A new version, a bad one that goes back by itself, and a way back by hand; a strategy that cannot work is refused. */
class RolloutTest {
    private static final Duration ROLLOUT = Duration.ofSeconds(180);
    private static final By TITLE = By.cssSelector("#rollout-title + .state");

    @Test
    void aRolloutIsWatchedABadOneGoesBackAndSoDoesAUser() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            console.signUp();
            String project = console.createProject("roll");
            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);
            console.scale("web", "up");
            console.awaitRunning("web", 2);
            String page = "/project/" + project + "/deployments/web";

            refuseStrategies(browser, page);
            chooseStrategy(browser, page);
            good(browser, page);
            bad(browser, page);
            hook(browser, page);
            byHand(browser, page);
        }
    }

    private static void refuseStrategies(Browser browser, String page) {
        browser.open(page + "?tab=settings");
        refused(browser, "maxSurge", "0", "no pod could ever be replaced");
        browser.type(By.id("strategy:maxSurge"), "1");
        refused(browser, "progressDeadlineSeconds", "10", "10 s is not more than the 10 s");
        browser.type(By.id("strategy:progressDeadlineSeconds"), "600");
        refused(browser, "beforeCommand", "migrate 'half", "A quote does not end");
        browser.type(By.id("strategy:beforeCommand"), "migrate");
        refused(browser, "beforeSeconds", "0", "'0' is no number from 1 to 86400");
        assertThat(browser.find(By.id("strategy:beforeCommand")).getDomProperty("value")).isEqualTo("migrate");
    }

    /** The message stands in the field's own group, and what was typed stays. */
    private static void refused(Browser browser, String field, String typed, String words) {
        By at = By.id("strategy:" + field);
        By message = Console.messageAt("strategy:" + field);
        browser.type(at, typed);
        browser.clickUntil(By.id("strategy:save"), () -> browser.text(message).contains(words));
        assertThat(browser.find(at).getDomProperty("value")).isEqualTo(typed);
    }

    private static void chooseStrategy(Browser browser, String page) {
        browser.open(page + "?tab=settings");
        browser.click(By.id("strategy:stopOne"));
        browser.until("the preset", () -> "0"
                .equals(browser.find(By.id("strategy:maxSurge")).getDomProperty("value")));
        browser.click(By.id("strategy:startOne"));
        browser.until("the other preset", () -> "1"
                .equals(browser.find(By.id("strategy:maxSurge")).getDomProperty("value")));
        browser.type(By.id("strategy:watchSeconds"), "5");
        send(browser, By.id("strategy:save"));
    }

    private static void good(Browser browser, String page) {
        browser.open(page + "?tab=settings");
        send(browser, By.id("restart:do"));
        browser.open(page + "?tab=rollout");
        browser.until("two rings joined by an arrow", () -> browser.shows(By.cssSelector(".hero .flow")));
        browser.until("the time to the deadline", () -> browser.text(By.cssSelector("#rolloutNow [data-until]"))
                .matches("[0-9]+:[0-9]{2}"));
        assertThat(browser.text(TITLE)).isEqualTo("Rolling out");
        browser.picture("rollout-running");
        browser.click(By.cssSelector("[data-decide=pause]"));
        browser.until("a paused rollout", () -> browser.text(TITLE).equals("Paused"));
        browser.click(By.cssSelector("[data-decide=resume]"));
        browser.until("a complete rollout", ROLLOUT, () -> browser.text(TITLE).equals("Complete"));
        browser.until("one ring", () -> !browser.shows(By.cssSelector(".hero .flow")));
        assertThat(browser.shows(By.cssSelector("[data-decide]")))
                .as("something to decide about what is over")
                .isFalse();
        browser.picture("rollout-complete");
    }

    private static void bad(Browser browser, String page) {
        browser.open(page + "?tab=configuration");
        browser.script("document.querySelectorAll('details.more').forEach(d => d.open = true)");
        browser.type(By.id("configuration:command"), "/no/such/program");
        send(browser, By.id("configuration:save"));
        browser.open(page + "?tab=rollout");
        browser.until("a rollout that was rolled back", ROLLOUT, () -> browser.text(TITLE)
                .equals("Rolled back"));
        assertThat(browser.text(By.cssSelector(".rollout-steps"))).contains("3 times in a row");
        assertThat(browser.text(By.cssSelector(".hero .rev"))).isEqualTo("#2");
        assertThat(browser.text(By.cssSelector(".hero .note"))).contains("Rolled back: #3");
        browser.picture("rollout-rolled-back");
        browser.open(page.substring(0, page.indexOf("/deployments/")));
        assertThat(browser.text(By.cssSelector(".deploy .note"))).contains("Rolled back: #3");
    }

    /** A migration that fails: no new pod is made, and the page tells what it printed. */
    private static void hook(Browser browser, String page) {
        browser.open(page + "?tab=settings");
        browser.type(By.id("strategy:beforeCommand"), "sh -c 'echo the table is locked; exit 3'");
        send(browser, By.id("strategy:save"));
        browser.open(page + "?tab=settings");
        browser.picture("rollout-hook-form");
        send(browser, By.id("restart:do"));
        browser.open(page + "?tab=rollout");
        browser.until("a rollout that its hook turned back", ROLLOUT, () -> browser.text(TITLE)
                        .equals("Rolled back")
                && browser.text(By.id("rollout-title")).contains("#4"));
        assertThat(browser.text(By.cssSelector(".rollout-steps")))
                .contains("Hook before the exchange")
                .contains("exit code 3");
        assertThat(browser.text(By.cssSelector(".rollout-steps pre"))).isEqualTo("the table is locked");
        assertThat(browser.text(By.cssSelector(".hero .rev"))).isEqualTo("#2");
        browser.picture("rollout-hook-failed");
        browser.open(page + "?tab=settings");
        browser.type(By.id("strategy:beforeCommand"), "");
        send(browser, By.id("strategy:save"));
    }

    private static void byHand(Browser browser, String page) {
        browser.open(page + "?tab=revisions&a=2&b=3");
        assertThat(browser.text(By.id("differences"))).contains("command").contains("/no/such/program");
        browser.picture("rollout-history");
        send(browser, By.cssSelector("[data-roll-back='1']"));
        browser.open(page + "?tab=rollout");
        browser.until("the rollout of the earlier revision", ROLLOUT, () -> browser.text(TITLE)
                .equals("Complete"));
        assertThat(browser.text(By.cssSelector(".rollout-steps"))).contains("roll back to #1");
        assertThat(browser.text(By.cssSelector(".hero .rev"))).isEqualTo("#5");
    }

    /** Clicks what leads from a tab to the deployment's first page. */
    private static void send(Browser browser, By by) {
        browser.clickUntil(by, () -> "".equals(browser.script("return location.search")));
    }
}
