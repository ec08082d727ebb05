package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** One path in the form makes readiness and liveness; it is tried before it is saved; a pod that fails is shown and healed. */
class ChecksTest {
    private static final By PATH = By.id("configuration:checksSimplePath");

    @Test
    void aPathIsTriedSavedAndHealsAPodThatFails() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            console.signUp();
            String project = console.createProject("checks");
            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);

            String form = "/project/" + project + "/deployments/web?tab=configuration";
            browser.open(form);
            browser.type(PATH, "no path");
            browser.clickUntil(By.id("configuration:trySimple"), () -> browser.shows(Console.messageAt("configuration:checksSimplePath")));
            browser.open(form);
            browser.type(PATH, "/health");
            browser.clickUntil(By.id("configuration:trySimple"), () -> tried(browser).startsWith("It passes on web-0: status 200"));
            browser.type(PATH, "/no-such-page");
            browser.clickUntil(By.id("configuration:trySimple"), () -> tried(browser).startsWith("It fails on web-0: status 404"));
            browser.picture("check-tried");
            browser.type(PATH, "/health");
            browser.clickTo(By.id("configuration:save"), "/project/" + project + "/deployments/web");
            console.awaitRunning(project, "web", 1);
            browser.until("revision 2", Console.PODS, () -> browser.text(Console.in(Console.card("web"), ".rev")).contains("2"));
            console.awaitRunning(project, "web", 1);

            String sick = pod(project, "web");
            Command.run("docker", "exec", sick, "wget", "-qO-", "http://127.0.0.1:8080/health/fail");
            browser.open("/project/" + project + "/events");
            browser.until("the restart", Duration.ofSeconds(60), () -> browser.text(By.cssSelector(".events"))
                    .contains("web-0 failed its liveness check (HTTP 500"));
            console.awaitRunning(project, "web", 1);
            assertThat(pod(project, "web")).as("its container after the restart").isNotEqualTo(sick);
            browser.open("/project/" + project + "/pods");
            browser.click(By.linkText("web-0"));
            browser.until("results of its checks", () -> browser.text(By.cssSelector("#checks"))
                    .contains("HTTP 200"));
            assertThat(browser.text(By.cssSelector("#checks"))).contains("readiness", "liveness");
            assertThat(browser.text(By.cssSelector(".events"))).contains("web-0 failed its liveness check");
            browser.picture("checks-passing");
        }
    }

    private static String tried(Browser browser) {
        return browser.text(By.id("triedSimple"));
    }

    /** The container of the deployment's only pod that runs. */
    private static String pod(String project, String deployment) {
        String all = Command.run(
                "docker",
                "ps",
                "-q",
                "--filter",
                "label=io.podspace.cluster=" + Box.cluster(),
                "--filter",
                "label=io.podspace.kind=pod");
        for (String id : all.strip().split("\\s+")) {
            String environment = Command.run("docker", "inspect", "--format", "{{.Config.Env}}", id);
            if (environment.contains("PODSPACE_PROJECT=" + project + " ") || environment.contains("PODSPACE_PROJECT=" + project + "]")) {
                return id;
            }
        }
        throw new AssertionError("No pod of " + project + " runs");
    }
}
