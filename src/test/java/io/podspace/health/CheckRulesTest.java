package io.podspace.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.Json;
import io.podspace.platform.PodSpaceException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckRulesTest {

    @Test
    void theSimpleFormAsksForHttp200WhetherReadyAndAlive() {
        Checks simple = Checks.simple(8080, "/health");
        assertThat(simple.startup()).isEmpty();
        assertThat(simple.readiness().orElseThrow().method())
                .isEqualTo(new Method.Http(8080, "/health", false, List.of(), 200, 200))
                .isEqualTo(simple.liveness().orElseThrow().method());
        CheckRules.check(simple);
    }

    @Test
    void checksAreTheSameAfterJson() {
        Checks all = new Checks(
                Optional.of(Check.of(new Method.Command(List.of("/bin/true", "a b")))),
                Optional.of(Check.of(new Method.Tcp(5432))),
                Optional.of(Check.of(new Method.Http(
                        8443, "/x?y=1", true, List.of(new Method.Header("Host", "a.example")), 200, 399))));
        assertThat(Json.read(Json.write(all), Checks.class)).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "health",
                "/a b",
                "/a\r\nHost: x",
                "/a#b",
                "/%zz",
                "/\u00e4",
                "/a;b\n",
                "/\u0000",
                "/a\\b",
                "/\"x"
            })
    void aPathThatCouldBeMoreThanAPathIsRefused(String path) {
        assertThatThrownBy(() -> CheckRules.check(ready(new Method.Http(80, path, false, List.of(), 200, 200))))
                .isInstanceOf(PodSpaceException.class)
                .hasMessageContaining("checks.readiness.path");
    }

    @Test
    void aHeaderIsOneLineAndDoesNotReplaceOurs() {
        for (Method.Header header : List.of(
                new Method.Header("X-A", "b\r\nX-B: c"),
                new Method.Header("X A", "b"),
                new Method.Header("X-A:", "b"),
                new Method.Header("", "b"),
                new Method.Header("content-length", "5"),
                new Method.Header("Connection", "keep-alive"))) {
            refused(new Method.Http(80, "/", false, List.of(header), 200, 200), "headers");
        }
        accepted(new Method.Http(80, "/", false, List.of(new Method.Header("Host", "a.example")), 200, 299));
    }

    @Test
    void numbersHaveRanges() {
        refused(new Method.Tcp(0), "port");
        refused(new Method.Tcp(65536), "port");
        refused(new Method.Http(80, "/", false, List.of(), 300, 200), "most");
        refused(new Method.Http(80, "/", false, List.of(), 99, 200), "least");
        Method tcp = new Method.Tcp(80);
        for (Check check : List.of(
                new Check(tcp, -1, 10, 1, 1, 3),
                new Check(tcp, 0, 0, 1, 1, 3),
                new Check(tcp, 0, 10, 0, 1, 3),
                new Check(tcp, 0, 10, 1, 0, 3),
                new Check(tcp, 0, 10, 1, 1, 0))) {
            assertThatThrownBy(
                            () -> CheckRules.check(new Checks(Optional.empty(), Optional.empty(), Optional.of(check))))
                    .isInstanceOf(PodSpaceException.class);
        }
    }

    @Test
    void onlyReadinessMayAskForSeveralSuccesses() {
        Check twice = new Check(new Method.Tcp(80), 0, 10, 1, 2, 3);
        CheckRules.check(new Checks(Optional.empty(), Optional.empty(), Optional.of(twice)));
        assertThatThrownBy(() -> CheckRules.check(new Checks(Optional.empty(), Optional.of(twice), Optional.empty())))
                .hasMessageContaining("checks.liveness.successes");
        assertThatThrownBy(() -> CheckRules.check(new Checks(Optional.of(twice), Optional.empty(), Optional.empty())))
                .hasMessageContaining("checks.startup.successes");
    }

    @Test
    void aContainerHasOneCommand() {
        Check one = Check.of(new Method.Command(List.of("true")));
        Check other = Check.of(new Method.Command(List.of("false")));
        CheckRules.check(new Checks(Optional.empty(), Optional.of(one), Optional.of(one)));
        assertThatThrownBy(() -> CheckRules.check(new Checks(Optional.empty(), Optional.of(one), Optional.of(other))))
                .hasMessageContaining("one command");
        refused(new Method.Command(List.of()), "command");
        refused(new Method.Command(List.of(" ")), "command");
    }

    private static void accepted(Method method) {
        assertThatCode(() -> CheckRules.check(ready(method))).doesNotThrowAnyException();
    }

    private static void refused(Method method, String field) {
        assertThatThrownBy(() -> CheckRules.check(ready(method)))
                .isInstanceOf(PodSpaceException.class)
                .hasMessageContaining(field);
    }

    private static Checks ready(Method method) {
        return new Checks(Optional.empty(), Optional.empty(), Optional.of(Check.of(method)));
    }
}
