package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A database from the catalog, used by another pod of the project through its service. */
class CatalogTest {
    private static final String PASSWORD = "s3cret-of-the-journey";
    private static final String ASK = "mariadb --connect-timeout=5 -h db -N -e 'SELECT 41+1' %s 2>&1";

    @Test
    void aDatabaseAnswersASecondPodWithItsPasswordAndNobodyWithout() {
        try (Browser browser = new Browser()) {
            Console console = new Console(browser);
            console.signUp();
            String project = console.createProject("data");
            browser.open("/project/" + project + "/add?entry=mariadb");
            browser.type(By.id("fill:name"), "db");
            browser.type(By.id("fill:values:3:value"), PASSWORD);
            console.tick("fill:service", true);
            console.review();
            browser.picture("catalog-review");
            browser.clickTo(By.id("reviewed:create"), "/project/" + project);
            console.awaitRunning("db", 1);
            console.awaitState("db", "Running");

            String answers = ask(browser, console, project);
            assertThat(answers).contains("user: 42", "Access denied for user 'root'", "Access denied for user 'app'");
            assertThat(answers.lines().filter(line -> line.contains("42"))).hasSize(1);
        }
    }

    /** As the user with the password, as root without one, and as the user with a wrong one. */
    private static String ask(Browser browser, Console console, String project) {
        String command = "sh -c \"echo user: $(%s); echo root: $(%s); echo wrong: $(%s); exit 3\""
                .formatted(
                        ASK.formatted("-u app -p" + PASSWORD + " app"),
                        ASK.formatted("-u root"),
                        ASK.formatted("-u app -pwrong app"));
        console.addImage(
                project, console.catalogImage(project, "mariadb:10.11"), "probe", Map.of("command", command));
        console.awaitState("probe", "Crash loop");
        browser.open("/project/" + project + "/deployments/probe");
        browser.click(By.cssSelector(".table td.lead a"));
        return browser.until("the last log lines", Console.PODS, () -> browser.driver()
                .findElement(By.cssSelector("pre.log"))
                .getText());
    }
}
