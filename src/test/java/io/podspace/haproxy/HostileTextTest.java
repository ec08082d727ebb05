package io.podspace.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.host.ContainerFile;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxySpec.Kind;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Certificate;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.RouteEntry;
import io.podspace.service.ProxyTable.Wish;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever is typed as host, path, address or key: it is refused, or it is one word of a map's line and nothing else. */
class HostileTextTest {
    private static final String[] PIECES = {
        "a",
        "web",
        "-",
        ".",
        "/",
        "\n",
        "\r",
        "\t",
        " ",
        "\"",
        "'",
        "#",
        ";",
        "\\",
        "\\;",
        "$",
        "${PATH}",
        "%[env(X)]",
        "%",
        "%20",
        "%0a",
        "{",
        "}",
        "<<",
        "|",
        "`",
        "&",
        "*",
        "\u0000",
        "\u0007",
        "\u001b[2J",
        "\u00e9",
        "\u202e",
        "\u2028",
        "\ud83d\ude00",
        "@1",
        "backend x",
        "set server",
        "apps.localhost",
        "://",
        ":",
        ",",
        "?",
        "=",
        "~"
    };
    private static final Surroundings SURROUNDINGS =
            new Surroundings("*", 8000, 8443, "0123456789abcdef", "fedcba9876543210");
    private static final ProxyFiles.Own OWN = new ProxyFiles.Own("own", "authority", "apps");
    private static final Pattern MAP_LINE = Pattern.compile(
            "[a-z0-9.-]+/[^\\s;\\\\#\"'`{}<>|]* http-[a-z0-9-]+\\|(allow|redirect)\\|/[^\\s;\\\\#\"'`{}<>|]*");

    @Test
    void hostsAndPathsReachTheRoutesMapAlone() {
        Random random = new Random(20_260_101);
        String expected = config(table("a.example", "/"));
        int accepted = 0;
        for (int i = 0; i < 6_000; i++) {
            ProxyTable table = table(text(random, ""), text(random, "/"));
            try {
                TableRules.check(Kind.ROUTER, table);
            } catch (PodSpaceException e) {
                assertThat(e.getMessage()).doesNotContain("\n").doesNotContain(";\n");
                continue;
            }
            accepted++;
            assertThat(config(table)).isEqualTo(expected);
            for (ContainerFile file : files(table)) {
                if (file.path().equals(Paths.ROUTES)) {
                    assertThat(new String(file.content(), StandardCharsets.UTF_8).lines())
                            .hasSize(1)
                            .allMatch(line -> MAP_LINE.matcher(line).matches());
                }
            }
            for (Command command : Changes.between(table, fresh(), true)) {
                long parts = command.line().contains("state drain") ? command.answers() : 1;
                assertThat(command.text().lines().count()).isEqualTo(1);
                assertThat(command.line().chars().filter(c -> c == ';').count()).isEqualTo(parts - 1);
                assertThat(command.line())
                        .matches("[\\x20-\\x7e]+")
                        .doesNotContain("\\")
                        .doesNotContain("<<");
            }
        }
        assertThat(accepted).isGreaterThan(100);
    }

    @Test
    void wordsOfCommandsAreCheckedOnceMore() {
        for (String piece : Set.of("a b", "a;b", "a\nb", "a\\b", "", "a\tb", "a<b", "a\"b", "a'b", "a#b", "\u00e9")) {
            assertThatThrownBy(() -> Command.addToMap(Paths.ROUTES, "a/", piece))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Command.deleteFromMap(Paths.ROUTES, piece))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Command.address(new SlotName("p", 1), piece, 80))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void addressesKeysWeightsAndPortsHaveTheirShapes() {
        good(endpoint("10.0.0.2", 80, 1));
        good(endpoint("10.0.0.2", 80, 0));
        for (String address :
                List.of("10.0.0.256", "10.0.0", "::1", "10.0.0.2;", "10.0.0.2\n", " 10.0.0.2", "0.0.0.0")) {
            bad(endpoint(address, 80, 1));
        }
        bad(endpoint("10.0.0.2", 0, 1));
        bad(endpoint("10.0.0.2", 65_536, 1));
        bad(endpoint("10.0.0.2", 80, 257));
        bad(endpoint("10.0.0.2", 80, -1));
        for (String key : List.of("", "R1", "r 1", "r1\n", "-r", "r1;x", "r".repeat(41))) {
            bad(new ProxyTable(List.of(), List.of(), List.of(backend(key)), List.of()));
        }
    }

