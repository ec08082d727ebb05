package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.Strategy;
import io.podspace.host.ContainerState;
import io.podspace.host.HostView;
import io.podspace.host.Observation;
import io.podspace.host.ObservedContainer;
import io.podspace.pod.PodPhase;
import io.podspace.simulation.Effect;
import io.podspace.simulation.Effect.Operation;
import io.podspace.simulation.SimulatedCrash;
import io.podspace.simulation.SimulatedImage;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random wishes, deaths, silences and crashes against the rules that must hold after each pass, and the same end. */
class FleetPropertyTest {
    private static final int STEPS = 120;
    private static final Set<Operation> DESTRUCTIVE = Set.of(Operation.STOP, Operation.REMOVE);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void theRulesHoldWhateverHappens(long seed) {
        Random random = new Random(seed);
        HostView[] hosts = {Given.host(1, 12), Given.host(2, 12)};
        World world = new World(hosts);
        world.proxy.exposed = true;
        world.engine.publish("app:2", SimulatedImage.server("app2"));
        int wanted = 3;
        List<Strategy> strategies = CrashTest.strategies().toList();
        int revision = 1;
        int most = 0;
        world.want(wanted, revision, Given.template(Given.IMAGE, 8080));
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(10)) {
                case 0 -> wanted = random.nextInt(8);
                case 1 -> revision++;
                case 2 -> kill(world, random);
                case 3 -> world.engine.cutOff(1 + random.nextInt(2));
                case 4 -> List.of(hosts).forEach(host -> world.engine.reconnect(host.id()));
                case 5 -> world.engine.crashAfter(1 + random.nextInt(4));
                case 9 -> world.strategy = strategies.get(random.nextInt(strategies.size()));
                case 6 -> world.proxy.silent = random.nextBoolean();
                default -> world.clock.advance(Duration.ofSeconds(random.nextInt(40)));
            }
            world.want(wanted, revision, Given.template(revision % 2 == 0 ? "app:2" : Given.IMAGE, 8080));
            most = Math.max(wanted + world.strategy.surge(wanted), Math.min(most, activeIn(world)));
            passWithin(world, wanted, most);
        }
        calm(world, hosts);
        world.settle();
        if (wanted > 0) {
            world.isReadyWith(wanted);
        } else {
            assertThat(world.containers()).isEmpty();
        }
        assertThat(world.breaches).isEmpty();
    }

    private static void passWithin(World world, int wanted, int most) {
        int effects = world.engine.effects().size();
        Set<Long> silent = silentHosts(world);
        try {
            world.pass();
        } catch (SimulatedCrash e) {
            // the wish was perhaps not dealt with; what the next process makes of it is looked at then
            world.restart();
            return;
        }
        assertThat(activeIn(world)).as("active pods").isLessThanOrEqualTo(most);
        assertThat(world.engine.effects().stream()
                        .skip(effects)
                        .filter(effect -> silent.contains(effect.host()))
                        .map(Effect::operation)
                        .filter(DESTRUCTIVE::contains))
                .as("nothing is stopped or removed on a silent host")
                .isEmpty();
        if (wanted == 0) {
            assertThat(world.engine.effects().stream()
                            .skip(effects)
                            .map(Effect::operation)
                            .filter(Operation.CREATE::equals))
                    .as("a scale to zero places nothing")
                    .isEmpty();
        }
    }

    private static int activeIn(World world) {
        return (int) world.ledger.live().stream().filter(PodRow::active).count();
    }

    private static void kill(World world, Random random) {
        List<ObservedContainer> running = world.running();
        if (!running.isEmpty()) {
            String name = running.get(random.nextInt(running.size())).name();
            world.hosts.stream()
                    .filter(host -> world.engine.everything(host.id()).stream()
                            .anyMatch(each -> each.name().equals(name) && each.state() == ContainerState.RUNNING))
                    .forEach(host -> world.engine.exit(host.id(), name, 1));
        }
    }

    private static void calm(World world, HostView[] hosts) {
        world.restart();
        List.of(hosts).forEach(host -> world.engine.reconnect(host.id()));
        world.proxy.silent = false;
        // past every back-off and every grace
        for (int i = 0; i < 8; i++) {
            world.clock.advance(Duration.ofMinutes(6));
            world.live(Duration.ofSeconds(5));
        }
        assertThat(world.ledger.live()).noneMatch(pod -> pod.phase() == PodPhase.PENDING);
    }

    private static Set<Long> silentHosts(World world) {
        return world.hosts.stream()
                .filter(host -> world.engine.observe(host.ref()) instanceof Observation.Unreachable)
                .map(HostView::id)
                .collect(Collectors.toSet());
    }
}
