package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The arrows: by keyboard alone, merged into one request, asking before the last pod goes, without losing the focus. */
class ScalingTest {

    @Test
    void scalesByKeyboardAloneAndAsksBeforeZero() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            console.signUp();
            String project = console.createProject("keys");
            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);

            tabTo(browser, "Scale up");
            press(browser, Keys.ENTER);
            press(browser, Keys.SPACE);
            assertThat(browser.text(By.cssSelector(".scaling"))).isEqualTo("scaling to 3…");
            console.awaitRunning("web", 3);
            assertThat(focused(browser)).as("focus after live updates").isEqualTo("Scale up");
            assertThat(scalings(browser, project)).as("requests for two clicks").hasSize(1);

            browser.open("/project/" + project);
            tabTo(browser, "Scale down");
            press(browser, Keys.ENTER);
            press(browser, Keys.ENTER);
            console.awaitRunning("web", 1);
            press(browser, Keys.ENTER);
            browser.find(By.cssSelector("[data-zero=no]"));
            browser.picture("scale-to-zero-question");
            press(browser, Keys.ESCAPE);
            browser.until("the question to go", () -> !browser.shows(By.cssSelector("[data-zero=no]")));
            console.awaitRunning("web", 1);

            console.scale("web", "down");
            browser.click(By.cssSelector("[data-zero=yes]"));
            console.awaitRunning("web", 0);
            console.awaitState("web", "Stopped");
            console.scale("web", "up");
            console.awaitRunning("web", 1);
        }
    }

    @Test
    void whatOneUserDoesAnotherPageShowsWithoutReload() {
        try (Browser first = new Browser();
                Browser second = new Browser()) {
            Console console = new Console(first);
            String user = console.signUp();
            String project = console.createProject("live");
            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);

            Console other = new Console(second);
            other.signIn(user, Console.PASSWORD);
            second.open("/project/" + project);
            second.until("the live connection", () -> "on".equals(second.script("return document.documentElement.dataset.live")));
            second.script("window.sameDocument = true");
            console.scale("web", "up");
            second.until(
                    "the wish of the other page",
                    Duration.ofSeconds(9),
                    () -> "2".equals(second.driver()
                            .findElement(By.cssSelector("[data-scale=up]"))
                            .getDomAttribute("data-wanted")));
            other.awaitRunning("web", 2);
            assertThat(second.script("return window.sameDocument")).isEqualTo(true);
        }
    }

    private static java.util.List<String> scalings(Browser browser, String project) {
        browser.open("/project/" + project + "/events");
        return browser.driver().findElements(By.cssSelector(".events li")).stream()
                .map(WebElement::getText)
                .filter(text -> text.contains("1 → 3") || text.contains("1 to 3") || text.contains("1 → 2") || text.contains("1 to 2"))
                .toList();
    }

    /** Goes through the page as the tabulator does. */
    private static void tabTo(Browser browser, String name) {
        browser.script("document.activeElement.blur()");
        for (int i = 0; i < 60 && !name.equals(focused(browser)); i++) {
            press(browser, Keys.TAB);
        }
        assertThat(focused(browser)).isEqualTo(name);
    }

    private static void press(Browser browser, Keys key) {
        browser.driver().switchTo().activeElement().sendKeys(key);
    }

    private static Object focused(Browser browser) {
        return browser.script("return document.activeElement.getAttribute('aria-label')");
    }
}
