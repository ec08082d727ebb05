package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.reconcile.KeptResults.Due;
import io.podspace.reconcile.KeptResults.Key;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeptResultsTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Key ONE = new Key(1, "router-1", Role.READINESS);

    private final KeptResults kept = new KeptResults();

    @Test
    void anOutcomeThatIsNewIsWrittenAtOnceAndOnlyOnce() {
        assertThat(tick(0, Map.of(ONE, passed(0)))).isEqualTo(due(Map.of(ONE, passed(0)), Set.of()));
        assertThat(tick(5, Map.of(ONE, passed(5)))).isEqualTo(due(Map.of(), Set.of()));
        assertThat(tick(10, Map.of(ONE, failed(10)))).isEqualTo(due(Map.of(ONE, failed(10)), Set.of()));
        assertThat(tick(15, Map.of(ONE, failed(10)))).isEqualTo(due(Map.of(), Set.of()));
    }

    @Test
    void whatStaysTheSameIsWrittenNowAndThen() {
        tick(0, Map.of(ONE, passed(0)));
        assertThat(tick(19, Map.of(ONE, passed(19))).writes()).isEmpty();
        assertThat(tick(20, Map.of(ONE, passed(20))).writes()).containsOnlyKeys(ONE);
        assertThat(tick(39, Map.of(ONE, passed(39))).writes()).isEmpty();
    }

    @Test
    void aThousandPodsThatAreWellCostFewRowsATick() {
        tick(0, fleet(0));
        int written = 0;
        for (int second = 5; second <= 300; second += 5) {
            int now = tick(second, fleet(second)).writes().size();
            assertThat(now).isLessThanOrEqualTo(KeptResults.MOST_IN_TURNS);
            written += now;
        }
        assertThat(written).as("everybody had a turn").isGreaterThan(1000);
    }

    @Test
    void whatNobodySaysAnythingOfForAMinuteGoes() {
        tick(0, Map.of(ONE, passed(0)));
        assertThat(tick(59, Map.of()).gone()).isEmpty();
        assertThat(tick(60, Map.of()).gone()).containsExactly(ONE);
        assertThat(tick(65, Map.of()).gone()).isEmpty();
    }

    @Test
    void whatAnotherProcessWroteIsNotWrittenAgain() {
        kept.load(Map.of(ONE, passed(-5)), NOW);
        assertThat(tick(1, Map.of(ONE, passed(0))).writes()).isEmpty();
        assertThat(tick(2, Map.of(ONE, failed(2))).writes()).containsOnlyKeys(ONE);
    }

    private Due tick(int second, Map<Key, Result> heard) {
        Due due = kept.due(heard, NOW.plusSeconds(second));
        kept.done(due, NOW.plusSeconds(second));
        return due;
    }

    private static Due due(Map<Key, Result> writes, Set<Key> gone) {
        return new Due(writes, gone);
    }

    private static Map<Key, Result> fleet(int second) {
        Map<Key, Result> fleet = new HashMap<>();
        LongStream.rangeClosed(1, 1000)
                .forEach(pod -> fleet.put(new Key(pod, "router-1", Role.READINESS), passed(second)));
        return fleet;
    }

    private static Result passed(int second) {
        return new Result(Role.READINESS, Verdict.PASSING, 3, 0, true, 200, 7, NOW.plusSeconds(second), "at " + second);
    }

    private static Result failed(int second) {
        return new Result(
                Role.READINESS, Verdict.FAILING, 0, 3, false, 500, 7, NOW.plusSeconds(second), "out of order");
    }
}
