package io.podspace.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenTextTest {
    @Test
    void aFreshTokenIsOne() {
        String token = TokenText.fresh();
        assertThat(TokenText.isToken(token)).isTrue();
        assertThat(token).hasSize(44).isNotEqualTo(TokenText.fresh());
        assertThat(TokenText.hash(token)).hasSize(64).doesNotContain(token.substring(4));
    }

    @Test
    void onlyBearersBringTokens() {
        assertThat(TokenText.ofHeader("Bearer pst_x")).contains("pst_x");
        assertThat(TokenText.ofHeader("bearer  pst_x ")).contains("pst_x");
        assertThat(TokenText.ofHeader("Basic cHN0X3g=")).isEmpty();
        assertThat(TokenText.ofHeader(null)).isEmpty();
    }

    @Test
    void aScopeOnlyTakesAway() {
        Scope reads = new Scope(Set.of(), false);
        assertThat(reads.cap(Role.OWNER)).isEqualTo(Role.VIEWER);
        assertThat(reads.limited()).isTrue();
        Scope one = new Scope(Set.of(7L), true);
        assertThat(one.includes(7)).isTrue();
        assertThat(one.includes(8)).isFalse();
        assertThat(one.cap(Role.EDITOR)).isEqualTo(Role.EDITOR);
        assertThat(one.limited()).isTrue();
        assertThat(Scope.ALL.limited()).isFalse();
    }

    @Test
    void theGateOfTheApiGuardsItsOwnPathsOnly() {
        assertThat(ApiGate.guards("/api")).isTrue();
        assertThat(ApiGate.guards("/apis/apps/v1")).isTrue();
        assertThat(ApiGate.guards("/apixyz")).isFalse();
        assertThat(ApiGate.guards("/projects")).isFalse();
    }
}
