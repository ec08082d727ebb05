package io.podspace.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.util.function.IntPredicate;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the application that is shipped says while its database is gone. */
@Tag("server")
@ArquillianTest
class HealthTest {
    private static final int MOST_TRIES = 60;

    @ArquillianResource
    URL url;

    private Visitor visitor;

    @Deployment(testable = false)
    static WebArchive deployment() {
        return Deployments.application();
    }

    @BeforeEach
    void visit() {
        visitor = new Visitor(URI.create("http://127.0.0.1:" + url.getPort()));
    }

    @AfterEach
    void mend() {
        DatabaseRelay.mend();
    }

    @Test
    void aNodeIsUnhealthyWhileItsDatabaseIsGoneAndHealsByItself() throws Exception {
        assertThat(await(status -> status == 200).body()).isEqualTo("ok");
        DatabaseRelay.cut();
        HttpResponse<String> sick = await(status -> status == 503);
        assertThat(sick.body()).isEqualTo("database does not answer");
        assertThat(sick.headers().firstValue("Cache-Control")).contains("no-store");
        HttpResponse<String> page = visitor.get("/signin");
        assertThat(page.body()).doesNotContain("SQLException", "at io.podspace", "jdbc:");
        DatabaseRelay.mend();
        await(status -> status == 200);
        assertThat(visitor.get("/signin").statusCode()).isEqualTo(200);
    }

    @Test
    void whoIsSignedInIsToldThatTheDatabaseIsAwayAndStaysSignedIn() throws Exception {
        await(status -> status == 200);
        visitor.signIn("/signin", "admin", "an admin's secret");
        assertThat(visitor.get("/projects").statusCode()).isEqualTo(200);
        DatabaseRelay.cut();
        await(status -> status == 503);
        HttpResponse<String> page = visitor.get("/projects");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("The database does not answer").doesNotContain("at io.podspace", "jdbc:");
        DatabaseRelay.mend();
        await(status -> status == 200);
        assertThat(visitor.get("/projects").statusCode()).isEqualTo(200);
    }

    /** Each try asks the database, which takes its time when that is gone. */
    private HttpResponse<String> await(IntPredicate status) {
        HttpResponse<String> answer = visitor.get("/healthz");
        for (int i = 0; i < MOST_TRIES && !status.test(answer.statusCode()); i++) {
            answer = visitor.get("/healthz");
        }
        assertThat(answer.statusCode()).matches(status::test);
        return answer;
    }
}
