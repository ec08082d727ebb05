package io.podspace.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From where variables take their values, and what config maps and secrets may hold. */
class VariablesTest {
    private static final VariableSource KEY = source("PASSWORD", "password", false);
    private static final VariableSource ALL = source("APP_", "", false);

    @Test
    void aKeyIsTheValue() {
        assertThat(Variables.one(KEY, Optional.of(Map.of("password", "x", "other", "y"))))
                .contains("x");
    }

    @Test
    void allKeysAreVariablesExceptThoseThatCannotBeNamed() {
        assertThat(Variables.all(ALL, Optional.of(Map.of("mode", "fast", "1.x", "y"))))
                .isEqualTo(Map.of("APP_mode", "fast", "APP_1.x", "y"));
        assertThat(Variables.all(source("", "", false), Optional.of(Map.of("mode", "fast", "1.x", "y"))))
                .isEqualTo(Map.of("mode", "fast"));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> Variables.one(KEY, Optional.empty()))
                .isInstanceOf(PodSpaceException.class)
                .hasMessage(
                        "The secret 'db', from which the variable PASSWORD takes its value, is not there. Create it.");
        assertThatThrownBy(() -> Variables.one(KEY, Optional.of(Map.of())))
                .hasMessage(
                        "The secret 'db' has no key 'password', from which the variable PASSWORD takes its value. Add the key.");
        assertThatThrownBy(() -> Variables.all(ALL, Optional.empty()))
                .hasMessage("The secret 'db', whose keys shall be variables, is not there. Create it.");
    }

    @Test
    void whatIsOptionalIsLeftOut() {
        assertThat(Variables.one(source("PASSWORD", "password", true), Optional.empty()))
                .isEmpty();
        assertThat(Variables.one(source("PASSWORD", "password", true), Optional.of(Map.of())))
                .isEmpty();
        assertThat(Variables.all(source("", "", true), Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1A,db,key", "A B,db,key", "A,Db,key", "A,db,k/y", "HOME,db,key"})
    void sourcesHaveNames(String variable, String object, String key) {
        assertThatThrownBy(() -> ConfigurationRules.sources(
                        List.of(new VariableSource(variable, ConfigurationKind.SECRET, object, key, false)),
                        Set.of("HOME")))
                .isInstanceOfSatisfying(PodSpaceException.class, fault -> {
                    assertThat(fault.code()).isEqualTo(ErrorCode.INVALID);
                    assertThat(fault.field()).contains("sources");
                });
        ConfigurationRules.sources(List.of(KEY, ALL, source("", "", false)), Set.of("HOME"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "", "ä"})
    void keysAreThoseOfKubernetes(String key) {
        assertThatThrownBy(() -> ConfigurationRules.values(Map.of(key, "x")))
                .isInstanceOfSatisfying(PodSpaceException.class, fault -> assertThat(fault.code())
                        .isEqualTo(ErrorCode.INVALID));
    }

    @Test
    void valuesAreTextUpToOneMebibyte() {
        ConfigurationRules.values(Map.of("app.properties", "a=b\nc=d", "empty", ""));
        assertThatThrownBy(() -> ConfigurationRules.values(Map.of("a", "x".repeat(1 << 20))))
                .hasMessageContaining("1024 KiB");
        assertThatThrownBy(() -> ConfigurationRules.values(Map.of("a", "x\0"))).hasMessageContaining("zero byte");
    }

    @Test
    void valuesAreInNoText() {
        assertThat(new NewConfiguration(1, ConfigurationKind.SECRET, "db", "Opaque", false, Map.of("a", "s3cret")))
                .hasToString("secret 'db' with [a]");
    }

    private static VariableSource source(String variable, String key, boolean optional) {
        return new VariableSource(variable, ConfigurationKind.SECRET, "db", key, optional);
    }
}
