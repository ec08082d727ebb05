package io.podspace.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @BeforeEach
    void prepare() {
        passwords.prepare();
    }

    @Test
    void hashesNameTheirParametersAndDifferEachTime() {
        String first = passwords.hash("correct horse");
        assertThat(first).startsWith("$shiro2$argon2id$v=19$t=2,m=19456,p=1$").hasSizeLessThan(255);
        assertThat(passwords.hash("correct horse")).isNotEqualTo(first);
    }

    @Test
    void onlyTheSamePasswordMatches() {
        String hash = passwords.hash("correct horse");
        assertThat(passwords.matches("correct horse", hash)).isTrue();
        assertThat(passwords.matches("correct horsf", hash)).isFalse();
        assertThat(passwords.matches("", hash)).isFalse();
        assertThat(passwords.matches(null, hash)).isFalse();
    }

    @Test
    void nothingMatchesNobody() {
        assertThat(passwords.matches("a password that nobody has", passwords.nobody()))
                .isFalse();
        assertThat(passwords.matches("", passwords.nobody())).isFalse();
        assertThat(passwords.matches(null, passwords.nobody())).isFalse();
    }
}
