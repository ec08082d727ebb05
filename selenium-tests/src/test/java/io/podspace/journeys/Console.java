package io.podspace.journeys;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.openqa.selenium.By;

/** What users do in the console, in their words. */
final class Console {
    static final String PASSWORD = "correct horse battery 7";
    /** An image may have to be fetched, and a loaded machine is slow. */
    static final Duration PODS = Duration.ofSeconds(120);

    private final Browser browser;

    Console(Browser browser) {
        this.browser = browser;
    }

    /** @return the new account's name */
    String signUp() {
        String name = Names.fresh("user");
        browser.open("/signup");
        browser.type(By.id("signup:name"), name);
        browser.type(By.id("signup:email"), name + "@example.org");
        browser.type(By.id("signup:password"), PASSWORD);
        browser.clickTo(By.id("signup:submit"), "/projects");
        return name;
    }

    void signIn(String name, String password) {
        browser.open("/signin");
        browser.type(By.id("signin:name"), name);
        browser.type(By.id("signin:password"), password);
        browser.clickTo(By.id("signin:submit"), "/projects");
    }

    void signOut() {
        browser.click(By.cssSelector(".account > summary"));
        browser.clickTo(By.id("leave:signOut"), "/signin");
    }

    /** @return the new project's name */
    String createProject(String prefix) {
        String name = Names.fresh(prefix);
        browser.open("/projects");
        browser.click(By.cssSelector("[data-dialog=newProject]"));
        browser.find(By.id("newProjectForm:name"));
        browser.type(By.id("newProjectForm:name"), name);
        browser.clickTo(By.id("newProjectForm:create"), "/project/" + name);
        return name;
    }

    /** Adds an entry of the catalog under its own name, with no route. */
    void addFromCatalog(String project, String entry, String name) {
        browser.open("/project/" + project + "/add");
        browser.clickUntil(By.cssSelector("a[href$='entry=" + entry + "']"), () -> browser.shows(By.id("fill:name")));
        browser.type(By.id("fill:name"), name);
        tick("fill:route", false);
        review();
        browser.clickTo(By.id("reviewed:create"), "/project/" + project);
    }

    /** Adds an image without looking at it first. */
    void addImage(String project, String image, String name, Map<String, String> fields) {
        openImageForm(project, image);
        browser.type(By.id("fill:name"), name);
        fields.forEach((id, value) -> browser.type(By.id("fill:" + id), value));
        tick("fill:service", false);
        review();
        browser.clickTo(By.id("reviewed:create"), "/project/" + project);
    }

    /** The reference that an image of the catalog has in this box: the review of the demo application shows its prefix. */
    String catalogImage(String project, String name) {
        browser.open("/project/" + project + "/add?entry=demo");
        review();
        String demo = browser.text(By.cssSelector(".made dd.mono"));
        return demo.substring(0, demo.lastIndexOf('/') + 1) + name;
    }

    void openImageForm(String project, String image) {
        browser.open("/project/" + project + "/add?tab=image");
        browser.type(By.id("fill:image"), image);
        browser.clickUntil(By.id("fill:skip"), () -> browser.shows(By.id("fill:name")));
        browser.script("document.querySelectorAll('details.more').forEach(d => d.open = true)");
    }

    void review() {
        browser.clickUntil(By.id("fill:review"), () -> browser.shows(By.id("reviewed:create")));
    }

    void tick(String id, boolean wanted) {
        browser.until(id + " " + wanted, () -> {
            var box = browser.driver().findElement(By.id(id));
            if (box.isSelected() != wanted) {
                box.click();
            }
            return box.isSelected() == wanted;
        });
    }

    /** The overview's card of a deployment. */
    static By card(String deployment) {
        return By.xpath("//article[.//h2/a[text()='" + deployment + "']]");
    }

    static By in(By card, String css) {
        return new org.openqa.selenium.support.pagefactory.ByChained(card, By.cssSelector(css));
    }

    /** The message in the group of a field. */
    static By messageAt(String field) {
        return By.xpath("//*[@id='" + field
                + "']/ancestor::div[contains(@class,'field')][1]//*[contains(@class,'ui-message-error')]");
    }

    String state(String deployment) {
        return browser.text(in(card(deployment), "h2 .state"));
    }

    void awaitState(String deployment, String word) {
        browser.until(deployment + " " + word, PODS, () -> state(deployment).equals(word));
    }

    /** What a ring says to those who do not see it, e.g. 4 running. */
    Map<String, Integer> ring(String deployment) {
        String spoken = browser.until("the ring of " + deployment, () -> browser.driver()
                .findElement(in(card(deployment), "svg.ring"))
                .getDomAttribute("aria-label"));
        return Arrays.stream(spoken.split(", "))
                .map(part -> part.split(" ", 2))
                .filter(part -> part[0].matches("[0-9]+"))
                .collect(toMap(part -> part[1], part -> Integer.valueOf(part[0]), Integer::sum));
    }

    /** On the overview of a project, which is opened first. */
    void awaitRunning(String project, String deployment, int pods) {
        browser.open("/project/" + project);
        awaitRunning(deployment, pods);
    }

    void awaitRunning(String deployment, int pods) {
        browser.until(
                pods + " running pods of " + deployment,
                PODS,
                () -> ring(deployment).equals(pods == 0 ? Map.of() : Map.of("running", pods)));
    }

    void scale(String deployment, String direction) {
        browser.click(in(card(deployment), "[data-scale=" + direction + "]"));
    }
}
