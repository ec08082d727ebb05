package io.podspace.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"console", "kube-system", "podspace-x", "default", "www"})
    void keepsThePlatformsNames(String name) {
        assertThatThrownBy(() -> ProjectRules.name(name)).hasMessageContaining("reserved for the platform");
    }

    @Test
    void showsTheNameWhereNothingElseIsGiven() {
        assertThat(ProjectRules.displayName("  ", "shop")).isEqualTo("shop");
        assertThat(ProjectRules.displayName(null, "shop")).isEqualTo("shop");
        assertThat(ProjectRules.displayName(" My Shop ", "shop")).isEqualTo("My Shop");
    }

    @Test
    void refusesLongOrBrokenDisplayNames() {
        assertThatThrownBy(() -> ProjectRules.displayName("x".repeat(121), "shop"))
                .hasMessageContaining("at most 120");
        assertThatThrownBy(() -> ProjectRules.displayName("a\nb", "shop")).hasMessageContaining("one line");
    }
}
