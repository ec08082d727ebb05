package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.Amount;
import io.podspace.deployment.Strategy;
import io.podspace.host.ExecResult;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.simulation.Effect;
import io.podspace.simulation.Effect.Operation;
import io.podspace.simulation.SimulatedImage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The whole loop on simulated engines when pods leave: requests end first, and what was asked for before the stop is run. */
class StoppingLoopTest {
    private final World world = new World(Given.host(1, 20));

    @Test
    void aPodIsStoppedOnlyWhenItsRequestsAreDone() {
        world.proxy.exposed = true;
        world.want(2, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.isReadyWith(2);
        PodRow leaving = world.ledger.live().get(1);
        world.proxy.sessions.put(leaving.id(), 5);
        world.want(1);
        world.live(Duration.ofSeconds(20));
        assertThat(world.running()).hasSize(2);
        assertThat(world.ledger.pods.get(leaving.id()).display())
                .isEqualTo(Display.of(
                        PodStatus.TERMINATING,
                        "OpenConnections",
                        "It gets no new requests, and waits for 5 open connections to end, 30 s at most."));
        world.proxy.sessions.clear();
        world.settle();
        world.isReadyWith(1);
        assertThat(world.breaches).isEmpty();
    }

    @Test
    void requestsThatNeverEndHoldUpAStopForTheDrainLimitOnly() {
        world.proxy.exposed = true;
        world.want(2, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.proxy.sessions.put(world.ledger.live().get(1).id(), 5);
        world.want(1);
        world.live(Duration.ofSeconds(Strategy.DEFAULT.drainSeconds() + 5));
        world.settle();
        world.isReadyWith(1);
        assertThat(world.breaches).isEmpty();
    }

    @Test
    void theStrategySaysHowLongOpenConnectionsAreWaitedFor() {
        for (int limit : new int[] {0, 90}) {
            World own = new World(Given.host(1, 20));
            own.proxy.exposed = true;
            own.strategy = Given.AT_ONCE.with(Amount.of(0), Amount.of(1)).withDrain(limit);
            own.want(2, 1, Given.template(Given.IMAGE, 8080));
            own.settle();
            own.ledger.live().forEach(pod -> own.proxy.sessions.put(pod.id(), 1));
            own.rollOut(2, 2, Given.template(Given.IMAGE, 8081));
            own.live(Duration.ofSeconds(Math.max(0, limit - 3)));
            assertThat(own.ledger.live().stream().filter(pod -> pod.revision() == 1))
                    .hasSize(2);
            own.live(Duration.ofSeconds(8));
            assertThat(own.ledger.live().stream().filter(pod -> pod.revision() == 1))
                    .as("after %d s", limit)
                    .hasSizeLessThan(2);
            assertThat(own.breaches).isEmpty();
        }
    }

    /** Nobody is served meanwhile, so a quiet WebSocket has the time that a stop may take, here 10 s, and no more. */
    @Test
    void recreationWaitsForOpenConnectionsAsLongAsForAStop() {
        world.proxy.exposed = true;
        world.strategy = Strategy.DEFAULT.with(Strategy.Kind.RECREATE);
        world.want(1, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        PodRow old = world.ledger.live().getFirst();
        int grace = Given.template(Given.IMAGE, 8080).stopGraceSeconds();
        assertThat(grace).isLessThan(Strategy.DEFAULT.drainSeconds());
        world.proxy.sessions.put(old.id(), 1);
        world.rollOut(1, 2, Given.template(Given.IMAGE, 8081));
        world.live(Duration.ofSeconds(grace - 2));
        assertThat(world.ledger.pods.get(old.id()).display().reason()).isEqualTo("OpenConnections");
        world.live(Duration.ofSeconds(4));
        assertThat(world.ledger.pods.get(old.id()).phase()).isIn(PodPhase.STOPPING, PodPhase.ENDED);
        world.proxy.sessions.clear();
        world.settle();
        world.isReadyWith(1);
        assertThat(world.ledger.live()).allMatch(pod -> pod.revision() == 2);
        assertThat(world.breaches).isEmpty();
    }

    @Test
    void aSilentProxyKeepsThePodAlive() {
        world.proxy.exposed = true;
        world.want(2, 1, Given.template(Given.IMAGE, 8080));
        world.settle();
        world.proxy.silent = true;
        world.want(1);
        world.live(Duration.ofMinutes(5));
        assertThat(world.running()).hasSize(2);
        assertThat(world.ledger.live().get(1).display().reason()).isEqualTo("ProxySilent");
        world.proxy.silent = false;
        world.settle();
        world.isReadyWith(1);
        assertThat(world.breaches).isEmpty();
    }

    @Test
    void thePreStopCommandRunsOutOfRotationBeforeTheStopSignal() {
        world.proxy.exposed = true;
        world.want(1, 1, Given.template(Given.IMAGE, 8080).withPreStop(List.of("flush")));
        world.settle();
        world.isReadyWith(1);
        world.want(0);
        world.settle();
        assertThat(world.containers()).isEmpty();
        assertThat(ending()).containsExactly(Operation.EXEC, Operation.STOP);
        assertThat(world.breaches).isEmpty();
    }

    @Test
    void aPreStopCommandThatFailsHoldsUpNothingAndIsTold() {
        world.want(1, 1, Given.template(Given.IMAGE).withPreStop(List.of("flush")));
        world.settle();
        world.engine.refuse(Operation.EXEC, new PodSpaceException(ErrorCode.ENGINE, "no such program"), 1);
        world.want(0);
        world.settle();
        assertThat(world.containers()).isEmpty();
        assertThat(world.ledger.pods.values())
                .extracting(pod -> pod.ending().lastLog())
                .allMatch(log -> log.endsWith("(the pre-stop command could not be run: no such program)"));
    }

    @Test
    void aPreStopCommandThatIsNotInTheImageIsToldInPlainWords() {
        world.engine.publish(
                "bare:1",
                SimulatedImage.server("bare")
                        .answering(command -> new ExecResult(126, "OCI runtime exec failed: not found")));
        world.want(1, 1, Given.template("bare:1").withPreStop(List.of("/no/flush", "now")));
        world.settle();
        world.want(0);
        world.settle();
        assertThat(world.ledger.pods.values())
                .extracting(pod -> pod.ending().lastLog())
                .allMatch(log -> log.endsWith(
                        "(the pre-stop command could not be run: the image has no '/no/flush' that can be executed)"));
    }

    @Test
    void aPreStopCommandInWhichTheServerDiesIsNotRunAgain() {
        world.proxy.exposed = true;
        world.want(1, 1, Given.template(Given.IMAGE, 8080).withPreStop(List.of("flush")));
        world.settle();
        world.want(0);
        world.engine.crashAfter(1);
        assertThat(world.settleOrDie()).isTrue();
        assertThat(ending()).containsExactly(Operation.EXEC);
        world.restart();
        world.settle();
        assertThat(ending()).containsExactly(Operation.EXEC, Operation.STOP);
        assertThat(world.ledger.pods.values())
                .extracting(pod -> pod.ending().lastLog())
                .allMatch(log -> log.contains("was not run again"));
    }

    private List<Operation> ending() {
        return world.engine.effects().stream()
                .map(Effect::operation)
                .filter(Set.of(Operation.EXEC, Operation.STOP)::contains)
                .toList();
    }
}
