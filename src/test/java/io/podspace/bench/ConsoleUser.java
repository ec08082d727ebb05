package io.podspace.bench;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.FluentWait;

/** The administrator at the console, in a headless browser: what a benchmark asks of PodSpace goes the way of every user. */
final class ConsoleUser implements AutoCloseable {
    private final String url;
    private final ChromeDriver driver;

    ConsoleUser(String url) {
        this.url = url;
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .build();
        driver = new ChromeDriver(service, options);
    }

    void signIn(String name, String password) {
        open("/signin");
        type("signin:name", name);
        type("signin:password", password);
        click(By.id("signin:submit"));
        until("the projects", () -> driver.getCurrentUrl().endsWith("/projects"));
    }

    void createProject(String name) {
        open("/projects");
        click(By.cssSelector("[data-dialog=newProject]"));
        type("newProjectForm:name", name);
        click(By.id("newProjectForm:create"));
        until("the project", () -> driver.getCurrentUrl().endsWith("/project/" + name));
    }

    /** Deploys the demo application with a service and a route. */
    void addDemo(String project, String name) {
        open("/project/" + project + "/add?entry=demo");
        type("fill:name", name);
        tick("fill:route");
        click(By.id("fill:review"));
        click(By.id("reviewed:create"));
        until("the overview", () -> driver.getCurrentUrl().endsWith("/project/" + project));
    }

    /** @param steps of a canary, as the field wants them: a line for each, percent and seconds */
    void chooseCanary(String project, String deployment, String steps) {
        chooseStrategy(project, deployment, "CANARY", "strategy:steps");
        type("strategy:steps", steps);
        saveStrategy();
    }

    /** Blue/green that switches by itself. @param keepSeconds how long the old set stays */
    void chooseBlueGreen(String project, String deployment, int keepSeconds) {
        chooseStrategy(project, deployment, "BLUE_GREEN", "strategy:keepSeconds");
        tick("strategy:switchesByItself");
        type("strategy:keepSeconds", Integer.toString(keepSeconds));
        saveStrategy();
    }

    /** The field of the kind appears without leaving the page. */
    private void chooseStrategy(String project, String deployment, String kind, String field) {
        open("/project/" + project + "/deployments/" + deployment + "?tab=settings");
        click(By.cssSelector("#strategy\\:kind option[value=" + kind + "]"));
        until("the fields of " + kind, () -> driver.findElement(By.id(field)).isDisplayed());
    }

    /** It leads from the tab to the deployment's first page. */
    private void saveStrategy() {
        click(By.id("strategy:save"));
        until("that the strategy is saved", () -> "".equals(driver.executeScript("return location.search")));
    }

    /** With all that is in it; it goes in the background. */
    void deleteProject(String name) {
        open("/project/" + name + "/settings");
        type("delete:typedName", name);
        click(By.id("delete:do"));
        until("the projects", () -> driver.getCurrentUrl().endsWith("/projects"));
    }

    /** No page of the console is open any more. */
    void leave() {
        driver.get("about:blank");
    }

    void open(String path) {
        driver.get(url + path);
    }

    /** The value of an attribute, once there is such an element. */
    String attribute(String css, String name) {
        return until(css, () -> driver.findElement(By.cssSelector(css)).getDomAttribute(name));
    }

    /** What the arrows of the open page send. */
    void scale(String deployment, int replicas) {
        driver.executeScript(
                "sendScale([{name: 'deployment', value: arguments[0]}, {name: 'replicas', value: arguments[1]}])",
                deployment,
                replicas);
    }

    private void tick(String id) {
        until("that " + id + " is ticked", () -> {
            var box = driver.findElement(By.id(id));
            if (!box.isSelected()) {
                box.click();
            }
            return box.isSelected();
        });
    }

    private void type(String id, String text) {
        until("to type into " + id, () -> {
            var field = driver.findElement(By.id(id));
            field.clear();
            field.sendKeys(text);
            return text.equals(field.getDomProperty("value"));
        });
    }

    private void click(By by) {
        until("to click " + by, () -> {
            driver.findElement(by).click();
            return true;
        });
    }

    private <T> T until(String what, Supplier<T> state) {
        return new FluentWait<>(Map.of())
                .withTimeout(Duration.ofSeconds(60))
                .pollingEvery(Duration.ofMillis(100))
                .ignoreAll(List.of(
                        NoSuchElementException.class,
                        StaleElementReferenceException.class,
                        org.openqa.selenium.ElementNotInteractableException.class))
                .withMessage("Waited for " + what)
                .until(ignored -> state.get());
    }

    @Override
    public void close() {
        driver.quit();
    }
}
