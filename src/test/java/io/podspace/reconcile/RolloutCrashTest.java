package io.podspace.reconcile;

import static io.podspace.reconcile.Given.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.Amount;
import io.podspace.deployment.RolloutState;
import io.podspace.deployment.Stage;
import io.podspace.deployment.Stages;
import io.podspace.deployment.Stages.Step;
import io.podspace.deployment.Staging;
import io.podspace.deployment.Strategy;
import io.podspace.deployment.Strategy.Kind;
import io.podspace.pod.PodPhase;
import io.podspace.simulation.SimulatedImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process dies at every boundary of a rollout that goes back, or that somebody turns in the middle: whatever was
 * written by then, the next process and the same wish come to the same end.
 */
class RolloutCrashTest {
    static Stream<Strategy> strategies() {
        return Stream.of(
                Given.AT_ONCE,
                Given.AT_ONCE.with(Amount.of(0), Amount.of(1)),
                Given.AT_ONCE.with(Kind.RECREATE),
                Given.AT_ONCE.with(Kind.CANARY).with(CrashTest.SHORT),
                Given.AT_ONCE.with(Kind.BLUE_GREEN).with(CrashTest.SHORT));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aGoodRevisionThatIsWatched(Strategy strategy) {
        new Boundaries(given(strategy.with(0, 600, 5)), roll("good:2"), world -> ended(world, 2, RolloutState.COMPLETE))
                .everywhere();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aBadRevisionThatGoesBack(Strategy strategy) {
        new Boundaries(given(strategy), roll("bad:2"), world -> ended(world, 1, RolloutState.ROLLED_BACK)).everywhere();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aRevisionThatGoesBackInTheWatch(Strategy strategy) {
        new Boundaries(
                        given(strategy.with(0, 600, 5)),
                        world -> {
                            roll("good:2").accept(world);
                            goUntil(world, RolloutState.WATCHED);
                            world.answer(2, 100, 100);
                        },
                        world -> {
                            if (is(world, RolloutState.WATCHED)) {
                                world.answer(2, 100, 100);
                            }
                        },
                        world -> ended(world, 1, RolloutState.ROLLED_BACK))
                .everywhere();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void anAbort(Strategy strategy) {
        new Boundaries(given(strategy), roll("good:2"), RolloutCrashTest::abort, world -> {
                    world.isReadyWith(2);
                    // where it died after the last commit there was nothing left to abort
                    boolean over = world.ledger.turns.getLast().state() == RolloutState.COMPLETE;
                    assertThat(world.ledger.live()).allMatch(pod -> pod.revision() == (over ? 2 : 1));
                })
                .everywhere();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aDeathWhileAnAbortIsCarriedOut(Strategy strategy) {
        new Boundaries(
                        given(strategy.with(3, 600, 0)),
                        world -> {
                            roll("good:2").accept(world);
                            goUntilOneServes(world);
                            abort(world);
                        },
                        world -> ended(world, 1, RolloutState.ROLLED_BACK))
                .everywhere(4);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aPause(Strategy strategy) {
        new Boundaries(
                        given(strategy),
                        roll("good:2"),
                        world -> {
                            turn(world, RolloutState.RUNNING, RolloutState.PAUSED);
                            int made = world.ledger.pods.size();
                            world.live(Duration.ofSeconds(30));
                            if (is(world, RolloutState.PAUSED)) {
                                assertThat(world.ledger.pods)
                                        .as("nothing new while it is paused")
                                        .hasSize(made);
                            }
                            turn(world, RolloutState.PAUSED, RolloutState.RUNNING);
                        },
                        world -> ended(world, 2, RolloutState.COMPLETE))
                .everywhere();
    }

    @Test
    void aPromotedCanary() {
        promoted(Kind.CANARY, new Stages(List.of(new Step(25, Stage.UNTIL_PROMOTED)), true, 0));
    }

    @Test
    void aPromotedSwitch() {
        promoted(Kind.BLUE_GREEN, new Stages(List.of(), false, 3600));
    }

    /** Each time that it waits, until it waits no more; where it has not come that far yet, later. */
    private static void promoted(Kind kind, Stages stages) {
        Consumer<World> given = given(Given.AT_ONCE.with(kind).with(stages));
        Consumer<World> end = world -> ended(world, 2, RolloutState.COMPLETE);
        Consumer<World> roll = world -> {
            roll("good:2").accept(world);
            world.restless = false;
        };
        new Boundaries(given, roll, RolloutCrashTest::promote, end).everywhere();
        new Boundaries(
                        given,
                        world -> {
                            roll.accept(world);
                            world.settle();
                            promote(world, 1);
                        },
                        RolloutCrashTest::promote,
                        end)
                .everywhere(2);
    }

    private static Consumer<World> given(Strategy strategy) {
        return world -> {
            world.strategy = strategy;
            world.proxy.exposed = true;
            world.engine.publish("good:2", SimulatedImage.server("good"));
            world.engine.publish("bad:2", SimulatedImage.server("bad").exiting(Duration.ZERO, 1));
            world.want(2, 1, Given.template(Given.IMAGE, 8080));
        };
    }

    private static Consumer<World> roll(String image) {
        return world -> {
            world.restless = true;
            world.rollOut(2, 2, Given.template(image, 8080));
        };
    }

    private static void goUntil(World world, RolloutState state) {
        world.liveUntil(() -> is(world, state), 100);
    }

    private static void goUntilOneServes(World world) {
        world.liveUntil(() -> newOneServes(world), 100);
    }

    private static boolean newOneServes(World world) {
        return world.ledger.live().stream().anyMatch(pod -> pod.revision() == 2 && pod.phase() == PodPhase.READY);
    }

    private static Optional<RolloutRow> rollout(World world) {
        return world.ledger.deployments.get(DEPLOYMENT).rollout();
    }

    private static boolean is(World world, RolloutState state) {
        return rollout(world).filter(row -> row.state() == state).isPresent();
    }

    /** As {@code Rollouts.abort} does it, with the wish that goes back; nothing where there is none to abort. */
    private static void abort(World world) {
        if (is(world, RolloutState.RUNNING) || is(world, RolloutState.WATCHED)) {
            world.turn(row -> row.goingBack("Aborted by alice.", world.clock.instant()));
            world.want(2, 1, Given.template(Given.IMAGE, 8080));
        }
    }

    /** As {@code Rollouts.pause} and {@code Rollouts.resume} do it. */
    private static void turn(World world, RolloutState from, RolloutState to) {
        if (is(world, from)) {
            world.turn(row -> new RolloutRow(
                    row.id(),
                    row.from(),
                    row.to(),
                    to,
                    row.reason(),
                    row.points(),
                    row.started(),
                    world.clock.instant(),
                    row.completed(),
                    row.ended(),
                    new Staging(
                            row.staging().stage(),
                            row.staging().since().map(before -> world.clock.instant()),
                            row.staging().weight())));
            Wanted now = world.ledger.deployments.get(DEPLOYMENT);
            world.ledger.wish(Given.paused(now, to == RolloutState.PAUSED));
        }
    }

    /** As {@code Rollouts.promote} does it, in each stage that waits. */
    private static void promote(World world) {
        promote(world, world.strategy.sequence().size());
    }

    private static void promote(World world, int stages) {
        for (int stage = 0; stage < stages; stage++) {
            world.settle();
            if (rollout(world).filter(row -> row.staging().since().isPresent()).isPresent()) {
                world.turn(row ->
                        row.staged(row.staging().next(world.strategy.sequence().size()), world.clock.instant()));
            }
        }
    }

    private static void ended(World world, int revision, RolloutState state) {
        world.isReadyWith(2);
        assertThat(world.ledger.live()).allMatch(pod -> pod.revision() == revision);
        assertThat(world.ledger.turns.getLast().state()).isEqualTo(state);
        assertThat(world.ledger.turns.stream().filter(row -> row.state().over()))
                .as("it ended once")
                .hasSize(1);
        assertThat(world.proxy.share(revision)).isEqualTo(100);
    }
}
