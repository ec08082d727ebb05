package io.podspace.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.podspace.platform.PodSpaceException;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "ann", "ann-b2", "a--b"})
    void names(String name) {
        assertThatCode(() -> AccountRules.checkName(name)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "Ann",
                "-a",
                "a-",
                "a.b",
                "a b",
                "ä",
                "a\n",
                "system",
                "anonymous",
                "a123456789012345678901234567890123456789012345678901234567890123"
            })
    void badNames(String name) {
        refused("name", () -> AccountRules.checkName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann@Example.org", " ann@example.org ", "ann+x@localhost"})
    void addresses(String email) {
        assertThat(AccountRules.checkEmail(email)).isEqualTo(email.strip().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "ann", "@x", "ann@", "a@b@c", "a b@c", "<a@b>", "a@b\r\nBcc: c@d"})
    void badAddresses(String email) {
        refused("email", () -> AccountRules.checkEmail(email));
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse", "0123456789", "ann's long password", "пароль-пароль"})
    void passwords(String password) {
        assertThatCode(() -> AccountRules.checkPassword(password, "ann", "ann@example.org"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "short", "123456789", "annannannann", "Ann@Example.org", "ann-ann-ann-1", "aaaaaaaaaaaa"})
    void badPasswords(String password) {
        refused("password", () -> AccountRules.checkPassword(password, "ann", "ann@example.org"));
    }

    private static void refused(String field, ThrowingCallable check) {
        assertThatThrownBy(check)
                .asInstanceOf(type(PodSpaceException.class))
                .extracting(PodSpaceException::field)
                .isEqualTo(Optional.of(field));
    }
}
