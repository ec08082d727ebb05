package io.podspace.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.haproxy.Visitor.Answer;
import io.podspace.health.Checks;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Wish;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Visitors whom a cookie leads: a real router in front of real pods, asked by real requests. */
@Tag("engine")
class StickyRouterTest extends RouterTrial {
    @Test
    void aCookieKeepsAVisitorOnOnePodUntilThatPodLeaves() throws Exception {
        serve(route("/", "r1"), sticky("r1", pod(1), pod(2)));
        Answer first = visitor.get(HOST, "/name");
        String set = first.header("Set-Cookie").orElseThrow();
        assertThat(set).contains("HttpOnly").contains("SameSite=Lax").doesNotContain("Secure");
        assertThat(visitor.getSecurely(HOST, "/name").header("Set-Cookie").orElseThrow())
                .contains("Secure");
        String cookie = "Cookie: " + set.substring(0, set.indexOf(';'));
        for (int i = 0; i < 10; i++) {
            assertThat(visitor.get(HOST, "/name", cookie).body()).isEqualTo(first.body());
        }
        boolean one = first.body().equals(name(1));
        apply(route("/", "r1"), sticky("r1", one ? pod(1, Wish.DRAIN) : pod(1), one ? pod(2) : pod(2, Wish.DRAIN)));
        assertThat(visitor.get(HOST, "/name", cookie).body()).isEqualTo(name(one ? 2 : 1));
    }

    @Test
    void aCookieStillLeadsToAPodOfWeightZeroAndNobodyElseIsSentThere() throws Exception {
        serve(route("/", "r1"), sticky("r1", pod(1)));
        String set = visitor.get(HOST, "/name").header("Set-Cookie").orElseThrow();
        String cookie = "Cookie: " + set.substring(0, set.indexOf(';'));
        serve(route("/", "r1"), sticky("r1", weighing(1, 0), weighing(2, 256)));
        for (int i = 0; i < 10; i++) {
            assertThat(visitor.get(HOST, "/name", cookie).body()).isEqualTo(name(1));
            assertThat(visitor.get(HOST, "/name").body()).isEqualTo(name(2));
        }
        apply(route("/", "r1"), sticky("r1", weighing(1, 0)));
        assertThat(visitor.get(HOST, "/name").status()).isEqualTo(503);
        assertThat(visitor.get(HOST, "/name", cookie).body()).isEqualTo(name(1));
    }

    @Test
    void aVisitorWhoseCookieNamesAPodSetAsideMovesForGoodAndBackAgain() throws Exception {
        serve(route("/", "r1"), sticky("r1", weighing(1, 256), aside(2)));
        String first = cookie(visitor.get(HOST, "/name"));
        int reloads = reloads(driver.observe(router));
        apply(route("/", "r1"), sticky("r1", aside(1), weighing(2, 256)));
        Answer moved = visitor.get(HOST, "/name", "Cookie: a=b; " + first + "; c=d");
        assertThat(moved.body()).isEqualTo(name(2));
        String second = cookie(moved);
        assertThat(second).isNotEqualTo(first);
        Answer stays = visitor.get(HOST, "/name", "Cookie: " + second);
        assertThat(stays.body()).isEqualTo(name(2));
        assertThat(stays.header("Set-Cookie")).as("he keeps it").isEmpty();
        apply(route("/", "r1"), sticky("r1", weighing(1, 256), aside(2)));
        assertThat(visitor.get(HOST, "/name", "Cookie: " + second).body()).isEqualTo(name(1));
        assertThat(visitor.get(HOST, "/name", "Cookie: " + first).body()).isEqualTo(name(1));
        apply(route("/", "r1"), sticky("r1", weighing(1, 256), weighing(2, 1)));
        assertThat(visitor.get(HOST, "/name", "Cookie: " + second).body())
                .as("of a canary it is honoured")
                .isEqualTo(name(2));
        assertThat(reloads(driver.observe(router))).isEqualTo(reloads);
    }

    private static String cookie(Answer answer) {
        String set = answer.header("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private static Endpoint aside(int pod) {
        return new Endpoint(pod, address(pod), TrialNetwork.DEMO_PORT, 0, Wish.SERVE, true, Checks.NONE);
    }
}
