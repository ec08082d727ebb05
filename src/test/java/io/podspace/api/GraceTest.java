package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraceTest {
    @Test
    void theBodyCountsBeforeTheQuery() {
        assertThat(Grace.of(target("gracePeriodSeconds=5"), body("{\"gracePeriodSeconds\":0}")))
                .isEqualTo(OptionalInt.of(0));
        assertThat(Grace.of(target("gracePeriodSeconds=5"), body("{}"))).isEqualTo(OptionalInt.of(5));
        assertThat(Grace.of(target(""), body("{\"gracePeriodSeconds\":null}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "3601", "1.5", "\"1\"", "true", "[]"})
    void whatIsNoSuchNumberIsRefused(String value) {
        JsonNode body = body("{\"gracePeriodSeconds\":" + value + "}");
        assertThatThrownBy(() -> Grace.of(target(""), body)).isInstanceOf(ApiFault.class);
    }

    private static Target target(String query) {
        return Target.of(List.of("v1", "namespaces", "shop", "pods", "web-0"), true, Target.parse(query));
    }

    private static JsonNode body(String text) {
        return Trees.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
