package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

/** Members: added, given another role, removed; each sees the controls of the role, and what is refused is not offered. */
class MembersTest {

    @Test
    void aMemberSeesWhatTheRoleAllows() {
        try (Browser browser = new Browser();
                Browser other = new Browser()) {
            Console console = new Console(browser);
            console.signUp();
            String project = console.createProject("team");
            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);
            Console guest = new Console(other);
            String name = guest.signUp();
            String base = "/project/" + project;

            browser.open(base + "/settings");
            browser.type(By.id("members:name"), "nobody-of-that-name");
            browser.clickUntil(By.id("members:do"), () -> browser.shows(Console.messageAt("members:name")));
            assertThat(browser.text(Console.messageAt("members:name"))).contains("nobody-of-that-name");

            add(browser, name, "Viewer");
            guest.awaitRunning(project, "web", 1);
            assertThat(other.shows(By.cssSelector("[data-scale]"))).as("arrows for a viewer").isFalse();
            assertThat(other.shows(By.cssSelector("a[href$='/add']"))).as("adding for a viewer").isFalse();
            other.picture("viewer-overview");
            other.open(base + "/deployments/web");
            assertThat(other.driver().findElements(By.cssSelector(".tabs a")))
                    .extracting(tab -> tab.getText())
                    .contains("Pods", "Events")
                    .doesNotContain("Configuration", "Settings");
            for (String page : new String[] {"/add", "/services/new", "/routes/new", "/deployments/web?tab=configuration"}) {
                other.open(base + page);
                other.picture("viewer" + page.replaceAll("[^a-z]+", "-"));
                assertThat(other.driver().findElements(By.cssSelector("main input:not([type=hidden]), main .ui-button")))
                        .as("controls for a viewer at " + page)
                        .noneMatch(control -> control.isDisplayed() && control.isEnabled());
            }
            other.open(base + "/settings");
            assertThat(other.shows(By.id("members:do"))).isFalse();
            assertThat(other.shows(By.id("delete:do"))).isFalse();
            assertThat(other.find(By.id("network:egress")).isEnabled()).isFalse();

            role(browser, name, "Editor");
            guest.awaitRunning(project, "web", 1);
            assertThat(other.shows(By.cssSelector("[data-scale=up]"))).as("arrows for an editor").isTrue();
            other.open(base + "/settings");
            assertThat(other.shows(By.id("members:do"))).as("members for an editor").isFalse();

            browser.clickUntil(
                    By.cssSelector("[aria-label='Remove " + name + "']"),
                    () -> !browser.text(By.cssSelector("#members table")).contains(name));
            other.open(base);
            assertThat(other.text(By.tagName("h1"))).isEqualTo("Nothing here");
        }
    }

    @Test
    void aProjectKeepsAnOwner() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            String name = console.signUp();
            browser.open("/project/" + console.createProject("owned") + "/settings");
            browser.clickUntil(
                    By.cssSelector("[aria-label='Remove " + name + "']"),
                    () -> browser.text(By.id("messages")).contains("no owner left"));
            assertThat(browser.text(By.cssSelector("#members table"))).contains(name);
        }
    }

    private static void add(Browser browser, String name, String role) {
        browser.type(By.id("members:name"), name);
        new Select(browser.find(By.id("members:role"))).selectByVisibleText(role);
        browser.clickUntil(
                By.id("members:do"),
                () -> browser.text(By.cssSelector("#members table")).contains(name));
        assertThat(browser.shows(Console.messageAt("members:name"))).isFalse();
    }

    private static void role(Browser browser, String name, String role) {
        new Select(browser.find(By.cssSelector("[data-member='" + name + "']"))).selectByVisibleText(role);
        browser.until("the new role", () -> browser.text(By.id("messages")).contains("is " + role.toLowerCase(java.util.Locale.ROOT)));
    }
}
