package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

/** What exists is changed: a service, a route, a certificate, the network's way out, the configuration and back from it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditTest {
    private final Router router = new Router();
    private Browser browser;
    private Console console;
    private String project;
    private String base;

    @BeforeAll
    void begin() {
        browser = new Browser();
        console = new Console(browser);
        console.signUp();
        project = console.createProject("edit");
        base = "/project/" + project;
        console.addFromCatalog(project, "demo", "web");
        console.awaitRunning("web", 1);
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @Test
    void aServiceGetsAnotherPortAndDistribution() {
        openService();
        browser.clickUntil(By.id("service:addPort"), () -> browser.shows(By.id("service:ports:1:port")));
        browser.type(By.id("service:ports:1:port"), "70000");
        By message = Console.messageAt("service:ports:1:port");
        browser.clickUntil(By.id("service:save"), () -> browser.shows(message));
        assertThat(browser.text(message)).contains("65535");
        browser.type(By.id("service:ports:1:port"), "9090");
        browser.type(By.id("service:ports:1:targetPort"), "8080");
        new Select(browser.find(By.id("service:algorithm"))).selectByVisibleText("Least connections");
        browser.clickTo(By.id("service:save"), base + "/services");
        assertThat(browser.text(By.tagName("table"))).contains("9090", "Least connections");

        openService();
        assertThat(browser.find(By.id("service:ports:1:port")).getDomProperty("value")).isEqualTo("9090");
        browser.clickUntil(
                By.xpath("(//form[@id='service']//button[@aria-label='Remove port'])[2]"),
                () -> !browser.shows(By.id("service:ports:1:port")));
        browser.clickTo(By.id("service:save"), base + "/services");
        assertThat(browser.text(By.tagName("table"))).doesNotContain("9090");
    }

    @Test
    void aRouteMovesToAnotherPathAndIsDeleted() {
        String host = createRoute("moving", "");
        browser.until("an answer", Console.PODS, () -> router.ask(host, "/name").status() == 200);
        openRoute("moving");
        browser.type(By.id("route:path"), "/name");
        console.tick("route:sticky", true);
        browser.clickTo(By.id("route:save"), base + "/routes");
        browser.until("the new path alone", Console.PODS, () -> router.ask(host, "/name").status() == 200
                && router.ask(host, "/other").status() == 404);
        openRoute("moving");
        assertThat(browser.find(By.id("route:sticky")).isSelected()).isTrue();
        browser.click(By.cssSelector("[data-dialog=deleteRoute]"));
        browser.clickTo(By.id("deleteForm:do"), base + "/routes");
        browser.until("no answer", Console.PODS, () -> router.ask(host, "/name").status() == 404);
    }

    @Test
    void anUploadedCertificateServesHttps() {
        String name = Names.fresh("secure") + ".example.test";
        Certificate certificate = Certificate.of(name);
        createRoute("secure", name);
        openRoute("secure");
        browser.type(By.id("route:certificateChain"), certificate.pem());
        browser.type(By.id("route:certificateKey"), Certificate.of("other.example.test").key());
        browser.clickUntil(By.id("route:save"), () -> browser.shows(Console.messageAt("route:certificateKey")));
        browser.picture("bad-certificate-key");
        browser.type(By.id("route:certificateKey"), certificate.key());
        new Select(browser.find(By.id("route:insecure"))).selectByVisibleText("redirects to HTTPS");
        browser.clickTo(By.id("route:save"), base + "/routes");

        browser.until("HTTPS with that certificate", Console.PODS, () -> certificate.served(name));
        assertThat(certificate.get(name, "/name")).startsWith("HTTP/1.1 200").endsWith("web-0");
        browser.until("the redirect", Console.PODS, () -> router.ask(name, "/name").status() / 100 == 3);
        openRoute("secure");
        assertThat(browser.text(By.cssSelector("#route .note.is-running"))).contains(name, "Valid until");
        browser.picture("route-certificate");
    }

    @Test
    void anAutoscalerIsKeptChangedAndRemoved() {
        String settings = base + "/deployments/web?tab=settings";
        browser.open(settings);
        browser.type(By.id("autoscaler:min"), "2");
        browser.type(By.id("autoscaler:max"), "1");
        By message = Console.messageAt("autoscaler:max");
        browser.clickUntil(By.id("autoscaler:save"), () -> browser.shows(message));
        browser.type(By.id("autoscaler:max"), "6");
        browser.type(By.id("autoscaler:cpuPercent"), "70");
        browser.clickUntil(By.id("autoscaler:save"), () -> browser.shows(By.id("autoscaled")));
        assertThat(browser.text(By.id("autoscaled"))).contains("2 - 6 pods at 70 %", "not active");
        browser.picture("autoscaler");
        browser.open(settings);
        assertThat(browser.find(By.id("autoscaler:max")).getDomProperty("value")).isEqualTo("6");
        browser.clickUntil(By.id("autoscaler:remove"), () -> !browser.shows(By.id("autoscaled")));
    }

    @Test
    void theNetworksWayOutIsSwitched() {
        browser.open(base + "/settings");
        console.tick("network:egress", false);
        browser.clickUntil(By.id("network:do"), () -> browser.text(By.id("messages")).contains("only this project"));
        browser.open(base + "/settings");
        assertThat(browser.find(By.id("network:egress")).isSelected()).isFalse();
        console.tick("network:egress", true);
        browser.clickUntil(By.id("network:do"), () -> browser.text(By.id("messages")).contains("to the outside"));
        browser.open(base + "/events");
        assertThat(browser.text(By.cssSelector(".events"))).contains("outside");
    }

    private void openService() {
        browser.open(base + "/services");
        browser.click(By.cssSelector("td.lead a"));
        browser.find(By.id("service:save"));
    }

    private void openRoute(String name) {
        browser.open(base + "/routes");
        browser.click(By.xpath("//td[contains(@class,'lead')]/a[b[text()='" + name + "']]"));
        browser.find(By.id("route:save"));
    }

    /** @return the host under which it is asked */
    private String createRoute(String name, String host) {
        browser.open(base + "/routes/new?to=web");
        browser.type(By.id("route:name"), name);
        if (!host.isEmpty()) {
            browser.type(By.id("route:host"), host);
        }
        browser.clickTo(By.id("route:save"), base + "/routes");
        return Router.host(browser.find(By.xpath("//tr[.//b[text()='" + name + "']]//a[@target='_blank']"))
                .getDomAttribute("href"));
    }
}
