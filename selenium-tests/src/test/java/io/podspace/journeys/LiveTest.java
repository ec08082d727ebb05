package io.podspace.journeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/**
 * A change made in one browser comes to another's open page by itself, without reload: that page does not ask at intervals
 * here, so each change is told by a hint or is missed. How long they took is printed, from the moment in which the
 * one page sends the wish, to the first change of the other page that shows it.
 */
class LiveTest {
    /** Run before a page: it does not ask at intervals, and shows only what it is told. */
    static final String NO_POLL =
            "const every = setInterval; setInterval = (work, millis) => millis < 5000 ? every(work, millis) : 0;";
    private static final int CHANGES = 5;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void overviewAndDeploymentPageFollowAnotherBrowser() {
        try (Browser first = new Browser();
                Browser second = new Browser()) {
            Console console = new Console(first);
            String user = console.signUp();
            String project = console.createProject("live");
            console.addFromCatalog(project, "demo", "web");
            console.awaitRunning("web", 1);
            second.beforeEveryPage(NO_POLL);
            new Console(second).signIn(user, Console.PASSWORD);
            first.script("const send = sendScale; sendScale = w => { window.sentAt = Date.now(); send(w); }");
            for (String page : List.of("", "/deployments/web")) {
                second.open("/project/" + project + page);
                watch(second, "[data-scale=up]", "data-wanted");
                List<Long> delays = new ArrayList<>();
                for (int i = 0; i < CHANGES; i++) {
                    String wanted = i % 2 == 0 ? "2" : "1";
                    console.scale("web", i % 2 == 0 ? "up" : "down");
                    delays.add(seen(second, wanted) - sent(first));
                    first.until("the page itself", () -> wanted.equals(wanted(first)));
                }
                say(delays, "page" + page);
                console.scale("web", "down");
                first.until("one pod again", () -> "1".equals(wanted(first)));
            }
        }
    }

    @Test
    void theHostsPageFollowsAnotherAdministrator() {
        try (Browser first = new Browser();
                Browser second = new Browser()) {
            second.beforeEveryPage(NO_POLL);
            for (Browser browser : List.of(first, second)) {
                new Console(browser).signIn(Box.administrator(), Box.administratorsPassword());
                browser.open("/admin/hosts");
            }
            first.script("const send = cordonHost; cordonHost = w => { window.sentAt = Date.now(); send(w); }");
            watch(second, "[data-cordon]", "data-cordon");
            List<Long> delays = new ArrayList<>();
            try {
                for (int i = 0; i < CHANGES; i++) {
                    String now = first.find(By.cssSelector("[data-cordon]")).getDomAttribute("data-cordon");
                    String then = now.equals("true") ? "false" : "true";
                    first.click(By.cssSelector("[data-cordon]"));
                    delays.add(seen(second, then) - sent(first));
                    first.until("the page itself", () -> first.shows(By.cssSelector("[data-cordon=" + then + "]")));
                }
            } finally {
                if (first.shows(By.cssSelector("[data-cordon=false]"))) {
                    first.click(By.cssSelector("[data-cordon=false]"));
                    first.find(By.cssSelector("[data-cordon=true]"));
                }
            }
            say(delays, "hosts page");
        }
    }

    /** Notes when an attribute of the page's element takes which value. */
    private static void watch(Browser browser, String css, String attribute) {
        browser.until("the live connection", () -> "on".equals(browser.script("return document.documentElement.dataset.live")));
        browser.script(
                """
                const [css, name] = arguments;
                window.seen = {};
                window.last = null;
                new MutationObserver(() => {
                    const value = document.querySelector(css)?.getAttribute(name);
                    if (value && value !== window.last) {
                        window.seen[value] = Date.now();
                        window.last = value;
                    }
                }).observe(document.getElementById('content'), {subtree: true, childList: true, attributes: true});
                window.last = document.querySelector(css).getAttribute(name);""",
                css,
                attribute);
    }

    private static long seen(Browser browser, String value) {
        return browser.until("the other page to show " + value, LIMIT, () -> {
            Object at = browser.script(
                    "const at = window.last === arguments[0] && window.seen[arguments[0]]; return at || null", value);
            return at == null ? null : (Long) at;
        });
    }

    private static long sent(Browser browser) {
        return (Long) browser.script("return window.sentAt");
    }

    private static String wanted(Browser browser) {
        return browser.driver().findElement(By.cssSelector("[data-scale=up]")).getDomAttribute("data-wanted");
    }

    private static void say(List<Long> delays, String page) {
        System.out.println("Milliseconds until another " + page + " shows a change: " + delays);
    }
}
