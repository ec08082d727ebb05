package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;

/** Every page, wide and narrow, light and dark: everything has a name, nothing sticks out, no script was refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LooksTest {
    private static final String NAMELESS = """
            const shown = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
            const named = e => (e.getAttribute('aria-label') || '').trim()
                || [...(e.labels || [])].some(l => l.textContent.trim())
                || (e.getAttribute('aria-labelledby') || '').split(' ').some(id => id && document.getElementById(id)?.textContent.trim())
                || (!['INPUT', 'SELECT', 'TEXTAREA'].includes(e.tagName) && e.textContent.trim())
                || e.querySelector?.('svg[aria-label]') || e.title || (e.type === 'submit' && e.value);
            return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
                .filter(shown).filter(e => !named(e)).map(e => e.outerHTML.slice(0, 160));""";

    private static final String OVERHANG =
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private static final String STACKED = """
            return [...document.querySelectorAll('.table .act .buttons')]
                .filter(group => new Set([...group.children].map(button => button.getBoundingClientRect().top)).size > 1)
                .map(group => group.textContent.trim());""";

    private static final String TOUCHING = """
            const edges = e => e.getBoundingClientRect();
            return [...document.querySelectorAll('.table .act button, .table .act .button')].filter(button => {
                const next = button.nextElementSibling;
                return next && edges(next).top === edges(button).top && edges(next).left - edges(button).right < 4;
            }).map(button => button.textContent.trim());""";

    private Browser browser;
    private Console console;
    private String project;

    @BeforeAll
    void begin() {
        browser = new Browser();
        console = new Console(browser);
        console.signIn(Box.administrator(), Box.administratorsPassword());
        project = console.createProject("looks");
        console.addFromCatalog(project, "demo", "web");
        console.addFromCatalog(project, "demo", "shop");
        console.awaitRunning("web", 1);
        console.awaitRunning("shop", 1);
        console.scale("web", "up");
        console.scale("web", "up");
        // Leaving within the time in which clicks are merged must not lose them.
        browser.open("/project/" + project + "/routes/new?to=web");
        browser.clickTo(By.id("route:save"), "/project/" + project + "/routes");
        browser.open("/project/" + project);
        console.awaitRunning("web", 3);
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @Test
    void everyPageInBothThemesAndWidths() {
        Map<String, String> pages = pages();
        for (String theme : List.of("light", "dark")) {
            browser.size(1440, 1000);
            browser.open("/projects");
            browser.click(By.cssSelector(".menu:not(.switcher):not(.account) > summary"));
            browser.click(By.cssSelector("[data-theme-choice=" + theme + "]"));
            for (int width : List.of(1440, 390)) {
                browser.size(width, width < 500 ? 844 : 1000);
                pages.forEach((name, address) -> look(name, address, theme, width));
            }
        }
    }

    private void look(String name, String address, String theme, int width) {
        browser.open(address);
        assertThat(browser.script("return document.documentElement.dataset.theme"))
                .as("remembered theme of %s", name)
                .isEqualTo(theme);
        assertThat(browser.script(NAMELESS))
                .as("nameless controls of %s at %d", name, width)
                .isEqualTo(List.of());
        assertThat((Long) browser.script(OVERHANG))
                .as("what sticks out of %s at %d", name, width)
                .isLessThanOrEqualTo(0);
        assertThat(width < 500 ? List.of() : browser.script(STACKED))
                .as("buttons of a row one above the other in %s at %d", name, width)
                .isEqualTo(List.of());
        assertThat(browser.script(TOUCHING))
                .as("buttons of a row that touch in %s at %d", name, width)
                .isEqualTo(List.of());
        browser.picture("%s-%s-%d".formatted(name, theme, width));
        browser.script("document.querySelectorAll('[data-dialog]').forEach(b => { PF(b.dataset.dialog).show(); PF(b.dataset.dialog).hide(); })");
    }

    /** Every browser of these journeys fails when its pages were refused something: here is what it would notice. */
    @Test
    void aStyleInMarkupIsRefused() {
        browser.open("/projects");
        assertThat(browser.refused()).isEmpty();
        browser.script("document.body.insertAdjacentHTML('beforeend', '<p id=painted style=\"color: rgb(1, 2, 3)\">x</p>')");
        assertThat(browser.script("return getComputedStyle(painted).color")).isNotEqualTo("rgb(1, 2, 3)");
        assertThat(browser.refused()).hasSize(1);
    }

    private Map<String, String> pages() {
        String base = "/project/" + project;
        browser.open(base + "/pods");
        String pod = browser.find(By.cssSelector(".table td.lead a")).getDomAttribute("href");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("projects", "/projects");
        pages.put("overview", base);
        pages.put("overview-search", base + "?q=shop");
        pages.put("add-catalog", base + "/add");
        pages.put("add-entry", base + "/add?entry=demo");
        pages.put("add-image", base + "/add?tab=image");
        pages.put("deployments", base + "/deployments");
        pages.put("deployment", base + "/deployments/web");
        pages.put("deployment-configuration", base + "/deployments/web?tab=configuration");
        pages.put("deployment-rollout", base + "/deployments/web?tab=rollout");
        pages.put("deployment-compare", base + "/deployments/web?tab=revisions&a=1&b=1");
        pages.put("deployment-revisions", base + "/deployments/web?tab=revisions");
        pages.put("deployment-events", base + "/deployments/web?tab=events");
        pages.put("deployment-settings", base + "/deployments/web?tab=settings");
        pages.put("pods", base + "/pods");
        pages.put("pod", pod);
        pages.put("services", base + "/services");
        pages.put("service-new", base + "/services/new?deployment=web");
        pages.put("routes", base + "/routes");
        pages.put("route-new", base + "/routes/new?to=web");
        pages.put("configurations", base + "/configurations");
        pages.put("secret-new", base + "/configurations/new?kind=secret");
        pages.put("events", base + "/events");
        pages.put("settings", base + "/settings");
        pages.put("hosts", "/admin/hosts");
        browser.open("/admin/hosts");
        pages.put("host", browser.find(By.linkText("host-1")).getDomAttribute("href"));
        pages.put("host-new", "/admin/hosts/new");
        pages.put("users", "/admin/users");
        pages.put("catalog", "/admin/catalog");
        pages.put("account", "/account");
        pages.put("not-found", "/nowhere");
        return pages;
    }

    @Test
    void pagesOfOthersLookAsIfTheyWereNotThere() {
        try (Browser stranger = new Browser()) {
            new Console(stranger).signUp();
            stranger.open("/project/" + project);
            assertThat(stranger.text(By.tagName("h1"))).isEqualTo("Nothing here");
            stranger.open("/admin/hosts");
            assertThat(stranger.text(By.tagName("h1"))).isEqualTo("Not for you");
        }
    }

    @Test
    void theNavigationOpensOnAPhone() {
        browser.size(390, 844);
        browser.open("/project/" + project);
        browser.click(By.cssSelector(".nav-toggle"));
        browser.clickTo(By.cssSelector("#nav a[href$='/routes']"), "/project/" + project + "/routes");
        browser.size(1440, 1000);
    }
}
