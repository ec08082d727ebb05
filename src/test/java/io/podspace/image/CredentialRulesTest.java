package io.podspace.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.host.RegistryLogin;
import io.podspace.platform.PodSpaceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialRulesTest {
    @ParameterizedTest
    @CsvSource({
        "registry.example.com,registry.example.com",
        "https://Registry.example.com:5000/v2/,registry.example.com:5000",
        "https://index.docker.io/v1/,docker.io",
        "hub.docker.com,docker.io",
        "127.0.0.1:5000,127.0.0.1:5000"
    })
    void registriesAreTakenAsPeoplePasteThem(String typed, String registry) {
        assertThat(CredentialRules.check(new NewCredential(typed, "me", "secret")))
                .isEqualTo(new RegistryLogin(registry, "me", "secret"));
    }

    @Test
    void whatIsMissingOrMalformedIsSaidAtItsField() {
        refused(new NewCredential("", "me", "secret"), "registry");
        refused(new NewCredential("a b", "me", "secret"), "registry");
        refused(new NewCredential("a.io", " ", "secret"), "username");
        refused(new NewCredential("a.io", "me\n", "secret"), "username");
        refused(new NewCredential("a.io", "me", null), "secret");
    }

    @Test
    void secretsAreNotInTexts() {
        assertThat(new NewCredential("a.io", "me", "hush").toString()).doesNotContain("hush");
    }

    private static void refused(NewCredential typed, String field) {
        assertThatThrownBy(() -> CredentialRules.check(typed))
                .isInstanceOfSatisfying(PodSpaceException.class, error -> assertThat(error.field())
                        .contains(field));
    }
}
