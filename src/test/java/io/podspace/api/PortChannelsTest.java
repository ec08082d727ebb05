package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortChannelsTest {
    @Test
    void portsComeOneByOneOrInALine() {
        assertThat(PortChannels.ports(List.of("8080", "9090,65535"))).containsExactly(8080, 9090, 65535);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "99999", "-1", "80a", "http", "80,,81", "٨٠"})
    void whatIsNoPortIsRefused(String text) {
        assertThatThrownBy(() -> PortChannels.ports(List.of(text))).isInstanceOf(ApiFault.class);
    }

    @Test
    void noneAndTooManyAreRefused() {
        assertThatThrownBy(() -> PortChannels.ports(List.of())).hasMessageContaining("1 to 20 ports");
        assertThatThrownBy(() -> PortChannels.ports(List.of("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21")))
                .hasMessageContaining("1 to 20 ports");
    }
}
