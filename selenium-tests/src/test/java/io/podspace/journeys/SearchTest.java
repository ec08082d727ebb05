package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The search field narrows every list by name or label while somebody types, and live updates keep to it. */
class SearchTest {
    private static final By FIELD = By.id("search");
    private static final By CARDS = By.cssSelector("article.deploy h2 > a");
    private static final By ROWS = By.cssSelector(".table td.lead a");

    @Test
    void listsAreNarrowedAndStayNarrowWhileTheyChange() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            console.signUp();
            String project = console.createProject("search");
            console.addFromCatalog(project, "demo", "web");
            console.addFromCatalog(project, "demo", "shop");
            console.awaitRunning("web", 1);
            console.awaitRunning("shop", 1);

            browser.driver().findElement(By.tagName("body")).sendKeys("/");
            browser.until("the field to have the focus", () -> browser.script("return document.activeElement.id === 'search'"));
            browser.driver().switchTo().activeElement().sendKeys("APP=sh");
            await(browser, CARDS, "shop");
            assertThat(browser.script("return location.search")).isEqualTo("?q=APP%3Dsh");
            assertThat(browser.text(By.cssSelector(".matches"))).startsWith("1 of 2 match");

            console.scale("shop", "up");
            browser.until("two pods of what is found", Console.PODS, () -> console.ring("shop").equals(Map.of("running", 2)));
            assertThat(names(browser, CARDS)).containsExactly("shop");

            browser.open("/project/" + project + "/pods?q=shop-");
            await(browser, ROWS, "shop-0", "shop-1");
            browser.open("/project/" + project + "/services");
            await(browser, ROWS, "shop", "web");
            browser.type(FIELD, "web");
            await(browser, ROWS, "web");
            browser.open("/project/" + project + "/deployments?q=demo+web");
            await(browser, ROWS, "web");
            browser.click(By.cssSelector(".matches a"));
            await(browser, ROWS, "shop", "web");

            browser.open("/project/" + project + "/settings");
            browser.type(FIELD, "web");
            browser.find(FIELD).sendKeys(Keys.ENTER);
            browser.arrive("/project/" + project);
            await(browser, CARDS, "web");
        }
    }

    private static void await(Browser browser, By by, String... wanted) {
        browser.until("only " + List.of(wanted), () -> names(browser, by).equals(List.of(wanted)));
    }

    private static List<String> names(Browser browser, By by) {
        return browser.driver().findElements(by).stream().map(WebElement::getText).toList();
    }
}
