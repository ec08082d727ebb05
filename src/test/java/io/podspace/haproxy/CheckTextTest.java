package io.podspace.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.health.Check;
import io.podspace.health.CheckRules;
import io.podspace.health.Checks;
import io.podspace.health.Method;
import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Wish;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CheckTextTest {
    private static final String[] PIECES = {
        "/",
        "a",
        "?x=1",
        "%20",
        "\r\n",
        "\n",
        "\r",
        " ",
        "\"",
        "'",
        ";",
        "|",
        ",",
        "#",
        "\\",
        "${X}",
        "$",
        "\u0000",
        "Host: evil",
        "<<",
        "> ",
        "\u00e9",
        "{",
        "}",
        "%",
        "%[src]"
    };

    @Test
    void theRequestIsWholeAndItsHostMayBeTheUsers() {
        String value = value(new Method.Http(8080, "/h?x", false, List.of(new Method.Header("host", "a.b")), 200, 299));
        assertThat(value).startsWith("new|r,http,10.0.0.9,8080,2000,1000,1,3,5000,200,299,");
        assertThat(request(value))
                .isEqualTo("GET /h?x HTTP/1.1\r\nUser-Agent: PodSpace-Check\r\nAccept: */*\r\nhost: a.b\r\n"
                        + "Connection: close\r\n\r\n");
        assertThat(request(value(new Method.Http(8080, "/", false, List.of(), 200, 200))))
                .contains("\r\nHost: 10.0.0.9:8080\r\n");
    }

    @Test
    void commandsAreNotForProxies() {
        assertThat(value(new Method.Command(List.of("true")))).isEmpty();
    }

    /** Whatever a user types: it is refused, or it is one word for the runtime API and one request on the wire. */
    @Test
    void noPathAndNoHeaderGetsOutOfItsPlace() {
        Random random = new Random(20);
        int passed = 0;
        for (int round = 0; round < 20_000; round++) {
            Method.Http http = new Method.Http(
                    80,
                    text(random, "/"),
                    false,
                    List.of(new Method.Header(text(random, "X"), text(random, "v"))),
                    200,
                    200);
            try {
                CheckRules.check(checks(http));
            } catch (PodSpaceException refused) {
                continue;
            }
            passed++;
            String value = value(http);
            Command command = Command.addToMap(Paths.CHECKS, "7", value);
            assertThat(command.line()).matches("add map [a-z/.]+ 7 [A-Za-z0-9.,|+/=-]+");
            String request = request(value);
            assertThat(request.lines()).hasSize(7);
            assertThat(request.lines().findFirst().orElseThrow()).isEqualTo("GET " + http.path() + " HTTP/1.1");
            assertThat(request.indexOf("\r\n\r\n")).isEqualTo(request.length() - 4);
        }
        assertThat(passed).isGreaterThan(100);
    }

    @Test
    void resultsAreReadAndOtherLinesPassedOver() {
        assertThat(CheckText.results("""
                        7 r passing 4 0 ok 200 5 1795440664427 hello there 200
                        7 l failing 0 3 no 0 1 1795440664428 nothing listens on port 22910
                        8 s unknown 0 0 no 0 0 0\s
                        Unknown command: 'podspace', but maybe one of the following ones is a better match:
                        """))
                .isEqualTo(Map.of(
                        7L,
                        List.of(
                                new Result(
                                        Role.READINESS,
                                        Verdict.PASSING,
                                        4,
                                        0,
                                        true,
                                        200,
                                        5,
                                        Instant.ofEpochMilli(1795440664427L),
                                        "hello there 200"),
                                new Result(
                                        Role.LIVENESS,
                                        Verdict.FAILING,
                                        0,
                                        3,
                                        false,
                                        0,
                                        1,
                                        Instant.ofEpochMilli(1795440664428L),
                                        "nothing listens on port 22910")),
                        8L,
                        List.of(new Result(Role.STARTUP, Verdict.UNKNOWN, 0, 0, false, 0, 0, Instant.EPOCH, ""))));
    }

    @Test
    void aPodThatPassesIsKeptAsPassingAndIsTheSameCheck() {
        String value = value(new Method.Tcp(80));
        Result passing = new Result(Role.READINESS, Verdict.PASSING, 1, 0, true, 0, 1, Instant.EPOCH, "");
        Result failing = new Result(Role.READINESS, Verdict.FAILING, 0, 3, false, 0, 1, Instant.EPOCH, "");
        String kept = CheckText.kept(value, List.of(passing));
        assertThat(kept).startsWith("up|r,tcp,");
        assertThat(CheckText.same(kept, value)).isTrue();
        assertThat(CheckText.kept(value, List.of(failing))).isEqualTo(value);
        assertThat(CheckText.kept(value, List.of())).isEqualTo(value);
        assertThat(CheckText.same(value, value(new Method.Tcp(81)))).isFalse();
    }

    private static String text(Random random, String start) {
        StringBuilder text = new StringBuilder(random.nextInt(10) == 0 ? "" : start);
        int pieces = random.nextInt(3);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(random.nextBoolean() ? 4 : PIECES.length)]);
        }
        return text.toString();
    }

    private static String value(Method method) {
        return CheckText.value(new Endpoint(7, "10.0.0.9", 80, 1, Wish.SERVE, checks(method)));
    }

    private static Checks checks(Method method) {
        return new Checks(Optional.empty(), Optional.empty(), Optional.of(new Check(method, 5, 2, 1, 1, 3)));
    }

    private static String request(String value) {
        return new String(
                Base64.getDecoder().decode(value.substring(value.lastIndexOf(',') + 1)), StandardCharsets.US_ASCII);
    }
}
