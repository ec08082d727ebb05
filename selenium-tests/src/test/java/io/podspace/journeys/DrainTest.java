package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A rollout that waits for an open WebSocket says so, and for how long; a third revision in its middle is told from the second. */
class DrainTest {
    private static final Duration ROLLOUT = Duration.ofSeconds(180);
    private static final By TITLE = By.cssSelector("#rollout-title + .state");
    private static final By STEPS = By.cssSelector(".rollout-steps");
    private static final By LEFT = By.cssSelector(".hero .ring-link:first-child svg.ring");

    @Test
    void openConnectionsAndSeveralOldRevisionsAreShown() throws IOException {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            console.signUp();
            String project = console.createProject("drain");
            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);
            browser.open("/project/" + project + "/routes/new?to=web");
            browser.clickTo(By.id("route:save"), "/project/" + project + "/routes");
            String host = Router.host(browser.find(By.cssSelector("td a[target=_blank]")).getDomAttribute("href"));
            String page = "/project/" + project + "/deployments/web";
            strategy(browser, page);
            waitsForAWebSocket(browser, page, host);
            severalOldRevisions(browser, console, project);
        }
    }

    private static void strategy(Browser browser, String page) {
        browser.open(page + "?tab=settings");
        browser.click(By.id("strategy:stopOne"));
        browser.until("the preset", () -> "0"
                .equals(browser.find(By.id("strategy:maxSurge")).getDomProperty("value")));
        browser.type(By.id("strategy:minReadySeconds"), "1");
        browser.type(By.id("strategy:watchSeconds"), "0");
        browser.type(By.id("strategy:drainSeconds"), "3601");
        browser.clickUntil(By.id("strategy:save"), () -> browser.shows(Console.messageAt("strategy:drainSeconds")));
        browser.type(By.id("strategy:drainSeconds"), "600");
        browser.picture("drain-form");
        send(browser, By.id("strategy:save"));
    }

    private static void waitsForAWebSocket(Browser browser, String page, String host) throws IOException {
        Router router = new Router();
        browser.until("an answer", () -> router.ask(host, "/name").status() == 200);
        try (Socket socket = webSocket(host)) {
            browser.open(page + "?tab=settings");
            send(browser, By.id("restart:do"));
            browser.open(page + "?tab=rollout");
            browser.until("that it waits", ROLLOUT, () -> browser.text(STEPS).contains("1 waits for open connections, 600 s at most"));
            assertThat(browser.text(By.id("rolloutNow"))).contains("waits for 1 open connection to end, 600 s at most");
            browser.picture("drain-waits");
            assertThat(socket.isClosed()).isFalse();
        }
        browser.until("a complete rollout", ROLLOUT, () -> browser.text(TITLE).equals("Complete"));
    }

    private static void severalOldRevisions(Browser browser, Console console, String project) {
        String page = "/project/" + project + "/deployments/web";
        browser.open(page + "?tab=settings");
        browser.click(By.id("strategy:startOne"));
        browser.until("the preset", () -> "1"
                .equals(browser.find(By.id("strategy:maxSurge")).getDomProperty("value")));
        browser.type(By.id("strategy:minReadySeconds"), "15");
        send(browser, By.id("strategy:save"));
        browser.open("/project/" + project);
        console.scale("web", "up");
        console.awaitRunning("web", 2);
        browser.open(page + "?tab=settings");
        send(browser, By.id("restart:do"));
        browser.open(page + "?tab=rollout");
        browser.until("a new pod in the place of an old one", ROLLOUT, () -> browser.text(STEPS).contains("1 of older revisions left"));
        browser.click(By.cssSelector("[data-decide=pause]"));
        browser.until("a pause", () -> browser.text(TITLE).equals("Paused"));
        browser.open(page + "?tab=settings");
        send(browser, By.id("restart:do"));
        browser.open(page + "?tab=rollout");
        browser.until("both old revisions at the left ring", () -> String.valueOf(
                        browser.driver().findElement(LEFT).getDomAttribute("aria-label"))
                .startsWith("Revisions 2, 3: "));
        assertThat(browser.text(LEFT)).contains("#2, #3");
        browser.picture("drain-three-revisions");
        browser.size(390, 844);
        browser.picture("drain-three-revisions-390");
        browser.size(1440, 1000);
    }

    /** Taken over by the router, and quiet. */
    private static Socket webSocket(String host) throws IOException {
        URI router = Box.router();
        Socket socket = new Socket(router.getHost(), router.getPort());
        socket.setSoTimeout(10_000);
        String wish = String.join(
                "\r\n",
                "GET /ws HTTP/1.1",
                "Host: " + host,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "",
                "");
        socket.getOutputStream().write(wish.getBytes(StandardCharsets.US_ASCII));
        byte[] line = socket.getInputStream().readNBytes(12);
        assertThat(new String(line, StandardCharsets.US_ASCII)).as(Arrays.toString(line)).isEqualTo("HTTP/1.1 101");
        return socket;
    }

    /** Clicks what leads from a tab to the deployment's first page. */
    private static void send(Browser browser, By by) {
        browser.clickUntil(by, () -> "".equals(browser.script("return location.search")));
    }
}
