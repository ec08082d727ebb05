package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A session that ended somewhere else: the page says so, and leads back to where the user was. */
class SessionTest {

    @Test
    void anEndedSessionAsksToSignInAndLeadsBack() {
        try (Browser browser = new Browser();
                Browser other = new Browser()) {
            Console console = new Console(browser);
            String name = console.signUp();
            String project = console.createProject("session");
            browser.open("/project/" + project + "/settings");
            browser.type(By.id("rename:displayName"), "Another name");

            new Console(other).signIn(name, Console.PASSWORD);
            other.open("/account");
            other.type(By.id("password:oldPassword"), Console.PASSWORD);
            other.type(By.id("password:newPassword"), "another long password 8");
            other.clickTo(By.id("password:do"), "/signin");

            browser.clickUntil(By.id("rename:do"), () -> browser.path().equals("/signin"));
            assertThat(browser.text(By.tagName("main"))).contains("Your session has ended");
            browser.picture("session-ended");
            browser.type(By.id("signin:name"), name);
            browser.type(By.id("signin:password"), "another long password 8");
            browser.clickTo(By.id("signin:submit"), "/project/" + project + "/settings");
        }
    }
}
