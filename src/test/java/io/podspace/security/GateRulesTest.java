package io.podspace.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateRulesTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "http://localhost:8080, localhost:8080, false, true",
                "http://LOCALHOST:8080, localhost:8080, false, true",
                "http://localhost, localhost, false, true",
                "http://localhost, localhost:80, false, true",
                "https://cloud.example.org, cloud.example.org, true, true",
                "https://cloud.example.org, cloud.example.org:443, true, true",
                "https://cloud.example.org, cloud.example.org, false, true",
                "http://[::1]:8080, [::1]:8080, false, true",
                "http://cloud.example.org, cloud.example.org, true, false",
                "http://localhost:8000, localhost:8080, false, false",
                "http://web.apps.localhost:8080, localhost:8080, false, false",
                "http://localhost.evil.org, localhost, false, false",
                "http://localhost:8080@evil.org, localhost:8080, false, false",
                "ftp://localhost:8080, localhost:8080, false, false",
                "null, localhost:8080, false, false",
                "'', localhost:8080, false, false",
                "-, localhost:8080, false, false",
                "http://localhost, -, false, false",
                "'http://local host', localhost, false, false",
            })
    void origins(String origin, String host, boolean secure, boolean same) {
        assertThat(Origins.same(origin, host, secure)).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/signin",
                "/signin.xhtml",
                "/signup",
                "/healthz",
                "/livez",
                "/readyz",
                "/jakarta.faces.resource/theme.css"
            })
    void open(String path) {
        assertThat(OpenPaths.contains(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/projects",
                "/signin/",
                "/SignIn",
                "/signin;x",
                "/signin.xhtml/projects",
                "/signin/../projects",
                "//signin",
                "/healthz/x",
                "/readyz/x",
                "/jakarta.faces.resource",
                "/x/jakarta.faces.resource/y",
                "/%73ignin",
            })
    void shut(String path) {
        assertThat(OpenPaths.contains(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/projects", "/project/shop?tab=pods&x=%2F", "/p/a-b_c.d~e"})
    void returnsTo(String path) {
        assertThat(ReturnPath.of(path)).isEqualTo(Optional.of(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "projects",
                "//evil.org",
                "/\\evil.org",
                "\\\\evil.org",
                "http://evil.org",
                "javascript:alert(1)",
                "/a\r\nSet-Cookie: x",
                "/a b",
                "/\tevil.org",
                "/é",
                "/signin",
            })
    void neverReturnsTo(String path) {
        assertThat(ReturnPath.of(path)).isEmpty();
    }

    @Test
    void neverReturnsToNothingOrTooMuch() {
        assertThat(ReturnPath.of(null)).isEmpty();
        assertThat(ReturnPath.of("/" + "a".repeat(1000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "VIEW,VIEWER,true", "VIEW,EDITOR,true", "VIEW,OWNER,true",
        "EDIT,VIEWER,false", "EDIT,EDITOR,true", "EDIT,OWNER,true",
        "OWN,VIEWER,false", "OWN,EDITOR,false", "OWN,OWNER,true",
    })
    void roles(Permission permission, Role role, boolean granted) {
        assertThat(permission.grantedTo(role)).isEqualTo(granted);
    }
}
