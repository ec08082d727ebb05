package io.podspace.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;

/** What bad input gets: a clear message beside the field, and nothing lost or half made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private Browser browser;
    private Console console;
    private String user;
    private String project;

    @BeforeAll
    void begin() {
        browser = new Browser();
        console = new Console(browser);
        user = console.signUp();
        project = console.createProject("bad");
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @Test
    void wrongPasswordIsRefusedWithoutSayingWhichPartWasWrong() {
        try (Browser stranger = new Browser()) {
            stranger.open("/signin");
            stranger.type(By.id("signin:name"), user);
            stranger.type(By.id("signin:password"), "not the password 1");
            stranger.clickUntil(By.id("signin:submit"), () -> stranger.shows(By.cssSelector(".ui-messages-error")));
            assertThat(stranger.text(By.id("signin:messages"))).contains("do not belong together");
            assertThat(stranger.find(By.id("signin:name")).getDomProperty("value")).isEqualTo(user);
        }
    }

    @Test
    void aStrangerIsSentToSignInAndThenToWhereHeWanted() {
        try (Browser stranger = new Browser()) {
            stranger.open("/project/" + project);
            stranger.arrive("/signin");
            stranger.type(By.id("signin:name"), user);
            stranger.type(By.id("signin:password"), Console.PASSWORD);
            stranger.clickTo(By.id("signin:submit"), "/project/" + project);
        }
    }

    @Test
    void aNameThatIsNoDnsLabelIsRefusedWithTheRule() {
        openProjectDialog();
        browser.type(By.id("newProjectForm:name"), "Not_A_Label");
        browser.type(By.id("newProjectForm:displayName"), "kept");
        refused("newProjectForm:create", "newProjectForm:name", "DNS label");
        assertThat(browser.find(By.id("newProjectForm:name")).getDomProperty("value")).isEqualTo("Not_A_Label");
        assertThat(browser.find(By.id("newProjectForm:displayName")).getDomProperty("value")).isEqualTo("kept");
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        openProjectDialog();
        browser.type(By.id("newProjectForm:name"), project);
        refused("newProjectForm:create", "newProjectForm:name", project);
    }

    @Test
    void aPortOutOfRangeIsRefused() {
        console.openImageForm(project, "whatever:1");
        browser.type(By.id("fill:name"), "port");
        browser.type(By.id("fill:ports"), "70000");
        refused("fill:review", "fill:ports", "65535");
        assertThat(browser.find(By.id("fill:image")).getDomProperty("value")).isEqualTo("whatever:1");
    }

    /** The form proposes a host name from the name: it must not fail before the name is refused. */
    @Test
    void aRoutesNameThatIsNoDnsLabelIsRefused() {
        console.addFromCatalog(project, "demo", "routed");
        browser.open("/project/" + project + "/routes/new?to=routed");
        browser.type(By.id("route:name"), "Not A Label");
        browser.type(By.id("route:host"), "kept.example.org");
        refused("route:save", "route:name", "DNS label");
        assertThat(browser.find(By.id("route:name")).getDomProperty("value")).isEqualTo("Not A Label");
        assertThat(browser.find(By.id("route:host")).getDomProperty("value")).isEqualTo("kept.example.org");
        remove("routed");
    }

    /** What is folded after the answer would hide the message. */
    @Test
    void aFieldOfAFoldedPartIsRefusedInSight() {
        console.openImageForm(project, "whatever:1");
        browser.type(By.id("fill:name"), "folded");
        browser.type(By.id("fill:pids"), "none");
        refused("fill:review", "fill:pids", "number");
        assertThat(browser.find(By.id("fill:pids")).getDomProperty("value")).isEqualTo("none");
        assertThat(browser.script("return document.activeElement.id")).isEqualTo("fill:pids");
    }

    @Test
    void aDeploymentsNameIsRefusedWhenItIsNoDnsLabelOrTaken() {
        console.addImage(project, "whatever:1", "taken", Map.of("replicas", "0"));
        console.openImageForm(project, "whatever:1");
        browser.type(By.id("fill:name"), "Not_A_Label");
        refused("fill:review", "fill:name", "DNS label");
        console.openImageForm(project, "whatever:1");
        browser.type(By.id("fill:name"), "taken");
        refused("fill:review", "fill:name", "taken");
        browser.picture("bad-name-taken");
    }

    @Test
    void morePodsThanADeploymentMayHaveAreRefused() {
        console.openImageForm(project, "whatever:1");
        browser.type(By.id("fill:name"), "crowd");
        browser.type(By.id("fill:replicas"), "10001");
        refused("fill:review", "fill:replicas", "10000");
    }

    @Test
    void anEnvironmentThatCannotBeReadIsRefusedWithItsLine() {
        console.openImageForm(project, "whatever:1");
        browser.type(By.id("fill:name"), "environment");
        browser.type(By.id("fill:environment"), "GOOD=1\nno equals sign");
        refused("fill:review", "fill:environment", "Line 2");
    }

    @Test
    void anUnknownImageIsToldBeforeAnythingIsMade() {
        String unknown = console.catalogImage(project, "no-such-image:1");
        browser.open("/project/" + project + "/add?tab=image");
        browser.type(By.id("fill:image"), unknown);
        refused("fill:inspect", "fill:image", "no-such-image");
        assertThat(browser.shows(By.id("fill:skip"))).as("going on anyway is offered").isTrue();
        browser.picture("bad-image");
        browser.open("/project/" + project + "/deployments");
        assertThat(browser.shows(By.linkText("no-such-image"))).isFalse();
    }

    @Test
    void morePodsThanThereIsRoomForSayWhyTheyDoNotFit() {
        console.addImage(project, console.catalogImage(project, "demo:1"), "many", Map.of("replicas", "10000"));
        browser.until("the reason", Console.PODS, () -> browser.shows(Console.in(Console.card("many"), ".note")));
        assertThat(browser.text(Console.in(Console.card("many"), ".note")))
                .containsPattern("[0-9]+ hosts?: [0-9]+ (has|have) no (CPU|memory) left");
        browser.picture("bad-no-room");
        remove("many");
    }

    @Test
    void anImageThatEndsAtOnceIsACrashLoopWithItsLastLines() {
        console.addImage(
                project,
                console.catalogImage(project, "demo:1"),
                "ends",
                Map.of("command", "sh -c 'echo the reason is on the last line; exit 7'"));
        console.awaitState("ends", "Crash loop");
        assertThat(browser.text(Console.in(Console.card("ends"), ".note"))).contains("7");
        browser.open("/project/" + project + "/deployments/ends");
        browser.click(By.cssSelector(".table td.lead a"));
        browser.until(
                "the last log lines",
                Console.PODS,
                () -> browser.text(By.cssSelector("pre.log")).contains("the reason is on the last line"));
        assertThat(browser.text(By.cssSelector("main"))).contains("7");
        browser.picture("bad-crash-loop-pod");
        browser.click(By.xpath("//section[h2='Attempts']//tbody/tr[last()]//a"));
        browser.until("the first attempt", () -> browser.shows(By.cssSelector(".banner.is-accent")));
        assertThat(browser.text(By.cssSelector("p.note")))
                .as("what is over starts no more")
                .doesNotContain("Next start");
        remove("ends");
    }

    @Test
    void deletingAProjectAsksForItsName() {
        String doomed = console.createProject("doomed");
        browser.open("/project/" + doomed + "/settings");
        browser.type(By.id("delete:typedName"), "something else");
        refused("delete:do", "delete:typedName", doomed);
        browser.type(By.id("delete:typedName"), doomed);
        browser.clickTo(By.id("delete:do"), "/projects");
        browser.until("the project to go", Console.PODS, () -> {
            browser.open("/projects");
            return !browser.shows(By.xpath("//*[text()='" + doomed + "']"));
        });
    }

    private void openProjectDialog() {
        browser.open("/projects");
        browser.click(By.cssSelector("[data-dialog=newProject]"));
        browser.find(By.id("newProjectForm:name"));
    }

    /** The message stands in the field's own group, and the page is still the same. */
    private void refused(String button, String field, String words) {
        By message = Console.messageAt(field);
        browser.clickUntil(By.id(button), () -> browser.shows(message));
        assertThat(browser.text(message)).contains(words);
    }

    private void remove(String deployment) {
        browser.open("/project/" + project + "/deployments/" + deployment + "?tab=settings");
        browser.type(By.id("delete:typedName"), deployment);
        browser.clickTo(By.id("delete:do"), "/project/" + project);
    }
}
