package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;

/** "Add to project" looks at an image first: says how far it is, shows what it brings, and stores what the user changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddTest {
    private Browser browser;
    private Console console;
    private String project;

    @BeforeAll
    void begin() {
        browser = new Browser();
        console = new Console(browser);
        console.signUp();
        project = console.createProject("add");
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @Test
    void whatAnImageBringsStandsInTheFormAndGoesOnFollowingIt() {
        inspect(console.catalogImage(project, "demo:1"));
        browser.find(By.id("fill:name"));
        assertThat(value("name")).isEqualTo("demo");
        assertThat(value("ports")).isEqualTo("8080");
        assertThat(value("arguments")).isEqualTo("/demo");
        assertThat(value("user")).isEqualTo("65534:65534");
        assertThat(value("environment")).contains("DEMO_VERSION=1");
        assertThat(mark("user")).isEqualTo("the image's own");
        browser.picture("add-inspected");

        browser.type(By.id("fill:environment"), value("environment").replace("DEMO_VERSION=1", "DEMO_VERSION=mine"));
        assertThat(mark("environment")).isEqualTo("changed");
        browser.type(By.id("fill:name"), "looked");
        console.tick("fill:service", false);
        console.review();
        assertThat(browser.text(By.cssSelector(".made"))).contains("DEMO_VERSION").doesNotContain("Command");
        browser.clickTo(By.id("reviewed:create"), "/project/" + project);
        console.awaitRunning("looked", 1);

        browser.open("/project/" + project + "/deployments/looked?tab=configuration");
        browser.script("document.querySelectorAll('details.more').forEach(d => d.open = true)");
        assertThat(browser.find(By.id("configuration:environment")).getDomProperty("value")).isEqualTo("DEMO_VERSION=mine");
        assertThat(browser.find(By.id("configuration:user")).getDomProperty("value")).isEmpty();
        assertThat(browser.find(By.id("configuration:arguments")).getDomProperty("value")).isEmpty();
    }

    @Test
    void anEntryOfTheCatalogShowsWhatItsImageBrings() {
        browser.open("/project/" + project + "/add?entry=demo");
        browser.type(By.id("fill:name"), "kept");
        browser.clickUntil(By.id("fill:look"), () -> browser.shows(By.cssSelector(".brings")));
        assertThat(browser.text(By.cssSelector(".brings"))).contains("8080", "65534:65534", "/demo", "DEMO_VERSION=1");
        assertThat(value("name")).isEqualTo("kept");
        browser.picture("add-entry-inspected");
    }

    @Test
    void aPullSaysHowFarItIs() {
        String image = fresh();
        try (Gate gate = Gate.holding()) {
            inspect(gate.image(image));
            String said = browser.until("how far the pull is", () -> {
                String text = browser.driver().findElement(By.cssSelector(".pull")).getText();
                return text.matches("(?s).*[1-9][0-9]? %.*") ? text : null;
            });
            assertThat(said).as("half of it is held back").doesNotContain("100 %");
            browser.picture("add-pulling");
            gate.release();
            browser.find(By.id("fill:name"));
            assertThat(value("ports")).isEqualTo("7777");
            assertThat(value("command")).isEqualTo("/bin/run");
            assertThat(value("arguments")).isEqualTo("'two words' --flag");
            assertThat(value("workingDirectory")).isEqualTo("/work");
            assertThat(browser.text(By.id("ownCheck"))).contains("/bin/sh -c 'ask me'");
            browser.clickUntil(By.id("fill:takeOwn"), () -> "command".equals(value("checksReadiness")));
            assertThat(value("checksReadinessCommand")).isEqualTo("/bin/sh -c 'ask me'");
            assertThat(value("checksReadinessPeriodSeconds")).isEqualTo("7");
            assertThat(value("ports")).as("what was typed stays").isEqualTo("7777");
            browser.picture("add-own-check");
            Command.run("docker", "rmi", gate.image(image));
        }
    }

    private void inspect(String image) {
        browser.open("/project/" + project + "/add?tab=image");
        browser.type(By.id("fill:image"), image);
        browser.clickUntil(
                By.id("fill:inspect"), () -> browser.shows(By.cssSelector(".pull")) || browser.shows(By.id("fill:name")));
    }

    private String value(String field) {
        return browser.find(By.id("fill:" + field)).getDomProperty("value");
    }

    private String mark(String field) {
        return browser.text(By.cssSelector("label[for='fill:" + field + "'] .own"));
    }

    /** An image in the box's registry that the engine has not: a file of noise. */
    private static String fresh() {
        String name = Box.registry() + "/trial/" + Names.fresh("noise") + ":1";
        byte[] tar = new byte[512 + (4 << 20) + 1024];
        new Random().nextBytes(tar);
        tarHead(tar, "noise", 4 << 20);
        java.util.Arrays.fill(tar, tar.length - 1024, tar.length, (byte) 0);
        Command.run(
                tar,
                "docker",
                "import",
                "--change",
                "EXPOSE 7777",
                "--change",
                "WORKDIR /work",
                "--change",
                "HEALTHCHECK --interval=7s CMD ask me",
                "--change",
                "ENTRYPOINT [\"/bin/run\"]",
                "--change",
                "CMD [\"two words\",\"--flag\"]",
                "-",
                name);
        Command.run("docker", "push", "-q", name);
        Command.run("docker", "rmi", name);
        return name;
    }

    /** The head of one file, as tar has it since 1988. */
    private static void tarHead(byte[] tar, String name, int size) {
        java.util.Arrays.fill(tar, 0, 512, (byte) 0);
        put(tar, 0, name);
        put(tar, 100, "0000644\0");
        put(tar, 108, "0000000\0");
        put(tar, 116, "0000000\0");
        put(tar, 124, String.format("%011o\0", size));
        put(tar, 136, "00000000000\0");
        put(tar, 148, "        ");
        put(tar, 156, "0");
        put(tar, 257, "ustar\00000");
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += tar[i] & 0xff;
        }
        put(tar, 148, String.format("%06o\0 ", sum));
    }

    private static void put(byte[] tar, int at, String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, tar, at, bytes.length);
    }
}
