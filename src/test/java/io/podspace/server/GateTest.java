package io.podspace.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What somebody gets who is not signed in, or comes from another site, at the application as it is shipped. */
@Tag("server")
@ArquillianTest
class GateTest {
    private static final String[] GUARDED = {
        "/",
        "/projects",
        "/projects/",
        "/project/shop",
        "/project/shop/settings",
        "/account",
        "/admin/hosts",
        "/admin/users",
        "/nothing-of-the-kind",
        "/index.xhtml",
        "/WEB-INF/pages/projects.xhtml",
        "/live/1",
    };
    private static final String[] TRICKS = {
        "//projects",
        "/./projects",
        "/;/projects",
        "/;a=b/projects",
        "/projects;jsessionid=1",
        "/projects;/signin",
        "/signin/../projects",
        "/signin/..;/projects",
        "/signin;/../projects",
        "/signin/..%2fprojects",
        "/signin%2f..%2fprojects",
        "/healthz/../projects",
        "/healthz/..;/projects",
        "/healthz;/../admin/hosts",
        "/jakarta.faces.resource/../projects",
        "/jakarta.faces.resource/..;/projects",
        "/%70rojects",
        "/jakarta.faces.resource/%2e%2e/projects",
        "/jakarta.faces.resource/..%2fprojects",
        "/projects%00/signin",
        "/jakarta.faces.resource/../WEB-INF/web.xml",
        "/%57EB-INF/web.xml",
        "/web-inf/web.xml",
        "/WEB-INF;/web.xml",
        "/signin.xhtml/../projects",
        "/signin/%2e%2e/projects",
        "/signin\\..\\projects",
        "/PROJECTS",
        "/projects%20",
        "/jakarta.faces.resource/web.xml.xhtml?ln=../WEB-INF",
        "/jakarta.faces.resource/../META-INF/persistence.xml",
    };

    @ArquillianResource
    URL url;

    private URI base;
    private Visitor visitor;

    @Deployment(testable = false)
    static WebArchive deployment() {
        return Deployments.application();
    }

    @BeforeEach
    void visit() {
        base = URI.create("http://127.0.0.1:" + url.getPort());
        visitor = new Visitor(base);
    }

    @Test
    void healthNeedsNoSignIn() {
        for (String path : List.of("/healthz", "/livez", "/readyz")) {
            HttpResponse<String> answer = visitor.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).isEqualTo("ok");
            assertThat(answer.headers().firstValue("Set-Cookie")).as(path).isEmpty();
        }
    }

    @Test
    void everythingElseLeadsToTheSignInPage() {
        for (String path : GUARDED) {
            HttpResponse<String> answer = visitor.get(path);
            assertThat(answer.statusCode()).as(path).isIn(302, 404);
            answer.headers()
                    .firstValue("Location")
                    .ifPresent(
                            to -> assertThat(URI.create(to).getPath()).as(path).isEqualTo("/signin"));
            assertThat(answer.body()).as(path).doesNotContain("ui:composition", "Sign out");
        }
    }

    @Test
    void noSpellingOfAnAddressGetsAround() throws Exception {
        for (String target : TRICKS) {
            String answer = RawRequest.send(base, target);
            assertThat(RawRequest.status(answer)).as(target + "\n" + answer).isIn(302, 400, 404);
            assertThat(answer).as(target).doesNotContain("web-app", "persistence-unit");
        }
    }

    @Test
    void thePagesForSigningInAreOpen() {
        for (String path : new String[] {"/signin", "/signup", "/signin?to=%2Fprojects"}) {
            assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void answersTellBrowsersWhatToRefuse() {
        HttpResponse<String> page = visitor.get("/signin");
        String policy = String.join("; ", page.headers().allValues("Content-Security-Policy"));
        assertThat(policy)
                .contains(
                        "frame-ancestors 'none'",
                        "default-src 'self'",
                        "script-src 'self' 'nonce-",
                        "object-src 'none'")
                .doesNotContain("unsafe-eval", "script-src 'self' 'unsafe-inline'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
        String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith(Visitor.COOKIE + "=").contains("HttpOnly").containsIgnoringCase("SameSite=Lax");
        assertThat(page.body()).doesNotContainIgnoringCase("jsessionid").doesNotContain(";" + Visitor.COOKIE);
    }

    @Test
    void whatComesFromAnotherSiteIsRefused() {
        assertThat(visitor.post("/signin", Map.of("a", "b")).statusCode()).isEqualTo(403);
        for (String origin : new String[] {"null", "http://evil.example", "http://127.0.0.1:1", "https://127.0.0.1"}) {
            assertThat(visitor.post("/signin", Map.of("a", "b"), "Origin", origin)
                            .statusCode())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(visitor.post("/signin", Map.of("a", "b"), "Origin", visitor.origin())
                        .statusCode())
                .isNotEqualTo(403);
    }

    @Test
    void aWebSocketOpensOnlyFromAPageOfTheConsole() throws Exception {
        assertThat(handshake()).isEqualTo(403);
        assertThat(handshake("Origin: null")).isEqualTo(403);
        assertThat(handshake("Origin: http://evil.example")).isEqualTo(403);
        assertThat(handshake("Origin: " + visitor.origin())).isEqualTo(401);
    }

    @Test
    void aRememberMeCookieMeansNothing() {
        visitor.carry("rememberMe", "kPH+bIxk5D2deZiIxcaaaA==");
        HttpResponse<String> answer = visitor.get("/projects");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    private int handshake(String... origin) throws Exception {
        List<String> headers = new ArrayList<>(List.of(
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        headers.addAll(List.of(origin));
        return RawRequest.status(base, "/live/1", headers.toArray(String[]::new));
    }
}
