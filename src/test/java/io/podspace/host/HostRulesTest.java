package io.podspace.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostRulesTest {
    private static final EngineTls TLS = new EngineTls(pem("CERTIFICATE"), pem("CERTIFICATE"), pem("PRIVATE KEY"));

    @ParameterizedTest
    @CsvSource({
        "unix:///run/docker.sock,              '',        unix:///run/docker.sock, 127.0.0.1",
        "' unix:///run/docker.sock ',          10.0.0.7,  unix:///run/docker.sock, 10.0.0.7",
        "tcp://10.0.0.7:2376,                  '',        tcp://10.0.0.7:2376,     10.0.0.7",
        "tcp://engine.example,                 '',        tcp://engine.example:2376, engine.example",
        "tcp://engine.example:1234/,           ' a.b ',   tcp://engine.example:1234, a.b",
    })
    void fillsInWhatIsUsual(String endpoint, String address, String checked, String reached) {
        assertThat(HostRules.check(new HostAccess(endpoint, address, Optional.empty())))
                .isEqualTo(new HostAccess(checked, reached, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.7",
                "http://10.0.0.7:2375",
                "unix://run/docker.sock",
                "unix:run",
                "unix:///run/docker.sock?x=1",
                "tcp://",
                "tcp://:2376",
                "tcp://10.0.0.7:0",
                "tcp://10.0.0.7:70000",
                "tcp://me:secret@10.0.0.7:2376",
                "tcp://10.0.0.7:2376/v1",
                "tcp://10.0.0.7:2376#x",
                "tcp://a b:2376",
                "unix:///a\nb"
            })
    void refusesWhatIsNoAddressOfAnEngine(String endpoint) {
        assertThatThrownBy(() -> HostRules.check(new HostAccess(endpoint, "", Optional.empty())))
                .isInstanceOfSatisfying(PodSpaceException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID);
                    assertThat(e.field()).contains("endpoint");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "-x", "10.0.0.7/24", "x;y", "http://x"})
    void refusesWhatIsNoAddressOfPorts(String address) {
        refused("address", new HostAccess("unix:///run/docker.sock", address, Optional.empty()));
    }

    @Test
    void asksForEachPartOfTheCertificates() {
        HostAccess checked = HostRules.check(new HostAccess("tcp://a:1", "", Optional.of(TLS)));
        assertThat(checked.tls().orElseThrow())
                .isEqualTo(
                        new EngineTls(pem("CERTIFICATE") + "\n", pem("CERTIFICATE") + "\n", pem("PRIVATE KEY") + "\n"));
        refused("authority", access(new EngineTls("", TLS.certificate(), TLS.key())));
        refused("certificate", access(new EngineTls(TLS.authority(), "not PEM", TLS.key())));
        refused("key", access(new EngineTls(TLS.authority(), TLS.certificate(), " ")));
        refused("key", access(new EngineTls(TLS.authority(), TLS.certificate(), pem("x".repeat(70_000)))));
    }

    @Test
    void aSocketHasNoCertificates() {
        assertThat(HostRules.check(new HostAccess("unix:///run/docker.sock", "", Optional.of(TLS)))
                        .tls())
                .isEmpty();
    }

    @Test
    void certificatesComeBackAsTheyWereAndAreHiddenInText() {
        assertThat(EngineTls.of(TLS.bytes())).isEqualTo(TLS);
        assertThat(TLS.toString()).doesNotContain("BEGIN");
        assertThat(TLS.fingerprint())
                .hasSize(64)
                .isNotEqualTo(new EngineTls(TLS.authority(), TLS.certificate(), "other").fingerprint());
    }

    private static HostAccess access(EngineTls tls) {
        return new HostAccess("tcp://a:1", "", Optional.of(tls));
    }

    private static void refused(String field, HostAccess typed) {
        assertThatThrownBy(() -> HostRules.check(typed))
                .isInstanceOfSatisfying(
                        PodSpaceException.class, e -> assertThat(e.field()).contains(field));
    }

    private static String pem(String what) {
        return "-----BEGIN %s-----\nAAAA\n-----END %s-----".formatted(what, what);
    }
}
