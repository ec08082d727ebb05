package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.Amount;
import io.podspace.deployment.Hook;
import io.podspace.deployment.HookState;
import io.podspace.deployment.Hooks;
import io.podspace.deployment.RolloutState;
import io.podspace.deployment.Stages;
import io.podspace.deployment.Strategy;
import io.podspace.deployment.Strategy.Kind;
import io.podspace.simulation.Effect;
import io.podspace.simulation.Effect.Operation;
import io.podspace.simulation.SimulatedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process dies at every boundary, one after the other: before and after each effect on an engine, before and after
 * each commit. The next process must come to the same end, without a pod too many and without stopping one that serves.
 */
class CrashTest {
    static final Stages SHORT = new Stages(List.of(new Stages.Step(25, 3), new Stages.Step(60, 3)), true, 4);

    @Test
    void startingPods() {
        everywhere(world -> {}, world -> world.want(3), world -> world.isReadyWith(3));
    }

    @Test
    void scalingDown() {
        everywhere(
                world -> {
                    world.proxy.exposed = true;
                    world.want(3, 1, Given.template(Given.IMAGE, 8080));
                },
                world -> world.want(1),
                world -> world.isReadyWith(1));
    }

    @Test
    void stoppingAfterACommand() {
        everywhere(
                world -> {
                    world.proxy.exposed = true;
                    world.want(3, 1, Given.template(Given.IMAGE, 8080).withPreStop(List.of("flush")));
                },
                world -> world.want(1),
                world -> {
                    world.isReadyWith(1);
                    Map<String, Long> runs = world.engine.effects().stream()
                            .filter(effect -> effect.operation() == Operation.EXEC)
                            .collect(Collectors.groupingBy(Effect::object, Collectors.counting()));
                    assertThat(runs.values()).as("runs of the command, by pod").allMatch(times -> times == 1);
                });
    }

    static Stream<Strategy> strategies() {
        return Stream.of(
                Given.AT_ONCE,
                Given.AT_ONCE.with(Amount.of(0), Amount.of(1)),
                Given.AT_ONCE.with(Amount.of(1), Amount.of(1)),
                Given.AT_ONCE.with(Amount.percent(100), Amount.of(0)),
                Given.AT_ONCE.with(Kind.RECREATE),
                Given.AT_ONCE.with(Kind.CANARY).with(SHORT),
                Given.AT_ONCE.with(Kind.BLUE_GREEN).with(SHORT));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void rollingOut(Strategy strategy) {
        everywhere(
                world -> {
                    world.strategy = strategy;
                    world.proxy.exposed = true;
                    world.engine.publish("app:2", SimulatedImage.server("app2"));
                    world.want(2, 1, Given.template(Given.IMAGE, 8080));
                },
                world -> world.want(2, 2, Given.template("app:2", 8080)),
                world -> {
                    world.isReadyWith(2);
                    assertThat(world.ledger.live()).allMatch(pod -> pod.revision() == 2);
                });
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void rollingOutWithHooks(Strategy strategy) {
        hooks(strategy, 0, world -> {
            assertThat(world.ledger.live()).allMatch(pod -> pod.revision() == 2);
            assertThat(world.hooks()).hasSize(2).allSatisfy(hook -> {
                assertThat(hook.state()).isEqualTo(HookState.SUCCEEDED);
                assertThat(world.starts(hook)).as("it ran once").isEqualTo(1);
            });
        });
    }

    @Test
    void aHookThatFails() {
        hooks(Given.AT_ONCE, 3, world -> {
            assertThat(world.ledger.live()).allMatch(pod -> pod.revision() == 1);
            assertThat(world.ledger.pods).as("no pod of the new revision").hasSize(2);
            assertThat(world.starts(world.hooks().getFirst())).isEqualTo(1);
            assertThat(world.ledger.turns.getLast().state()).isEqualTo(RolloutState.ROLLED_BACK);
        });
    }

    private static void hooks(Strategy strategy, int code, Consumer<World> end) {
        Hook hook = new Hook(SimulatedImage.ending(2, code), 60, Hook.OnFailure.ABORT);
        everywhere(
                world -> {
                    world.restless = true;
                    world.strategy = strategy.with(new Hooks(Optional.of(hook), Optional.of(hook)));
                    world.proxy.exposed = true;
                    world.engine.publish("app:2", SimulatedImage.server("app2"));
                    world.want(2, 1, Given.template(Given.IMAGE, 8080));
                },
                world -> world.rollOut(2, 2, Given.template("app:2", 8080)),
                world -> {
                    world.isReadyWith(2);
                    end.accept(world);
                });
    }

    @Test
    void replacingADeadPod() {
        everywhere(
                world -> world.want(2),
                world -> world.engine.exit(1, world.running().get(0).name(), 1),
                world -> world.isReadyWith(2));
    }

    @Test
    void restartingAPodThatFailsItsLiveness() {
        everywhere(
                world -> {
                    world.proxy.exposed = true;
                    world.want(2, 1, Given.template(Given.IMAGE, 8080));
                },
                world -> world.proxy.stuck.add(world.ledger.live().getFirst().id()),
                world -> {
                    world.isReadyWith(2);
                    assertThat(world.ledger.live())
                            .extracting(PodRow::slot)
                            .as("a slot keeps its place")
                            .containsExactlyInAnyOrder(0, 1);
                    assertThat(world.ledger.live().stream()
                                    .mapToInt(PodRow::restarts)
                                    .sum())
                            .isEqualTo(1);
                });
    }

    @Test
    void deleting() {
        everywhere(world -> world.want(3), World::delete, world -> {
            assertThat(world.containers()).isEmpty();
            assertThat(world.ledger.pods).isEmpty();
            assertThat(world.ledger.deployments).isEmpty();
        });
    }

    private static void everywhere(Consumer<World> before, Consumer<World> change, Consumer<World> end) {
        new Boundaries(before, change, end).everywhere();
    }
}
