package io.podspace.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRulesTest {
    private final HostRules box = rules("apps.localhost", "localhost");
    private final HostRules cloud = rules("apps.example.com", "console.example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {"shop.example.org", "a.b.c.d", "shop.apps.localhost", "1a.example.org", "xn--bcher-kva.example"})
    void takesHostNames(String host) {
        assertThat(box.own(host)).isEqualTo(host);
    }

    @Test
    void lowersCase() {
        assertThat(box.own(" Shop.Example.ORG ")).isEqualTo("shop.example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop",
                "localhost",
                "127.0.0.1",
                "10.1",
                "[::1]",
                "::1",
                "shop.example.org:80",
                "*.example.org",
                "a..b",
                ".a.b",
                "a.b.",
                "-a.b",
                "a-.b",
                "a_b.c",
                "a b.c",
                "a.b\nhttp-request deny",
                "a.b{}",
                "bücher.example",
                "apps.localhost",
                "console.localhost",
                "a.b.apps.localhost"
            })
    void refusesEverythingElse(String host) {
        assertThatThrownBy(() -> box.own(host))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.field()).contains("host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"console.example.com", "CONSOLE.example.com", "x.console.example.com", "apps.example.com"})
    void keepsThePlatformsNames(String host) {
        assertThatThrownBy(() -> cloud.own(host)).hasMessageContaining("a name of the platform itself");
    }

    @Test
    void refusesLongLabelsAndNames() {
        assertThatThrownBy(() -> box.own("a".repeat(64) + ".b")).isInstanceOf(PodSpaceException.class);
        assertThatThrownBy(() -> box.own("a.".repeat(127) + "b")).isInstanceOf(PodSpaceException.class);
    }

    @Test
    void whatPassesHasOnlyHarmlessCharacters() {
        Random random = new Random(2);
        String alphabet = "aB0-._ \n\r\t#{}%\"'\\:/";
        for (int i = 0; i < 50_000; i++) {
            String host = text(random, alphabet);
            try {
                assertThat(box.own(host)).matches("[a-z0-9.-]+");
            } catch (PodSpaceException e) {
                assertThat(e.field()).contains("host");
            }
            try {
                assertThat(PathRules.clean("/" + host)).matches("/[A-Za-z0-9._~/-]*");
            } catch (PodSpaceException e) {
                assertThat(e.field()).contains("path");
            }
        }
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(1, 9);
        for (int c = 0; c < length; c++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static HostRules rules(String apps, String console) {
        return new HostRules(new Settings.Router("127.0.0.1", 8000, 8443, apps, console));
    }
}
