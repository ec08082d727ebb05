package io.podspace.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.host.PullProgress;
import org.junit.jupiter.api.Test;

class PullTallyTest {
    private final PullTally tally = new PullTally();

    @Test
    void layersAreAddedUpAndNeverGoBack() {
        assertThat(tally.add(null, "Pulling from team/demo", null, null))
                .isEqualTo(new PullProgress("Pulling from team/demo", 0, 0));
        assertThat(tally.add("a", "Pulling fs layer", null, null).totalBytes()).isZero();
        tally.add("a", "Downloading", 10L, 100L);
        assertThat(tally.add("b", "Downloading", 5L, 50L)).isEqualTo(new PullProgress("Downloading", 15, 150));
        assertThat(tally.add("a", "Download complete", null, null))
                .isEqualTo(new PullProgress("Download complete", 105, 150));
        assertThat(tally.add("a", "Extracting", 1L, 100L)).isEqualTo(new PullProgress("Extracting", 105, 150));
        assertThat(tally.add("b", "Pull complete", null, null)).isEqualTo(new PullProgress("Pull complete", 150, 150));
    }

    @Test
    void aLayerOfUnknownSizeIsNeverMoreThanDone() {
        tally.add("a", "Downloading", 7L, null);
        assertThat(tally.add("a", "Pull complete", null, null)).isEqualTo(new PullProgress("Pull complete", 7, 7));
        assertThat(tally.add("b", "Already exists", null, null)).isEqualTo(new PullProgress("Already exists", 7, 7));
    }
}