    @Test
    void oneHostAndPathIsServedOnce() {
        RouteEntry one = new RouteEntry("a.example", "/x", "r1", Insecure.ALLOW);
        RouteEntry same = new RouteEntry("a.example", "/x/", "r1", Insecure.ALLOW);
        bad(new ProxyTable(List.of(), List.of(one, same), List.of(backend("r1")), List.of()));
    }

    @Test
    void certificatesAreArmouredTextAndTheirKeysAreNotShown() {
        String pem = "-----BEGIN CERTIFICATE-----\nAAAA\n\n-----END CERTIFICATE-----\n";
        Certificate certificate = new Certificate("a.example", pem);
        for (String text : List.of(pem + "; show info", pem + "\u0000", "x".repeat(20_000), "")) {
            ProxyTable table = new ProxyTable(
                    List.of(), List.of(), List.of(), List.of(certificate, new Certificate("b.example", text)));
            assertThat(TableRules.withoutUnfitCertificates(table).certificates())
                    .containsExactly(certificate);
        }
        assertThat(CertificateFile.of(certificate).pem()).doesNotContain("\n\n");
        assertThat(Command.addCertificate(CertificateFile.of(certificate)).toString())
                .doesNotContain("AAAA");
    }

    private static String text(Random random, String start) {
        StringBuilder text = new StringBuilder(start);
        int pieces = random.nextInt(4);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(random.nextBoolean() ? PIECES.length : 4)]);
        }
        return text.toString();
    }

    private static void good(ProxyTable table) {
        assertThatCode(() -> TableRules.check(Kind.ROUTER, table)).doesNotThrowAnyException();
    }

    private static void bad(ProxyTable table) {
        assertThatThrownBy(() -> TableRules.check(Kind.ROUTER, table)).isInstanceOf(PodSpaceException.class);
    }

    private static ProxyTable endpoint(String address, int port, int weight) {
        Endpoint endpoint = new Endpoint(1, address, port, weight, Wish.SERVE);
        return new ProxyTable(
                List.of(),
                List.of(),
                List.of(new Backend("r1", Protocol.HTTP, Algorithm.ROUND_ROBIN, false, List.of(endpoint))),
                List.of());
    }

    private static ProxyTable table(String host, String path) {
        return new ProxyTable(
                List.of(),
                List.of(new RouteEntry(host, path, "r1", Insecure.ALLOW)),
                List.of(backend("r1")),
                List.of());
    }

    private static Backend backend(String key) {
        return new Backend(key, Protocol.HTTP, Algorithm.ROUND_ROBIN, false, List.of());
    }

    private static Running fresh() {
        return Running.NONE.with(Layouts.wanted(Kind.ROUTER, table("a.example", "/"), Running.NONE)
                .pools());
    }

    private static List<ContainerFile> files(ProxyTable table) {
        Map<String, String> routes = new HashMap<>(RouteKeys.of(table, Assignment.current(table, fresh())));
        Running running = new Running(
                "x", 0, false, fresh().pools(), Map.of(), routes, Map.of(), Set.of(), Map.of(), RunningChecks.NONE);
        return ProxyFiles.of(
                Layouts.wanted(Kind.ROUTER, table, running), SURROUNDINGS, OWN, table, running, 0, ProxyFiles.NO_STATE);
    }

    private static String config(ProxyTable table) {
        return files(table).stream()
                .filter(file -> file.path().equals(Paths.CONFIG))
                .map(file -> new String(file.content(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }
}
