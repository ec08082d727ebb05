package io.podspace.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signing in and what a session is worth, at the application as it is shipped. */
@Tag("server")
@ArquillianTest
class SessionTest {
    private static final int FREE_FAILURES = 5;
    private static final int MOST_ATTEMPTS = 18;

    @ArquillianResource
    URL url;

    private URI base;
    private Visitor visitor;

    @Deployment(testable = false)
    static WebArchive deployment() {
        return Deployments.application();
    }

    @BeforeEach
    void visit() throws Exception {
        base = URI.create("http://127.0.0.1:" + url.getPort());
        visitor = new Visitor(base);
        sql("UPDATE account SET failed_logins = 0, locked_until = NULL WHERE name = 'admin'");
    }

    @Test
    void theSessionGetsANewIdAndTheOldOneIsWorthNothing() {
        visitor.get("/signin");
        String before = visitor.session().orElseThrow();
        signIn("/signin");
        assertThat(visitor.session().orElseThrow()).isNotEqualTo(before);
        assertThat(visitor.get("/projects").statusCode()).isEqualTo(200);

        Visitor thief = new Visitor(base);
        thief.carry(Visitor.COOKIE, before);
        assertThat(thief.get("/projects").statusCode()).isEqualTo(302);
    }

    @Test
    void signingInLeadsBackToThePageThatWasWanted() {
        assertThat(location(visitor.get("/admin/hosts?x=1"))).isEqualTo("/signin?to=%2Fadmin%2Fhosts%3Fx%3D1");
        assertThat(location(signIn("/signin?to=%2Fadmin%2Fhosts%3Fx%3D1"))).isEqualTo("/admin/hosts?x=1");
    }

    @Test
    void signingInNeverLeadsElsewhere() {
        for (String to : new String[] {"%2F%2Fevil.example", "http%3A%2F%2Fevil.example", "%2F%5Cevil.example"}) {
            Visitor another = new Visitor(base);
            HttpResponse<String> answer = another.signIn("/signin?to=" + to, "admin", "an admin's secret");
            assertThat(location(answer)).as(to).startsWith("/").doesNotContain("evil");
        }
    }

    @Test
    void aWrongPasswordIsToldAndNothingElse() {
        HttpResponse<String> answer = visitor.signIn("/signin", "admin", "not the password");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("do not belong together").doesNotContain("not the password");
        assertThat(visitor.get("/projects").statusCode()).isEqualTo(302);
    }

    /** The pause doubles, so that however slow this machine is, an attempt falls into one before long. */
    @Test
    void failingOftenSlowsDownKnownAndUnknownNamesAlike() {
        for (String name :
                new String[] {"admin", "u" + UUID.randomUUID().toString().substring(0, 8)}) {
            List<String> answers = new ArrayList<>();
            do {
                answers.add(visitor.signIn("/signin", name, "not the password").body());
            } while (answers.size() < MOST_ATTEMPTS && !answers.getLast().contains("Too many attempts"));
            assertThat(answers.subList(0, FREE_FAILURES)).as(name).allSatisfy(answer -> assertThat(answer)
                    .contains("do not belong together"));
            assertThat(answers.getLast()).as(name).contains("Too many attempts");
        }
    }

    @Test
    void aBlockedAccountIsRefusedWithTheRightPasswordToo() throws Exception {
        sql("UPDATE account SET failed_logins = 9, locked_until = UTC_TIMESTAMP() + INTERVAL 5 MINUTE"
                + " WHERE name = 'admin'");
        assertThat(visitor.signIn("/signin", "admin", "an admin's secret").body())
                .contains("Too many attempts");
    }

    @Test
    void aSessionEndsWhenTheAccountSaysSo() throws Exception {
        signIn("/signin");
        assertThat(visitor.get("/projects").statusCode()).isEqualTo(200);
        sql("UPDATE account SET session_epoch = session_epoch + 1 WHERE name = 'admin'");
        assertThat(visitor.get("/projects").statusCode()).isEqualTo(302);
    }

    private HttpResponse<String> signIn(String path) {
        HttpResponse<String> answer = visitor.signIn(path, "admin", "an admin's secret");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer;
    }

    private static String location(HttpResponse<String> answer) {
        URI to = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return to.getRawQuery() == null ? to.getRawPath() : to.getRawPath() + "?" + to.getRawQuery();
    }

    private static void sql(String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        System.getenv("PODSPACE_DB_URL"),
                        System.getenv("PODSPACE_DB_USER"),
                        System.getenv("PODSPACE_DB_PASSWORD"));
                Statement update = connection.createStatement()) {
            update.executeUpdate(statement);
        }
    }
}
