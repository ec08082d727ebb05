package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Images of a registry that asks for a password: its own words while the credentials are missing or wrong, pods once they are right. */
class CredentialsTest {

    @Test
    void wrongCredentialsShowTheRegistrysWordsAndRightOnesPull() {
        try (Browser browser = new Browser();
                Gate gate = Gate.guarded()) {
            Console console = new Console(browser);
            console.signUp();
            String project = console.createProject("private");
            String image = gate.image(console.catalogImage(project, "demo:1"));

            browser.open("/project/" + project + "/add?tab=image");
            browser.type(By.id("fill:image"), image);
            browser.clickUntil(By.id("fill:inspect"), () -> browser.shows(Console.messageAt("fill:image")));
            assertThat(browser.text(Console.messageAt("fill:image"))).contains("refused", "credentials");

            type(browser, project, gate.address(), "wrong password");
            browser.clickUntil(By.id("credentials:test"), () -> browser.shows(Console.messageAt("credentials:secret")));
            assertThat(browser.text(Console.messageAt("credentials:secret"))).contains(gate.address(), "401 Unauthorized");
            assertThat(browser.find(By.id("credentials:registry")).getDomProperty("value")).isEqualTo(gate.address());
            browser.picture("bad-credentials");

            save(browser, project, gate.address(), "wrong password");
            console.addImage(project, image, "guarded", Map.of());
            By note = Console.in(Console.card("guarded"), ".note");
            browser.until("the registry's words", Console.PODS, () -> browser.text(note).contains("refused image"));
            browser.picture("bad-credentials-pod");

            save(browser, project, gate.address(), Gate.PASSWORD);
            browser.open("/project/" + project);
            console.awaitRunning("guarded", 1);
            console.awaitState("guarded", "Running");
            Command.run("docker", "rmi", image);
        }
    }

    private static void type(Browser browser, String project, String registry, String password) {
        browser.open("/project/" + project + "/settings");
        browser.type(By.id("credentials:registry"), registry);
        browser.type(By.id("credentials:username"), Gate.USER);
        browser.type(By.id("credentials:secret"), password);
    }

    private static void save(Browser browser, String project, String registry, String password) {
        type(browser, project, registry, password);
        browser.clickUntil(
                By.id("credentials:do"), () -> browser.text(By.id("messages")).contains("are saved"));
        assertThat(browser.text(By.cssSelector("#credentials table"))).contains(registry, Gate.USER);
    }
}
