package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Config maps and secrets in the console: made, shown, changed, removed; values of a secret are in no page unasked. */
class ConfigurationTest {

    @Test
    void aSecretIsMaskedUntilAnEditorAsks() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            console.signUp();
            String project = console.createProject("keys");
            String all = "/project/" + project + "/configurations";

            browser.open(all);
            assertThat(browser.text(By.id("list"))).contains("No config map or secret yet");
            browser.open(all + "/new?kind=configmap");
            browser.type(By.id("configuration:name"), "settings");
            browser.type(By.id("configuration:values"), "mode");
            browser.clickUntil(By.id("configuration:save"), () -> browser.shows(Console.messageAt("configuration:values")));
            assertThat(browser.text(Console.messageAt("configuration:values"))).contains("Line 1");
            browser.type(By.id("configuration:values"), "mode=fast\nlevel=3");
            browser.clickTo(By.id("configuration:save"), all);
            assertThat(browser.text(By.id("list"))).contains("settings", "mode, level");

            browser.open(all + "/new?kind=secret");
            browser.type(By.id("configuration:name"), "db");
            browser.type(By.id("configuration:values"), "password=s3cret");
            browser.clickTo(By.id("configuration:save"), all);
            browser.picture("configurations");
            browser.click(By.linkText("db"));
            browser.find(By.id("configuration:reveal"));
            assertThat(browser.text(By.id("configuration"))).contains("password", "hidden");
            assertThat(browser.driver().getPageSource()).doesNotContain("s3cret");
            browser.picture("secret");
            browser.clickUntil(By.id("configuration:reveal"), () -> browser.shows(By.id("configuration:values")));
            assertThat(browser.find(By.id("configuration:values")).getDomProperty("value")).isEqualTo("password=s3cret");
            browser.type(By.id("configuration:values"), "password=other\nuser=shop");
            browser.picture("secret-shown");
            browser.clickTo(By.id("configuration:save"), all);
            assertThat(browser.text(By.id("list"))).contains("password, user");

            browser.click(By.linkText("db"));
            browser.click(By.cssSelector("[data-dialog=deleteConfiguration]"));
            browser.clickTo(By.id("deleteForm:do"), all);
            assertThat(browser.text(By.id("list"))).doesNotContain("db").contains("settings");
        }
    }
}
