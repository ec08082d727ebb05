package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.Hook;
import io.podspace.deployment.Hook.Moment;
import io.podspace.deployment.Hook.OnFailure;
import io.podspace.docker.TrialEngine;
import io.podspace.host.Capacity;
import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerSpec;
import io.podspace.host.ContainerState;
import io.podspace.host.HostRef;
import io.podspace.host.HostState;
import io.podspace.host.HostView;
import io.podspace.host.HostWatches;
import io.podspace.host.Labels;
import io.podspace.host.Observation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What commands in pods and hooks do on a real engine. */
@Tag("engine")
class EffectsOnEngineTest {
    private static final String LISTENER = "trap 'echo the signal; exit 0' TERM; echo up; while :; do sleep 0.1; done";

    private final HostRef host = TrialEngine.host();
    private final String cluster = TrialEngine.cluster();
    private final String pod = "ps-" + cluster + "-pod-1";
    private final ContainerDriver driver = TrialEngine.driver(cluster);
    private final Workbench workbench = new Workbench();
    private final HostWatches watches = new HostWatches(driver, Clock.systemUTC(), (before, after) -> {});
    private final Effects effects =
            new Effects(driver, watches, workbench, Clock.systemUTC(), effect -> Runnable::run, deployment -> {});

    EffectsOnEngineTest() {
        watches.set(
                List.of(new HostView(
                        host.id(),
                        "uid",
                        host.name(),
                        host.endpoint().toString(),
                        "127.0.0.1",
                        "",
                        HostState.READY,
                        true,
                        new Capacity(1000, 1L << 30, 10),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
                false);
    }

    @AfterEach
    void clean() {
        if (driver.observe(host) instanceof Observation.Seen seen) {
            seen.containers().forEach(container -> driver.remove(host, container.id()));
        }
    }

    @Test
    void thePreStopCommandRunsToItsEndBeforeTheStopSignal() {
        run(pod, List.of("sh", "-c", LISTENER));
        Ending ending = stop(pod, 20, List.of("sh", "-c", "sleep 1; echo flushed >/proc/1/fd/1"));
        assertThat(ending.lastLog()).isEqualTo("up\nflushed\nthe signal");
        assertThat(ending.exitCode()).contains(0);
    }

    @Test
    void aPreStopCommandThatTakesTooLongDoesNotKeepTheSignalBack() {
        run(pod, List.of("sh", "-c", LISTENER));
        Ending ending = stop(pod, 1, List.of("sleep", "600"));
        assertThat(ending.lastLog()).startsWith("up\nthe signal\n(the pre-stop command could not be run: ");
    }

    @Test
    void aPreStopCommandThatTheImageLacksIsTold() {
        run(pod, List.of("sh", "-c", LISTENER));
        Ending ending = stop(pod, 20, List.of("/no/such/program"));
        assertThat(ending.lastLog())
                .startsWith("up\nthe signal\n(the pre-stop command ")
                .contains("/no/such/program");
    }

    @Test
    void aCheckCommandThatTheImageLacksIsFoundOutAtOnce() {
        run(pod, List.of("sh", "-c", LISTENER));
        assertThat(missing("/no/such/check")).isTrue();
        assertThat(missing("no-such-check")).isTrue();
        assertThat(missing("/etc/hostname")).as("not executable").isTrue();
        assertThat(missing("sh", "-c", "exit 127")).as("a script's own word").isFalse();
        assertThat(missing("sh", "-c", "exit 0")).isFalse();
        assertThat(missing("sleep", "600")).as("not known in time").isFalse();
    }

    @Test
    void aHookThatHasRunIsNotRunAgain() {
        Action.RunHook hook = new Action.RunHook(host.id(), "ps-" + cluster + "-hook-9", 9, 3);
        HookRow row = HookRow.waiting(
                9, 4, 1, Moment.BEFORE, new Hook(List.of("sh", "-c", "echo ran; exit 3"), 60, OnFailure.ABORT));
        for (int time = 0; time < 2; time++) {
            effects.begin(hook, context(row));
            assertThat(workbench.efforts(Given.DEPLOYMENT).on(hook.name())).containsInstanceOf(Effort.Done.class);
            awaitEnd(hook.name());
        }
        effects.begin(new Action.Harvest(host.id(), hook.name()), context(row));
        assertThat(workbench.efforts(Given.DEPLOYMENT).on(hook.name()).orElseThrow())
                .isInstanceOfSatisfying(Effort.Harvested.class, harvested -> assertThat(harvested.ending())
                        .isEqualTo(new Ending(Optional.of(3), false, "ran")));
    }

    private void awaitEnd(String name) {
        for (int i = 0; i < 600; i++) {
            if (driver.inspect(host, name).orElseThrow().state() == ContainerState.EXITED) {
                return;
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError(name + " did not end");
    }

    private boolean missing(String... command) {
        Action.TryCheck effect = new Action.TryCheck(host.id(), pod, List.of(command));
        effects.begin(effect, context(null));
        return ((Effort.Tried) workbench.efforts(Given.DEPLOYMENT).on(pod).orElseThrow()).missing();
    }

    private Ending stop(String name, int grace, List<String> preStop) {
        effects.begin(new Action.Stop(host.id(), name, grace, preStop), context(null));
        return ((Effort.Harvested) workbench.efforts(Given.DEPLOYMENT).on(name).orElseThrow()).ending();
    }

    private void run(String name, List<String> command) {
        driver.start(host, driver.create(host, spec(name, command)));
        for (int i = 0; i < 600 && driver.lastLines(host, name, 5).isEmpty(); i++) {
            LockSupport.parkNanos(50_000_000);
        }
        assertThat(driver.lastLines(host, name, 5)).containsExactly("up");
    }

    private ContainerSpec spec(String name, List<String> command) {
        return new ContainerSpec(
                name,
                Map.of(Labels.CLUSTER, cluster),
                TrialEngine.demoImage(),
                command,
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new ContainerSpec.Limits(100, 0, 64L << 20, 64),
                List.of(),
                true,
                false);
    }

    private Effects.Context context(HookRow hook) {
        return new Effects.Context(
                Given.DEPLOYMENT,
                () -> true,
                new Creation.Recipe() {
                    @Override
                    public String image(Action.Make make) {
                        return TrialEngine.demoImage();
                    }

                    @Override
                    public String exact(Action.Make make, Supplier<String> question) {
                        return question.get();
                    }

                    @Override
                    public String pin(Action.Make make, String digest) {
                        return digest;
                    }

                    @Override
                    public ContainerSpec spec(Action.Make make, String image) {
                        return EffectsOnEngineTest.this.spec(
                                make.name(), hook.hook().command());
                    }
                },
                stop -> true,
                reference -> Optional.empty());
    }
}
