package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/**
 * The console and {@code kubectl} show one truth: a scale by the one is on the other's open page or watch by itself. The page
 * does not ask at intervals here, so that only what it is told counts; how long it took is printed.
 */
class KubectlTest {
    private Path kubeconfig;

    @BeforeEach
    void writeKubeconfig() throws IOException {
        kubeconfig = Files.createTempFile("podspace-journey", ".kubeconfig"); // for its owner alone
        Files.writeString(kubeconfig, Command.run(Box.launcher(), "kubeconfig", "--home", Box.home()));
    }

    @AfterEach
    void removeKubeconfig() throws IOException {
        Files.delete(kubeconfig);
    }

    @Test
    void aScaleByKubectlIsOnThePageAndAnArrowInItsWatch() throws IOException {
        try (Browser browser = new Browser()) {
            browser.beforeEveryPage(LiveTest.NO_POLL);
            Console console = new Console(browser);
            console.signIn(Box.administrator(), Box.administratorsPassword());
            String project = console.createProject("kubectl");
            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);
            browser.open("/project/" + project);
            browser.until(
                    "the live connection",
                    () -> "on".equals(browser.script("return document.documentElement.dataset.live")));

            long sent = System.currentTimeMillis();
            Command.run(kubectl(project, "scale", "deployment", "web", "--replicas=2"));
            browser.until("the page to show what kubectl wants", () -> "2".equals(wanted(browser)));
            System.out.println("Milliseconds from kubectl scale to the page: " + (System.currentTimeMillis() - sent));

            Process watch = new ProcessBuilder(
                            kubectl(project, "get", "deployment", "web", "--watch", "-o", "jsonpath={.spec.replicas}{'\\n'}"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                BlockingQueue<String> lines = lines(watch);
                browser.until("kubectl to tell what there is", () -> lines.remove("2"));
                sent = System.currentTimeMillis();
                console.scale("web", "up");
                browser.until("kubectl to tell of the arrow", () -> lines.contains("3"));
                System.out.println("Milliseconds from the arrow to kubectl: " + (System.currentTimeMillis() - sent));
            } finally {
                watch.destroyForcibly();
            }
            applyOverTheArrow(project);
        }
    }

    /** There was no rollout yet, so the changes to come wait: every tab says so, and the console lets them go. */
    @Test
    void aPauseByKubectlIsToldAndTheConsoleResumes() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            console.signIn(Box.administrator(), Box.administratorsPassword());
            String project = console.createProject("paused");
            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);
            String page = "/project/" + project + "/deployments/web";
            By note = By.cssSelector(".hero .note");
            By resume = By.cssSelector("[data-decide=resume]");
            browser.open(page + "?tab=rollout");
            assertThat(browser.shows(By.cssSelector("[data-decide]"))).isFalse();
            assertThat(Command.run(kubectl(project, "rollout", "pause", "deployment/web"))).contains("paused");
            browser.until("the page to say that changes wait", () -> browser.text(note).contains("Changes are taken and wait"));
            browser.until("a way to resume", () -> browser.shows(resume));
            browser.picture("kubectl-paused-light-1440");

            By back = By.cssSelector("[data-roll-back='1']");
            Command.run(kubectl(project, "set", "env", "deployment/web", "WAITS=1"));
            browser.open(page + "?tab=revisions");
            assertThat(browser.text(By.id("paused"))).contains("Resume first");
            assertThat(browser.text(By.id("revisions"))).contains("#2");
            assertThat(browser.shows(back)).isFalse();
            browser.open(page + "?tab=rollout");
            browser.click(resume);
            browser.until("no more pause", () -> !browser.shows(note) && !browser.shows(resume));
            browser.open(page + "?tab=revisions");
            assertThat(browser.shows(back)).isTrue();
            assertThat(browser.shows(By.id("paused"))).isFalse();
        }
    }

    /** What an arrow has set is the console's for whoever applies on the server. */
    private void applyOverTheArrow(String project) throws IOException {
        Path manifest = Files.createTempFile("podspace-journey", ".yaml");
        try {
            Files.writeString(
                    manifest, "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 1}\n");
            String[] apply = kubectl(project, "apply", "--server-side", "--filename", manifest.toString());
            assertThatThrownBy(() -> Command.run(apply))
                    .hasMessageContaining("conflict with \"podspace-console\" using apps/v1: .spec.replicas");
            String[] force = Arrays.copyOf(apply, apply.length + 1);
            force[apply.length] = "--force-conflicts";
            assertThat(Command.run(force)).contains("serverside-applied");
            assertThat(Command.run(
                            kubectl(project, "get", "deployment", "web", "--output", "jsonpath={.spec.replicas}")))
                    .endsWith("1");
        } finally {
            Files.delete(manifest);
        }
    }

    private String[] kubectl(String project, String... words) {
        String[] command = new String[words.length + 4];
        command[0] = "kubectl";
        command[1] = "--kubeconfig=" + kubeconfig;
        command[2] = "--namespace=" + project;
        command[3] = "--request-timeout=60s";
        System.arraycopy(words, 0, command, 4, words.length);
        return command;
    }

    private static BlockingQueue<String> lines(Process process) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        BufferedReader reader = process.inputReader();
        Runnable read = () -> {
            try {
                reader.lines().forEach(lines::add);
            } catch (UncheckedIOException e) {
                // the process was ended in the middle of it
            }
        };
        new Thread(read, "lines of kubectl").start();
        return lines;
    }

    private static String wanted(Browser browser) {
        return browser.driver().findElement(By.cssSelector("[data-scale=up]")).getDomAttribute("data-wanted");
    }
}
