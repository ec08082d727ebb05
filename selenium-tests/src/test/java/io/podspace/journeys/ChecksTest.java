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
            tryOthers(browser);
            browser.open(form);
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
            aCommandThatIsNotThere(browser, project);
            aServiceOfAnotherPort(browser, project);
        }
    }

    /** An image that comes later may bring a check; it is offered before the image is, and taken with it. */
    @Test
    void theOwnCheckOfAnImageIsOfferedWhereADeploymentIsChanged() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            console.signUp();
            String project = console.createProject("own-check");
            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);
            String page = "/project/" + project + "/deployments/web";
            browser.open(page + "?tab=configuration");
            browser.clickUntil(By.id("configuration:lookForCheck"), () -> browser.text(By.id("configuration"))
                    .contains("No check comes with"));
            assertThat(browser.shows(By.id("ownCheck"))).isFalse();

            String image = withHealthCommand(console.catalogImage(project, "demo:1"));
            browser.open(page + "?tab=configuration");
            browser.type(By.id("configuration:image"), image);
            browser.clickUntil(By.id("configuration:lookForCheck"), () -> browser.shows(By.id("ownCheck")));
            assertThat(browser.text(By.id("ownCheck"))).contains("/bin/sh -c 'wget -qO- http://127.0.0.1:8080/health'");
            browser.picture("check-own-offered");
            browser.clickUntil(
                    By.id("configuration:takeOwn"),
                    () -> browser.find(By.id("configuration:checksReadiness")).getDomProperty("value").equals("command"));
            assertThat(browser.find(By.id("configuration:image")).getDomProperty("value")).isEqualTo(image);
            browser.clickTo(By.id("configuration:save"), page);
            browser.open(page + "?tab=rollout");
            browser.until("the exchange", Console.PODS, () -> browser.text(By.cssSelector("#rollout-title + .state"))
                    .equals("Being watched"));
            browser.open("/project/" + project + "/pods");
            browser.click(By.linkText("web-0"));
            browser.until("its readiness by command", () -> browser.text(By.cssSelector("#checks"))
                    .contains("readiness"));
            browser.open(page + "?tab=configuration");
            browser.type(By.id("configuration:image"), Box.registry() + "/trial/no-such:1");
            browser.clickUntil(By.id("configuration:lookForCheck"), () -> browser.shows(Console.messageAt("configuration:image")));
        }
    }

    /** The image in the box's registry, with a health command of its own. */
    private static String withHealthCommand(String image) {
        String name = Box.registry() + "/trial/" + Names.fresh("healthy") + ":1";
        String container = Command.run("docker", "create", image).strip();
        Command.run(
                "docker",
                "commit",
                "--change",
                "HEALTHCHECK --interval=2s CMD wget -qO- http://127.0.0.1:8080/health",
                container,
                name);
        Command.run("docker", "rm", container);
        Command.run("docker", "push", "-q", name);
        return name;
    }

    /** Only the fields of the kind that is chosen are there; what cannot work is told with what would. */
    private static void tryOthers(Browser browser) {
        browser.script("document.querySelectorAll('details.more').forEach(d => d.open = true)");
        assertThat(shown(browser, "checksLivenessPort")).isFalse();
        choose(browser, "Liveness", "tcp");
        assertThat(shown(browser, "checksLivenessPort")).isTrue();
        assertThat(shown(browser, "checksLivenessPath")).isFalse();
        browser.type(By.id("configuration:checksLivenessPort"), "9");
        browser.clickUntil(By.id("configuration:tryLiveness"), () -> browser.text(By.id("triedLiveness"))
                .matches("It fails on web-0: nothing listens on port 9 \\([0-9]+ ms\\)\\. Open: 8080\\."));
        choose(browser, "Startup", "command");
        browser.type(By.id("configuration:checksStartupCommand"), "/no/such check");
        browser.clickUntil(By.id("configuration:tryStartup"), () -> browser.text(By.id("triedStartup"))
                .startsWith("It fails on web-0: the image has no '/no/such' that can be executed"));
        browser.picture("check-tried-others");
    }

    private static void choose(Browser browser, String role, String kind) {
        browser.script("document.querySelectorAll('details.more').forEach(d => d.open = true)");
        browser.click(By.cssSelector("#configuration\\:checks" + role + " option[value=" + kind + "]"));
    }

    private static boolean shown(Browser browser, String field) {
        return browser.shows(By.id("configuration:" + field));
    }

    private static String tried(Browser browser) {
        return browser.text(By.id("triedSimple"));
    }

    /** A rollout whose check can never pass goes back at once, and says why. */
    private static void aCommandThatIsNotThere(Browser browser, String project) {
        String page = "/project/" + project + "/deployments/web";
        browser.open(page + "?tab=configuration");
        choose(browser, "Startup", "command");
        browser.type(By.id("configuration:checksStartupCommand"), "/no/such check");
        browser.clickTo(By.id("configuration:save"), page);
        browser.open(page + "?tab=rollout");
        browser.until("the way back", Duration.ofSeconds(60), () -> browser.text(By.cssSelector("#rollout-title + .state"))
                .equals("Rolled back"));
        assertThat(browser.text(By.cssSelector(".rollout-steps")))
                .contains("its check cannot: the image has no '/no/such' that can be executed");
        browser.picture("check-command-missing");
    }

    /** Nothing listens at the port that the service means: the pod says where it does, and a port that is right heals it. */
    private static void aServiceOfAnotherPort(Browser browser, String project) {
        target(browser, project, "8081");
        browser.open("/project/" + project + "/pods");
        browser.click(By.linkText("web-0"));
        browser.until("where it listens", Console.PODS, () -> browser.text(By.id("content"))
                .matches("(?s).*nothing listens on port 8081, where a service or route sends requests[^\n]*; open: 8080.*"));
        assertThat(browser.text(By.id("content")))
                .as("of a pod that outlived one of a revision that was rolled back")
                .doesNotContain("This attempt is over");
        browser.picture("check-port-of-service");
        target(browser, project, "8080");
        new Console(browser).awaitRunning(project, "web", 1);
    }

    private static void target(Browser browser, String project, String port) {
        browser.open("/project/" + project + "/services");
        browser.click(By.cssSelector("td.lead a"));
        browser.type(By.id("service:ports:0:targetPort"), port);
        browser.clickTo(By.id("service:save"), "/project/" + project + "/services");
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
