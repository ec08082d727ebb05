package io.podspace.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FullDisksTest {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    private final FullDisks disks = new FullDisks();

    @Test
    void aHostThatRefusedIsSparedForAWhileAndIsFullSinceTheFirstTime() {
        Instant again = NOW.plusSeconds(70);
        disks.refused(1, NOW);
        assertThat(disks.spared(1, again)).isFalse();
        assertThat(disks.since(1, again)).contains(NOW);
        disks.refused(1, again);
        assertThat(disks.spared(1, again.plusSeconds(59))).isTrue();
        assertThat(disks.since(1, again)).contains(NOW);
        assertThat(disks.spared(2, NOW)).isFalse();
    }

    /** Else what is remembered would differ from its row for ever, and be written again at each look. */
    @Test
    void theTimeIsAsExactAsARowKeepsIt() {
        disks.refused(1, NOW.plusNanos(1_789));
        assertThat(disks.since(1, NOW.plusSeconds(1))).contains(NOW.plusNanos(1_000));
    }

    @Test
    void whatItStoresEndsIt() {
        disks.refused(1, NOW);
        disks.stored(1);
        assertThat(disks.spared(1, NOW)).isFalse();
        assertThat(disks.since(1, NOW)).isEmpty();
    }

    @Test
    void afterALongTimeWithoutATryNothingIsKnown() {
        Instant later = NOW.plus(FullDisks.KNOWN).plus(Duration.ofSeconds(1));
        disks.refused(1, NOW);
        assertThat(disks.since(1, later)).isEmpty();
        disks.refused(1, later);
        assertThat(disks.since(1, later)).contains(later);
    }
}
