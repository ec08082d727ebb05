package io.podspace.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;

/**
 * A headless Chromium with a profile of its own. All waiting is for a state, with a limit; a page that a change of the
 * machine's networks has cut off (pods and networks come and go beside the browser) is loaded again. A browser that was
 * refused something by a page's security policy fails when it is closed.
 */
final class Browser implements AutoCloseable {
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final int LOADS = 6;

    private final Path profile;
    private final ChromeDriver driver;

    Browser() {
        try {
            profile = Files.createTempDirectory("podspace-browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(System.getProperty("podspace.chromium", "/usr/bin/chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--user-data-dir=" + profile,
                "--window-size=1440,1000");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.SEVERE);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(
                        Path.of(System.getProperty("podspace.chromedriver", "/usr/bin/chromedriver"))
                                .toFile())
                .build();
        driver = new ChromeDriver(service, options);
        size(1440, 1000);
    }

    /** Runs in every document before its own scripts. */
    void beforeEveryPage(String code) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", code));
    }

    /** What the policy of the pages has refused since this was asked last. */
    List<String> refused() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("Content Security Policy"))
                .toList();
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    /** Opens an address of the console, e.g. {@code /projects}, or one with a scheme. */
    void open(String address) {
        String url = address.startsWith("/") ? Box.url() + address : address;
        for (int i = 1; ; i++) {
            try {
                driver.get(url);
                if (i == LOADS || whole()) {
                    return;
                }
            } catch (WebDriverException e) {
                if (i == LOADS) {
                    throw e;
                }
            }
        }
    }

    /** Whether the page came with everything that it needs. */
    private boolean whole() {
        return Boolean.TRUE.equals(script("return !document.querySelector('#main-frame-error')"
                + " && [...document.querySelectorAll('link[rel=stylesheet]')].every(l => l.sheet)"
                + " && (!document.querySelector('form') || !document.querySelector('script[src*=faces]') || !!window.PrimeFaces)"));
    }

    /** Runs on once the console shows this address, and its page is whole. */
    void arrive(String path) {
        until("the address " + path, () -> path().equals(path));
        if (!whole()) {
            open(path);
        }
    }

    String path() {
        return String.valueOf(script("return location.pathname"));
    }

    WebElement find(By by) {
        return until("to see " + by, () -> {
            WebElement element = driver.findElement(by);
            return element.isDisplayed() ? element : null;
        });
    }

    boolean shows(By by) {
        return driver.findElements(by).stream().anyMatch(WebElement::isDisplayed);
    }

    /** The text of an element that may be replaced while it is read. */
    String text(By by) {
        return until("the text of " + by, () -> driver.findElement(by).getText());
    }

    void click(By by) {
        until("to click " + by, () -> {
            driver.findElement(by).click();
            return true;
        });
    }

    /** Clicks what leads to another page, and again should the click have met a cut connection. */
    void clickTo(By by, String path) {
        script("window.before = true");
        clickUntil(by, () -> path().equals(path) && !Boolean.TRUE.equals(script("return window.before === true")));
        arrive(path);
    }

    /** Clicks until the state is there; again only after the console said that nothing was sent. */
    void clickUntil(By by, Supplier<Boolean> state) {
        click(by);
        until("what follows " + by, () -> {
            if (Boolean.TRUE.equals(state.get())) {
                return true;
            }
            if (shows(By.id("offline"))) {
                script("document.getElementById('offline').remove()");
                driver.findElement(by).click();
            }
            return null;
        });
    }

    void type(By by, String text) {
        until("to type into " + by, () -> {
            WebElement field = driver.findElement(by);
            field.clear();
            field.sendKeys(text);
            return text.equals(field.getDomProperty("value"));
        });
    }

    Object script(String code, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(code, arguments);
    }

    WebDriver driver() {
        return driver;
    }

    <T> T until(String what, Supplier<T> state) {
        return until(what, SHORT, state);
    }

    /** Waits until the state is neither null nor false. */
    <T> T until(String what, Duration limit, Supplier<T> state) {
        return new FluentWait<>(state)
                .withTimeout(limit)
                .pollingEvery(Duration.ofMillis(100))
                .ignoring(NoSuchElementException.class)
                .ignoring(StaleElementReferenceException.class)
                .ignoring(WebDriverException.class)
                .withMessage(() -> "Waited for " + what + " at " + driver.getCurrentUrl() + ", which shows:\n" + body())
                .until(Supplier::get);
    }

    private String body() {
        try {
            return driver.findElement(By.tagName("body")).getText();
        } catch (WebDriverException e) {
            return e.getMessage();
        }
    }

    /** The whole page as a picture under {@code target/screenshots}. */
    @SuppressWarnings("unchecked")
    void picture(String name) {
        Map<String, Object> metrics =
                (Map<String, Object>) driver.executeCdpCommand("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        Map<String, Object> clip =
                Map.of("x", 0, "y", 0, "width", metrics.get("width"), "height", metrics.get("height"), "scale", 1);
        Object data = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip))
                .get("data");
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("podspace.screenshots")));
            Files.write(folder.resolve(name + ".png"), OutputType.BYTES.convertFromBase64Png(data.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<String> refused = refused();
        driver.quit();
        forgetProfile();
        if (!refused.isEmpty()) {
            throw new AssertionError("The security policy of the pages refused what they did: " + refused);
        }
    }

    private void forgetProfile() {
        try (var files = Files.walk(profile)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
