package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.Amount;
import io.podspace.deployment.Strategy;
import io.podspace.deployment.Strategy.Kind;
import io.podspace.host.HostState;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.simulation.SimulatedCrash;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole loop while a host is drained: its pods go elsewhere, as in a rollout, if there is room. */
class MovingTest {
    private static final int MOST_BOUNDARIES = 200;

    static Stream<Strategy> strategies() {
        return Stream.of(
                Given.AT_ONCE,
                Given.AT_ONCE.with(Amount.of(0), Amount.of(1)),
                Given.AT_ONCE.with(Amount.of(1), Amount.of(1)),
                Given.AT_ONCE.with(Kind.CANARY),
                Given.AT_ONCE.with(Kind.RECREATE));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void allPodsGoElsewhereWithinTheBoundsOfTheirStrategy(Strategy strategy) {
        World world = given(strategy, 20);
        drain(world);
        for (int second = 0; second < 120; second++) {
            world.pass();
            within(world, 4, 4 + strategy.surge(4));
            if (strategy.kind() != Kind.RECREATE) {
                assertThat(world.proxy.inRotation).hasSizeGreaterThanOrEqualTo(4 - strategy.unavailable(4));
            }
            world.clock.advance(Duration.ofSeconds(1));
        }
        isMoved(world);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void whereThereIsNoRoomTheyStayAndSayWhy(Strategy strategy) {
        World world = given(strategy, 2);
        List<Long> pods = pods(world);
        drain(world);
        world.live(Duration.ofMinutes(2));
        assertThat(pods(world)).isEqualTo(pods);
        assertThat(world.ledger.live()).allMatch(pod -> pod.phase() == PodPhase.READY);
        assertThat(world.ledger.live())
                .filteredOn(pod -> pod.host().orElseThrow() == 1)
                .hasSize(2)
                .allSatisfy(pod -> {
                    assertThat(pod.display().status()).isEqualTo(PodStatus.READY);
                    assertThat(pod.display().message())
                            .contains("it stays there: 2 hosts: 1 is being drained, 1 has no memory left");
                });
    }

    @Test
    void someMoveWhenThereIsRoomForSome() {
        World world = given(Given.AT_ONCE, 3);
        drain(world);
        world.live(Duration.ofMinutes(1));
        assertThat(on(world, 1)).isEqualTo(1);
        assertThat(on(world, 2)).isEqualTo(3);
        world.becomes(Given.host(2, 20));
        world.live(Duration.ofMinutes(1));
        isMoved(world);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void whoeverTakesItBackKeepsWhatServes(Strategy strategy) {
        for (int passes = 0; passes < 6; passes++) {
            World world = given(strategy, 20);
            drain(world);
            for (int pass = 0; pass < passes; pass++) {
                world.pass();
            }
            int serving = world.proxy.inRotation.size();
            world.becomes(Given.host(1, 20));
            for (int second = 0; second < 60; second++) {
                world.pass();
                within(world, 4, 4 + strategy.surge(4));
                assertThat(world.proxy.inRotation)
                        .hasSizeGreaterThanOrEqualTo(Math.min(serving, 4 - strategy.unavailable(4)));
                world.clock.advance(Duration.ofSeconds(1));
            }
            world.isReadyWith(4);
        }
    }

    @Test
    void aSilentHostIsNotDrainedBeforeItAnswers() {
        World world = given(Given.AT_ONCE, 20);
        List<Long> pods = pods(world);
        world.engine.cutOff(1);
        drain(world);
        world.live(Duration.ofMinutes(2));
        assertThat(pods(world)).isEqualTo(pods);
        world.engine.reconnect(1);
        world.live(Duration.ofMinutes(2));
        isMoved(world);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void theProcessMayDieAnywhere(Strategy strategy) {
        each(strategy, (world, nth) -> world.engine.crashBefore(nth));
        each(strategy, (world, nth) -> world.engine.crashAfter(nth));
        each(strategy, (world, nth) -> world.ledger.crashBefore = nth);
        each(strategy, (world, nth) -> world.ledger.crashAfter = nth);
    }

    private static void each(Strategy strategy, ObjIntConsumer<World> crash) {
        for (int nth = 1; nth <= MOST_BOUNDARIES; nth++) {
            World world = given(strategy, 20);
            drain(world);
            crash.accept(world, nth);
            boolean died = world.settleOrDie();
            world.restart();
            world.settle();
            isMoved(world);
            if (!died) {
                assertThat(nth).as("boundaries where the process died").isGreaterThan(4);
                return;
            }
        }
        throw new AssertionError("more than " + MOST_BOUNDARIES + " boundaries");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void theRulesHoldWhateverHappens(long seed) {
        Random random = new Random(seed);
        List<Strategy> strategies = strategies().toList();
        World world = given(strategies.get(random.nextInt(strategies.size())), 12);
        int wanted = 4;
        int most = wanted;
        for (int step = 0; step < 120; step++) {
            long host = 1 + random.nextInt(2);
            switch (random.nextInt(8)) {
                case 0 -> world.becomes(Given.host(host, 12, HostState.DRAINING));
                case 1 -> world.becomes(Given.host(host, 12));
                case 2 -> wanted = 1 + random.nextInt(6);
                case 3 -> world.engine.cutOff(host);
                case 4 -> List.of(1L, 2L).forEach(world.engine::reconnect);
                case 5 -> world.engine.crashAfter(1 + random.nextInt(4));
                default -> world.clock.advance(Duration.ofSeconds(random.nextInt(40)));
            }
            world.want(wanted);
            most = Math.max(wanted + world.strategy.surge(wanted), Math.min(most, active(world)));
            try {
                world.pass();
                within(world, 0, most);
            } catch (SimulatedCrash e) {
                world.restart();
            }
        }
        world.restart();
        List.of(1L, 2L).forEach(world.engine::reconnect);
        List.of(1L, 2L).forEach(host -> world.becomes(Given.host(host, 12)));
        for (int i = 0; i < 8; i++) {
            world.clock.advance(Duration.ofMinutes(6));
            world.live(Duration.ofSeconds(5));
        }
        world.settle();
        world.isReadyWith(wanted);
        assertThat(world.breaches).isEmpty();
    }

    /** Four pods, two on each host. */
    private static World given(Strategy strategy, int room) {
        World world = new World(Given.host(1, 20), Given.host(2, room));
        world.strategy = strategy;
        world.proxy.exposed = true;
        world.want(4, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.isReadyWith(4);
        assertThat(on(world, 1)).isEqualTo(2);
        return world;
    }

    private static void drain(World world) {
        world.becomes(Given.host(1, 20, HostState.DRAINING));
    }

    private static void isMoved(World world) {
        world.isReadyWith(4);
        assertThat(on(world, 1)).isZero();
        assertThat(world.engine.everything(1)).isEmpty();
        assertThat(world.breaches).isEmpty();
    }

    private static void within(World world, int least, int most) {
        assertThat(world.breaches).isEmpty();
        assertThat(active(world)).as("active pods").isBetween(Math.min(least, 1), most);
    }

    private static int active(World world) {
        return (int) world.ledger.live().stream().filter(PodRow::active).count();
    }

    private static long on(World world, long host) {
        return world.ledger.live().stream()
                .filter(pod -> pod.host().filter(id -> id == host).isPresent())
                .count();
    }

    private static List<Long> pods(World world) {
        return world.ledger.live().stream().map(PodRow::id).toList();
    }
}
