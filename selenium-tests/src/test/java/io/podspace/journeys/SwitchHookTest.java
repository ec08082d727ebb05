package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A command before the switch of blue/green fails: no second set is made, nobody is sent to it, and the page says what to do. */
class SwitchHookTest {
    private static final Duration ROLLOUT = Duration.ofSeconds(120);
    private static final By TITLE = By.cssSelector("#rollout-title + .state");
    private static final By NOTE = By.cssSelector(".hero .note");
    private static final By STEPS = By.cssSelector(".rollout-steps");

    @Test
    void aSecondSetIsNotMadeWhenTheCommandBeforeItFails() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            console.signUp();
            String project = console.createProject("switch");
            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);
            String page = "/project/" + project + "/deployments/web";
            choose(browser, page);
            browser.open(page + "?tab=settings");
            send(browser, By.id("restart:do"));
            browser.open(page + "?tab=rollout");
            browser.until("the hook", () -> browser.text(STEPS).contains("Hook before the exchange: it began"));
            assertThat(decisions(browser)).containsExactlyInAnyOrder("pause", "abort");
            browser.picture("switch-hook-runs");
            browser.until("a rollout that its hook turned back", ROLLOUT, () -> browser.text(TITLE)
                    .equals("Rolled back"));
            assertThat(browser.text(STEPS))
                    .containsSubsequence(
                            "Hook before the exchange: exit code 3",
                            "Rolled back: no pod of revision #2 was made, every pod is of revision #1")
                    .doesNotContain("second set")
                    .as("the reason is told once")
                    .doesNotContain("Last lines");
            assertThat(browser.text(NOTE)).contains("Last lines: the table is locked").doesNotContain("See the rollout");
            assertThat(browser.text(By.cssSelector(".rollout-steps pre"))).isEqualTo("the table is locked");
            assertThat(decisions(browser)).containsExactly("retry");
            looks(browser);
            browser.open(page);
            assertThat(browser.text(NOTE)).contains("Rolled back: #2").contains("See the rollout");
            assertThat(browser.driver().findElements(By.cssSelector("#pods td.lead"))).hasSize(1);
        }
    }

    private static List<String> decisions(Browser browser) {
        return browser.driver().findElements(By.cssSelector("[data-decide]")).stream()
                .map(button -> button.getDomAttribute("data-decide"))
                .toList();
    }

    private static void looks(Browser browser) {
        browser.picture("switch-hook-failed-light-1440");
        browser.size(390, 844);
        browser.script("document.documentElement.dataset.theme = 'dark'");
        browser.picture("switch-hook-failed-dark-390");
        browser.size(1440, 1000);
    }

    private static void choose(Browser browser, String page) {
        browser.open(page + "?tab=settings");
        browser.click(By.cssSelector("#strategy\\:kind option[value=BLUE_GREEN]"));
        browser.until("the fields of blue/green", () -> browser.shows(By.id("strategy:keepSeconds")));
        browser.type(By.id("strategy:beforeCommand"), "sh -c 'sleep 5; echo the table is locked; exit 3'");
        browser.picture("switch-hook-form");
        send(browser, By.id("strategy:save"));
    }

    /** Clicks what leads from a tab to the deployment's first page. */
    private static void send(Browser browser, By by) {
        browser.clickUntil(by, () -> "".equals(browser.script("return location.search")));
    }
}
