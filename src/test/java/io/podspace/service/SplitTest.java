package io.podspace.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podspace.health.Checks;
import io.podspace.service.ProxyTable.Wish;
import io.podspace.service.RoutedPod.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {

    @ParameterizedTest
    @CsvSource({"10,10,1", "50,10,5", "100,4,4", "0,4,4", "1,20,1", "33,3,1", "99,5,5"})
    void theNewPodsGetTheirShareTogether(int weight, int old, int newer) {
        List<RoutedPod> pods = new ArrayList<>();
        for (int i = 0; i < old + newer; i++) {
            pods.add(pod(i + 1, i < old ? new Side(false, 100 - weight) : new Side(true, weight), Wish.SERVE));
        }
        Split split = new Split(pods);
        int all = 0;
        int theirs = 0;
        for (RoutedPod pod : pods) {
            int value = Split.weight(split.part(pod), split.largest());
            all += value;
            theirs += pod.side().get().newer() ? value : 0;
        }
        assertThat(100.0 * theirs / all).isCloseTo(weight, within(1.0));
        assertThat(pods.stream().mapToDouble(split::part).sum())
                .as("the deployment as a whole")
                .isCloseTo(Math.max(old, newer), within(0.001));
    }

    @Test
    void aSideWithoutAPodThatServesGivesAllToTheOther() {
        RoutedPod old = pod(1, new Side(false, 100), Wish.DRAIN);
        RoutedPod newer = pod(2, new Side(true, 0), Wish.SERVE);
        assertThat(new Split(List.of(old, newer)).part(newer)).isEqualTo(1);
    }

    @Test
    void withoutARolloutAllAreEqual() {
        RoutedPod pod = Routed.pod(1, 1, 7, Map.of(), Optional.of("10.0.0.1"), Optional.of(Wish.SERVE));
        Split split = new Split(List.of(pod));
        assertThat(split.even()).isTrue();
        assertThat(split.part(pod)).isEqualTo(1);
    }

    private static RoutedPod pod(long id, Side side, Wish wish) {
        return Routed.pod(
                id, 1, 7, Map.of(), Optional.of("10.0.0." + id), Optional.of(wish), Checks.NONE, 1, Optional.of(side));
    }
}
