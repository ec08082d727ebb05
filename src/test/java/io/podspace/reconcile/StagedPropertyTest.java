package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.RolloutState;
import io.podspace.deployment.Stages;
import io.podspace.deployment.Stages.Step;
import io.podspace.deployment.Strategy;
import io.podspace.deployment.Strategy.Kind;
import io.podspace.host.ObservedContainer;
import io.podspace.pod.PodPhase;
import io.podspace.simulation.SimulatedCrash;
import io.podspace.simulation.SimulatedImage;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rollouts by stages under random deaths of pods and of the process, scaling, sick pods and promotions, against what must
 * hold after each pass: while a stage lasts no old pod that serves leaves by our own doing, there are never more pods than
 * the stage allows, and the rollout ends once, with every pod of one revision.
 */
class StagedPropertyTest {
    private static final int STEPS = 100;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void theRulesHoldWhateverHappens(long seed) {
        Random random = new Random(seed);
        World world = new World(Given.host(1, 60));
        world.proxy.exposed = true;
        world.strategy = strategy(random);
        world.engine.publish("app:2", SimulatedImage.server("app2"));
        int wanted = 1 + random.nextInt(6);
        world.want(wanted, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.rollOut(wanted, 2, Given.template("app:2", 8080));
        for (int step = 0; step < STEPS; step++) {
            int before = wanted;
            switch (random.nextInt(8)) {
                case 0 -> wanted = 1 + random.nextInt(6);
                case 1 -> kill(world, random);
                case 2 -> world.engine.crashAfter(1 + random.nextInt(4));
                case 3 -> world.ledger.crashAfter = 1 + random.nextInt(2);
                case 4 -> promote(world);
                case 5 -> world.proxy.sickFrom(random.nextInt(6) == 0 ? 2 : 0);
                default -> world.clock.advance(Duration.ofSeconds(random.nextInt(8)));
            }
            if (wanted != before) {
                Wanted now = world.ledger.deployments.get(Given.DEPLOYMENT);
                world.want(wanted, now.revisionNumber(), now.template());
            }
            passWithin(world, wanted < before);
        }
        world.restart();
        world.proxy.sickFrom(0);
        for (int i = 0; i < 40; i++) {
            world.clock.advance(Duration.ofSeconds(30));
            promote(world);
            world.live(Duration.ofSeconds(10));
        }
        world.live(Duration.ofMinutes(12));
        world.isReadyWith(wanted);
        assertThat(world.ledger.deployments.get(Given.DEPLOYMENT).rollout()).isEmpty();
        assertThat(world.ledger.live().stream().map(PodRow::revision).distinct())
                .hasSize(1);
        assertThat(world.ledger.turns.stream().filter(row -> row.state().over()))
                .as("it ends once")
                .hasSize(1);
        assertThat(world.breaches).isEmpty();
    }

    private static void passWithin(World world, boolean smaller) {
        Wanted wanted = world.ledger.deployments.get(Given.DEPLOYMENT);
        String before = describe(world);
        int most = Math.max(wanted.pods() + wanted.surge(), active(world));
        Set<Long> serving = serving(world, 1);
        try {
            world.pass();
        } catch (SimulatedCrash e) {
            world.restart();
            return;
        }
        assertThat(active(world))
                .as("active pods: %s -> %s", before, describe(world))
                .isLessThanOrEqualTo(most);
        boolean staged = wanted.stage().isPresent() && !smaller;
        if (staged) {
            Set<Long> taken = serving.stream()
                    .filter(pod -> world.ledger.pods.get(pod).phase() == PodPhase.DRAINING)
                    .collect(Collectors.toSet());
            assertThat(taken).as("old pods taken out in a stage").isEmpty();
        }
    }

    private static Set<Long> serving(World world, long revision) {
        world.proxy.follow();
        return world.ledger.live().stream()
                .filter(pod -> pod.revision() == revision && world.proxy.inRotation.contains(pod.id()))
                .map(PodRow::id)
                .collect(Collectors.toSet());
    }

    private static String describe(World world) {
        Wanted wanted = world.ledger.deployments.get(Given.DEPLOYMENT);
        return "%d wanted of #%d, %s, %s"
                .formatted(
                        wanted.pods(),
                        wanted.revisionNumber(),
                        wanted.rollout().map(row -> row.state() + " " + row.staging()),
                        world.ledger.live().stream()
                                .map(pod -> "%d:#%d %s".formatted(pod.slot(), pod.revision(), pod.phase()))
                                .toList());
    }

    private static int active(World world) {
        return (int) world.ledger.live().stream().filter(PodRow::active).count();
    }

    private static void promote(World world) {
        int stages = world.strategy.sequence().size();
        Wanted now = world.ledger.deployments.get(Given.DEPLOYMENT);
        boolean may = now.rollout()
                .filter(row -> row.state() == RolloutState.RUNNING)
                .filter(row -> row.staging().stage().isPresent()
                        && row.staging().since().isPresent())
                .isPresent();
        if (may) {
            world.turn(row -> row.staged(row.staging().next(stages), world.clock.instant()));
        }
    }

    private static Strategy strategy(Random random) {
        int first = 1 + random.nextInt(60);
        List<Step> steps = List.of(
                new Step(first, random.nextInt(30) - 1),
                new Step(first + 1 + random.nextInt(40), random.nextInt(30) - 1));
        Strategy strategy = Given.AT_ONCE.with(random.nextInt(5), 600, random.nextInt(20));
        return strategy.with(random.nextBoolean() ? Kind.CANARY : Kind.BLUE_GREEN)
                .with(new Stages(steps, random.nextBoolean(), random.nextInt(30)));
    }

    private static void kill(World world, Random random) {
        List<ObservedContainer> running = world.running();
        if (!running.isEmpty()) {
            world.engine.exit(1, running.get(random.nextInt(running.size())).name(), 1);
        }
    }
}
