package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.Amount;
import io.podspace.deployment.Strategy;
import io.podspace.deployment.Strategy.Kind;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fleet as a pure function: safety under random fleets and strategies, proportions, and who goes first. */
class ExchangeTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final int OLD = 1;
    private static final int NEW = 2;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void noDecisionBreaksTheBounds(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 4000; i++) {
            int pods = random.nextInt(8);
            Strategy strategy = strategy(random);
            List<PodRow> fleet = fleet(random, pods, strategy);
            Set<PodRow> available = new TreeSet<>((a, b) -> Long.compare(a.id(), b.id()));
            fleet.stream()
                    .filter(pod -> pod.phase() == PodPhase.READY && random.nextInt(5) > 0)
                    .forEach(available::add);
            Fleet.Decision decision = decide(pods, strategy, fleet, available::contains);
            holds(pods, strategy, fleet, available, decision);
        }
    }

    private static void holds(
            int pods, Strategy strategy, List<PodRow> fleet, Set<PodRow> available, Fleet.Decision decision) {
        List<PodRow> staying = new ArrayList<>(fleet);
        staying.removeAll(decision.leaving());
        String situation = pods + " " + strategy + " " + fleet + " -> " + decision;
        assertThat(staying.size() + decision.needs().size())
                .as("active: " + situation)
                .isLessThanOrEqualTo(pods + strategy.surge(pods));
        long before = available.size();
        long after = staying.stream().filter(available::contains).count();
        assertThat(after)
                .as("available: " + situation)
                .isGreaterThanOrEqualTo(Math.min(before, pods - strategy.unavailable(pods)));
        assertThat(decision.needs().stream().map(Fleet.Need::slot))
                .as("one need a slot: " + situation)
                .doesNotHaveDuplicates()
                .allMatch(slot -> slot >= 0);
        if (strategy.kind() == Kind.RECREATE) {
            assertThat(staying).as("no old one stays: " + situation).allMatch(pod -> pod.revision() == NEW);
        }
        assertThat(Stream.concat(
                                staying.stream().map(PodRow::slot),
                                decision.needs().stream().map(Fleet.Need::slot))
                        .distinct())
                .as("every pod has its slot: " + situation)
                .hasSize(pods);
    }

    /** Three pairs are left of a stage, so of the three that are missing only one has room. */
    @Test
    void whatScalingUpAddsJustAfterAStageWaitsForRoom() {
        List<PodRow> fleet = new ArrayList<>();
        for (int slot = 0; slot < 3; slot++) {
            fleet.add(pod(fleet.size() + 1, slot, OLD, true));
            fleet.add(pod(fleet.size() + 1, slot, NEW, true));
        }
        Strategy strategy = Given.AT_ONCE.with(Amount.of(1), Amount.of(0));
        Fleet.Decision decision = decide(6, strategy, fleet, pod -> true);
        assertThat(decision.leaving()).isEmpty();
        assertThat(decision.needs()).hasSize(1);
        fleet.add(pod(7, decision.needs().getFirst().slot(), NEW, true));
        Fleet.Decision next = decide(6, strategy, fleet, pod -> true);
        assertThat(next.leaving()).extracting(PodRow::revision).containsExactly((long) OLD);
        assertThat(next.needs()).hasSize(1);
    }

    @Test
    void aPausedExchangeMovesNothing() {
        List<PodRow> fleet = List.of(pod(1, 0, OLD, true), pod(2, 0, NEW, true), pod(3, 1, OLD, true));
        Fleet.Decision decision = Fleet.decide(
                paused(Given.wanted(2, NEW, Given.template(Given.IMAGE), false)), fleet, Map.of(), knows(pod -> true));
        assertThat(decision).isEqualTo(new Fleet.Decision(List.of(), List.of()));
    }

    @Test
    void aLostOldPodComesBackAsItWasWhileTheNewOneIsNotProven() {
        List<PodRow> fleet = List.of(pod(1, 0, OLD, true), pod(2, 0, NEW, false), pod(3, 1, OLD, true));
        Fleet.Decision decision = Fleet.decide(
                Given.wanted(3, NEW, Given.template(Given.IMAGE), false),
                fleet,
                Map.of(2, new Fleet.Lost(OLD, Action.Heritage.NONE)),
                knows(pod -> pod.phase() == PodPhase.READY));
        assertThat(decision.needs()).containsExactly(new Fleet.Need(2, OLD, Action.Heritage.NONE));
        assertThat(decision.leaving()).isEmpty();
    }

    /** 8 old and 5 new ones, from 10 to 15 pods: 3 old and 2 new more. */
    @Test
    void scalingUpInTheMiddleSpreadsInProportion() {
        List<PodRow> fleet = new ArrayList<>();
        for (int slot = 0; slot < 10; slot++) {
            if (slot >= 2) {
                fleet.add(pod(fleet.size() + 1, slot, OLD, true));
            }
            if (slot < 5) {
                fleet.add(pod(fleet.size() + 1, slot, NEW, slot < 2));
            }
        }
        Strategy strategy = Given.AT_ONCE.with(Amount.of(3), Amount.of(0));
        Fleet.Decision decision = decide(15, strategy, fleet, pod -> pod.phase() == PodPhase.READY);
        assertThat(decision.needs()).filteredOn(need -> need.revision() == OLD).hasSize(3);
        assertThat(decision.needs()).filteredOn(need -> need.revision() == NEW).hasSize(2);
        assertThat(decision.leaving()).isEmpty();
    }

    @Test
    void scalingDownInTheMiddleSpreadsInProportion() {
        List<PodRow> fleet = new ArrayList<>();
        for (int slot = 0; slot < 10; slot++) {
            fleet.add(pod(slot + 1, slot, slot < 5 ? NEW : OLD, true));
        }
        Wanted wanted = paused(Given.wanted(6, NEW, Given.template(Given.IMAGE), false));
        Fleet.Decision decision = Fleet.decide(wanted, fleet, Map.of(), knows(pod -> true));
        assertThat(decision.leaving()).filteredOn(pod -> pod.revision() == OLD).hasSize(2);
        assertThat(decision.leaving()).filteredOn(pod -> pod.revision() == NEW).hasSize(2);
    }

    private static Strategy strategy(Random random) {
        Amount surge = random.nextBoolean() ? Amount.of(random.nextInt(4)) : Amount.percent(random.nextInt(101));
        Amount missing = random.nextBoolean() ? Amount.of(random.nextInt(4)) : Amount.percent(random.nextInt(101));
        Strategy rolling = Given.AT_ONCE.with(surge, missing);
        return random.nextInt(5) == 0 ? rolling.with(Kind.RECREATE) : rolling;
    }

    /** Any fleet that the bounds allow: the wanted slots, each with one attempt, some with both, and some slots too many. */
    private static List<PodRow> fleet(Random random, int pods, Strategy strategy) {
        List<PodRow> fleet = new ArrayList<>();
        int pairs = strategy.surge(pods);
        int slots = Math.max(0, pods + random.nextInt(5) - 2);
        for (int slot = 0; slot < slots; slot++) {
            boolean both = pairs > 0 && random.nextInt(3) == 0;
            boolean old = both || random.nextBoolean();
            if (old) {
                fleet.add(pod(fleet.size() + 1, slot, OLD, random.nextInt(4) > 0));
            }
            if (both || !old) {
                fleet.add(pod(fleet.size() + 1, slot, NEW, random.nextBoolean()));
            }
            pairs -= both ? 1 : 0;
        }
        return fleet;
    }

    private static Fleet.Decision decide(int pods, Strategy strategy, List<PodRow> fleet, Predicate<PodRow> available) {
        Wanted wanted =
                Given.wanted(pods, NEW, Given.template(Given.IMAGE), false).with(strategy);
        return Fleet.decide(wanted, fleet, Map.of(), knows(available));
    }

    private static Fleet.Knowledge knows(Predicate<PodRow> available) {
        return new Fleet.Knowledge() {
            @Override
            public boolean reachable(PodRow pod) {
                return true;
            }

            @Override
            public boolean serves(PodRow pod) {
                return available.test(pod);
            }

            @Override
            public boolean available(PodRow pod) {
                return pod.phase() == PodPhase.READY && available.test(pod);
            }
        };
    }

    private static Wanted paused(Wanted wanted) {
        return new Wanted(
                wanted.deployment(),
                wanted.uid(),
                wanted.name(),
                wanted.project(),
                wanted.projectName(),
                wanted.revision(),
                wanted.revisionNumber(),
                wanted.template(),
                wanted.replicas(),
                wanted.deleting(),
                true,
                wanted.strategy(),
                wanted.others(),
                wanted.rollout(),
                wanted.hooks(),
                wanted.generation(),
                wanted.observedGeneration(),
                wanted.status());
    }

    private static PodRow pod(long id, int slot, long revision, boolean ready) {
        PodRow row = new PodRow(
                id,
                "uid-" + id,
                slot,
                (int) revision,
                revision,
                Given.wanted(1).request(1),
                Optional.of(1L),
                PodPhase.STARTING,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Ending.NONE,
                PodRow.Times.since(NOW),
                Display.of(PodStatus.STARTING));
        return ready ? row.ready(NOW) : row;
    }
}
