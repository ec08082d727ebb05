package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;

/** An administrator adds a second real engine over TLS, uses it, loses it for a while, and removes it; each story on what the one before left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostsTest {
    /** A hung engine is to be noticed within ten seconds; the machine of the tests is not idle. */
    private static final Duration NOTICED = Duration.ofSeconds(20);

    /** A new project must not wait for a host that has nothing of it. */
    private static final Duration BESIDE = Duration.ofSeconds(60);

    private static final By LIST = By.cssSelector("#hosts table");

    private final SecondEngine second = new SecondEngine();
    private Browser browser;
    private Console console;
    private HostForm form;
    private String name;
    private String project;

    @BeforeAll
    void begin() {
        browser = new Browser();
        console = new Console(browser);
        form = new HostForm(browser);
        console.signIn(Box.administrator(), Box.administratorsPassword());
        name = Names.fresh("second");
    }

    @AfterAll
    void end() {
        second.goOn();
        browser.close();
    }

    @Test
    @Order(1)
    void whatIsWrongIsSaidBesideTheFieldAndNothingIsSaved() {
        browser.open("/admin/hosts/new");
        refused("endpoint", "http://10.0.0.7", "begins with neither");
        refused("endpoint", "unix:///nowhere/docker.sock", "No engine answers at unix:///nowhere/docker.sock");
        refused("endpoint", "tcp://127.0.0.1:1", "Certificate", "certificates");
        refused("endpoint", "unix://" + linkToFirst(), "already host 'host-1'");

        form.type("endpoint", second.address());
        form.certificates("not a certificate", second.file("client-cert.pem"), second.file("client-key.pem"));
        test("authority", "is no PEM");
        form.certificates(second.file("ca.pem"), second.file("client-cert.pem"), second.file("key.pem"));
        test("key", "does not belong");
        form.certificates(second.file("ca.pem"), second.file("cert.pem"), second.file("key.pem"));
        test("endpoint", "No engine answers at");
        browser.picture("host-refused");
        assertThat(browser.find(By.id("host:endpoint")).getDomProperty("value")).isEqualTo(second.address());
        browser.open("/admin/hosts");
        assertThat(browser.text(LIST)).doesNotContain(second.address());
    }

    @Test
    @Order(2)
    void aTestShowsTheEngineAndAddingMakesItReady() {
        browser.open("/admin/hosts/new");
        form.type("endpoint", second.address());
        form.certificates(second.file("ca.pem"), second.file("client-cert.pem"), second.file("client-key.pem"));
        browser.clickUntil(By.id("host:test"), () -> browser.text(By.id("host:tested")).contains("The engine answers"));
        assertThat(browser.text(By.id("host:tested"))).contains("Docker ", "Cores", "Memory", "GiB");
        browser.picture("host-tested");
        form.type("name", "Not A Label");
        browser.clickUntil(By.id("host:save"), () -> browser.shows(Console.messageAt("host:name")));
        form.type("name", name);
        browser.clickTo(By.id("host:save"), "/admin/hosts");
        browser.until("the host to be ready", () -> row().contains("Ready") && row().contains("Docker "));
        browser.picture("hosts-two");
        browser.click(By.linkText(name));
        browser.find(By.id("host:key"));
        assertThat(browser.find(By.id("host:key")).getDomProperty("value")).as("the key is never shown").isEmpty();
        browser.clickUntil(By.id("host:test"), () -> browser.text(By.id("host:tested")).contains("The engine answers"));
    }

    @Test
    @Order(3)
    void podsAreSpreadAndACordonedHostTakesNoMore() {
        project = console.createProject("hosts");
        // Without a service: on bridge networks its balancer could not reach the other host's pods.
        console.addImage(project, console.catalogImage(project, "demo:1"), "web", Map.of());
        console.awaitRunning("web", 1);
        for (int pods = 2; pods <= 4; pods++) {
            console.scale("web", "up");
        }
        console.awaitRunning("web", 4);
        Set<String> pods = second.pods();
        assertThat(pods).as("pods on the second engine").isNotEmpty();

        cordon(true);
        console.awaitRunning(project, "web", 4);
        console.scale("web", "up");
        console.awaitRunning("web", 5);
        assertThat(second.pods()).as("none came").isEqualTo(pods);
        remove();
        browser.until("the refusal", () -> browser.text(By.id("messages")).contains("still has " + pods.size() + " pod"));
        assertThat(browser.text(By.id("messages"))).contains("(" + project + "/web-");
        browser.picture("host-not-empty");
    }

    @Test
    @Order(4)
    void aHungEngineIsUnknownWithinSecondsAndComesBackWithItsPods() {
        Set<String> pods = second.pods();
        browser.open("/project/" + project);
        second.stop();
        try {
            browser.until("the banner", NOTICED, () -> browser.shows(By.cssSelector("[id='alarm:banner'] .banner")));
            browser.until("unknown pods", NOTICED, () -> console.ring("web").getOrDefault("unknown", 0) == pods.size());
            browser.picture("host-hung");
            browser.open("/admin/hosts");
            assertThat(row()).contains("Unknown", "does not answer");
            String other = console.createProject("beside");
            console.addFromCatalog(other, "demo", "web");
            browser.until("a new project's pod beside it", BESIDE, () -> console.ring("web")
                    .equals(Map.of("running", 1)));
        } finally {
            second.goOn();
        }
        console.awaitRunning(project, "web", 5);
        assertThat(second.pods()).as("the same containers").isEqualTo(pods);
    }

    @Test
    @Order(5)
    void anotherEngineIsUnknownUntilItIsAccepted() {
        int pods = second.pods().size();
        second.comeBackAsAnother();
        browser.open("/project/" + project);
        By banner = By.cssSelector("[id='alarm:banner'] .banner");
        browser.until("the banner", Console.PODS, () -> browser.shows(banner)
                && browser.text(banner).contains("Another engine answers for " + name));
        browser.until("unknown pods", NOTICED, () -> console.ring("web").getOrDefault("unknown", 0) == pods);
        browser.open("/admin/hosts");
        assertThat(row()).contains("Another engine");
        browser.picture("hosts-another-engine");
        browser.click(By.linkText(name));
        browser.find(By.id("otherTitle"));
        browser.picture("host-another-engine");
        browser.click(By.cssSelector("[data-dialog=acceptEngine]"));
        browser.find(By.id("acceptForm:do"));
        browser.clickTo(By.id("acceptForm:do"), "/admin/hosts");
        browser.until("the host to be ready", Console.PODS, () -> row().contains("Cordoned"));
        console.awaitRunning(project, "web", 5);
    }

    @Test
    @Order(6)
    void aDrainedHostIsEmptyAfterAWhile() {
        cordon(false);
        browser.open("/project/" + project);
        console.scale("web", "up");
        console.awaitRunning("web", 6);
        assertThat(second.pods()).isNotEmpty();
        browser.open("/admin/hosts");
        By drain = By.cssSelector("button[aria-label='Drain " + name + "']");
        browser.clickUntil(drain, () -> browser.text(By.id("drainText")).contains("moved from host '" + name + "'"));
        browser.picture("host-drain");
        browser.click(By.id("drainDo"));
        browser.until("the last pod to go", Console.PODS, () -> row().contains("Empty: it may be removed"));
        assertThat(row()).contains("Cordoned");
        assertThat(second.pods()).isEmpty();
        console.awaitRunning(project, "web", 6);
    }

    @Test
    @Order(7)
    void anEmptyHostIsRemovedAndNothingStaysOnItsEngine() {
        browser.open("/project/" + project);
        browser.until("its removal", Console.PODS, () -> {
            remove();
            return browser.text(By.id("messages")).contains("is removed, and nothing of ours is left");
        });
        assertThat(browser.text(LIST)).doesNotContain(name);
        assertThat(second.containers()).isEmpty();
        assertThat(second.networks()).isEmpty();
    }

    private void refused(String field, String endpoint, String... words) {
        form.type("endpoint", endpoint);
        test(field, words);
    }

    /** Presses the button until one of these words stands at the field. */
    private void test(String field, String... words) {
        By message = Console.messageAt("host:" + field);
        browser.clickUntil(
                By.id("host:test"),
                () -> browser.shows(message) && Stream.of(words).anyMatch(browser.text(message)::contains));
    }

    private void cordon(boolean wanted) {
        browser.open("/admin/hosts");
        By button = By.xpath("//button[@data-cordon='" + wanted + "' and contains(@aria-label, '" + name + "')]");
        browser.clickUntil(button, () -> row().contains(wanted ? "Cordoned" : "Ready"));
    }

    private void remove() {
        browser.open("/admin/hosts");
        browser.click(By.linkText(name));
        browser.click(By.cssSelector("[data-dialog=removeHost]"));
        browser.find(By.id("removeForm:do"));
        browser.click(By.id("removeForm:do"));
        browser.until("an answer", () -> !browser.text(By.id("messages")).isBlank());
    }

    private String row() {
        return form.row(name);
    }

    private static Path linkToFirst() {
        try {
            return Files.createSymbolicLink(
                    Files.createTempDirectory("podspace-engine").resolve("engine.sock"), Box.engineSocket());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
