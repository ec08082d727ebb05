package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A deployment gets another configuration, then goes back to the one before, from its history. */
class HistoryTest {

    @Test
    void rollsBackToAnEarlierRevision() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            console.signUp();
            String project = console.createProject("history");
            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);
            String page = "/project/" + project + "/deployments/web";

            browser.open(page + "?tab=revisions");
            assertThat(browser.text(By.id("content"))).contains("#1");
            assertThat(browser.shows(By.id("compare-a")))
                    .as("one revision has none to be compared with")
                    .isFalse();
            browser.open(page + "?tab=configuration");
            browser.type(By.id("configuration:environment"), "LEVEL=debug");
            browser.type(By.id("configuration:cause"), "to see more");
            browser.clickTo(By.id("configuration:save"), page);
            awaitRevision(browser, console, project, 2);

            browser.open(page + "?tab=revisions");
            assertThat(browser.text(By.id("content"))).contains("to see more");
            assertThat(browser.shows(By.id("compare-a"))).isTrue();
            browser.clickUntil(By.cssSelector("[data-roll-back='1']"), () -> browser.text(By.tagName("main")).contains("#3"));
            awaitRevision(browser, console, project, 3);
            browser.open(page + "?tab=configuration");
            assertThat(browser.find(By.id("configuration:environment")).getDomProperty("value")).doesNotContain("LEVEL");
        }
    }

    /** All of its pods, and no other, are of the revision. */
    private static void awaitRevision(Browser browser, Console console, String project, int revision) {
        browser.open("/project/" + project);
        browser.until("revision " + revision, Console.PODS, () -> browser.text(Console.in(Console.card("web"), ".rev"))
                .equals("#" + revision));
        console.awaitRunning("web", 1);
        browser.open("/project/" + project + "/deployments/web");
        browser.until("pods of revision " + revision + " alone", Console.PODS, () -> browser.driver()
                .findElements(By.cssSelector("[data-label=Revision]"))
                .stream()
                .map(cell -> cell.getText())
                .distinct()
                .toList()
                .equals(java.util.List.of("#" + revision)));
    }
}
