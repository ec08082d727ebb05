package io.podspace.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.Base64;
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
        assertThat(Variables.one(KEY, texts(Map.of("password", "x", "other", "y"))))
                .contains("x");
    }

    @Test
    void allKeysAreVariablesExceptThoseThatCannotBeNamed() {
        assertThat(Variables.all(ALL, texts(Map.of("mode", "fast", "1.x", "y"))))
                .isEqualTo(Map.of("APP_mode", "fast", "APP_1.x", "y"));
        assertThat(Variables.all(source("", "", false), texts(Map.of("mode", "fast", "1.x", "y"))))
                .isEqualTo(Map.of("mode", "fast"));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> Variables.one(KEY, Optional.empty()))
                .isInstanceOf(PodSpaceException.class)
                .hasMessage(
                        "The secret 'db', from which the variable PASSWORD takes its value, is not there. Create it.");
        assertThatThrownBy(() -> Variables.one(KEY, texts(Map.of())))
                .hasMessage(
                        "The secret 'db' has no key 'password', from which the variable PASSWORD takes its value. Add the key.");
        assertThatThrownBy(() -> Variables.all(ALL, Optional.empty()))
                .hasMessage("The secret 'db', whose keys shall be variables, is not there. Create it.");
    }

    @Test
    void whatIsOptionalIsLeftOut() {
        assertThat(Variables.one(source("PASSWORD", "password", true), Optional.empty()))
                .isEmpty();
        assertThat(Variables.one(source("PASSWORD", "password", true), texts(Map.of())))
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
        assertThatThrownBy(() -> ConfigurationRules.values(Values.of(Map.of(key, "x"))))
                .isInstanceOfSatisfying(PodSpaceException.class, fault -> assertThat(fault.code())
                        .isEqualTo(ErrorCode.INVALID));
    }

    @Test
    void valuesAreTextUpToOneMebibyte() {
        ConfigurationRules.values(Values.of(Map.of("app.properties", "a=b\nc=d", "empty", "")));
        assertThatThrownBy(() -> ConfigurationRules.values(Values.of(Map.of("a", "x".repeat(1 << 20)))))
                .hasMessageContaining("1024 KiB");
        assertThatThrownBy(() -> ConfigurationRules.values(Values.of(Map.of("a", "x\0"))))
                .hasMessageContaining("zero byte");
    }

    @Test
    void valuesAreInNoText() {
        assertThat(new NewConfiguration(
                        1, ConfigurationKind.SECRET, "db", "Opaque", false, Values.of(Map.of("a", "s3cret"))))
                .hasToString("secret 'db' with [a]");
    }

    @Test
    void bytesAreNoVariables() {
        Optional<Values> values =
                Optional.of(new Values(Map.of("mode", "fast", "1.x", "y"), Map.of("key.der", "AP8=")));
        assertThat(Variables.all(source("", "", false), values)).isEqualTo(Map.of("mode", "fast"));
        assertThat(Variables.leftOut(source("", "", false), values.orElseThrow()))
                .contains("Of the secret 'db' these keys are no variables, since they cannot be names of variables or"
                        + " their values are no text: 1.x, key.der.");
        assertThat(Variables.leftOut(ALL, Values.of(Map.of("mode", "fast", "1.x", "y"))))
                .isEmpty();
        assertThatThrownBy(() -> Variables.one(source("KEY", "key.der", false), values))
                .hasMessage(
                        "The value of the key 'key.der' of the secret 'db' is bytes and no text, so the variable KEY"
                                + " cannot take it. Give the key a text.");
        assertThat(Variables.one(source("KEY", "key.der", true), values)).isEmpty();
    }

    @Test
    void bytesAreCountedAndHaveKeysOfTheirOwn() {
        String bytes = Base64.getEncoder().encodeToString(new byte[1 << 20]);
        assertThat(new Values(Map.of(), Map.of("b", "AP8=", "a", "")).sizes()).isEqualTo(Map.of("a", 0, "b", 2));
        assertThatThrownBy(() -> ConfigurationRules.values(new Values(Map.of(), Map.of("a", bytes))))
                .hasMessageContaining("1024 KiB");
        assertThatThrownBy(() -> ConfigurationRules.values(new Values(Map.of("a", "x"), Map.of("a", "AP8="))))
                .isInstanceOfSatisfying(PodSpaceException.class, fault -> assertThat(fault.field())
                        .contains("binary[a]"));
    }

    private static Optional<Values> texts(Map<String, String> texts) {
        return Optional.of(Values.of(texts));
    }

    private static VariableSource source(String variable, String key, boolean optional) {
        return new VariableSource(variable, ConfigurationKind.SECRET, "db", key, optional);
    }
}
