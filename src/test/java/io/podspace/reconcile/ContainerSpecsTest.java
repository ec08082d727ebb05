package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.deployment.Hook;
import io.podspace.deployment.Hook.Moment;
import io.podspace.deployment.Hook.OnFailure;
import io.podspace.host.ContainerSpec;
import io.podspace.host.Labels;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A hook may ask the engine for nothing that a pod of its revision may not: only what it is called and runs is its own. */
class ContainerSpecsTest {
    private static final Map<String, String> USERS = Map.of("PODSPACE_POD", "forged", "GREETING", "hello");

    private final Wanted wanted = Given.wanted(1, 2, Given.template(Given.IMAGE, 8080), false);

    @Test
    void aHookIsAPodButForItsNameLabelsAndCommand() {
        ContainerSpec pod = ContainerSpecs.of(Given.CLUSTER, wanted, pod(), "app@sha256:1", USERS, 5);
        Hook migrate = new Hook(List.of("/bin/migrate", "--all"), 60, OnFailure.ABORT);
        ContainerSpec hook = ContainerSpecs.of(
                Given.CLUSTER, wanted, HookRow.waiting(9, 4, 2, Moment.BEFORE, migrate), "app@sha256:1", USERS, 5);

        assertThat(hook.name()).isEqualTo("ps-c-hook-9");
        assertThat(hook.labels())
                .containsEntry(Labels.KIND, "hook")
                .containsEntry(Labels.HOOK, "9")
                .containsEntry(Labels.REVISION, "2")
                .containsEntry(Labels.EPOCH, "5")
                .doesNotContainKey(Labels.POD);
        assertThat(hook.command()).isEqualTo(migrate.command());
        assertThat(hook.environment()).isEqualTo(with(pod.environment(), "PODSPACE_POD", "forged"));
        assertThat(new ContainerSpec(
                        pod.name(),
                        pod.labels(),
                        hook.image(),
                        pod.command(),
                        hook.arguments(),
                        pod.environment(),
                        hook.workingDirectory(),
                        hook.user(),
                        hook.networks(),
                        hook.limits(),
                        hook.publish(),
                        hook.forwarding(),
                        hook.restart(),
                        hook.health(),
                        hook.beside()))
                .isEqualTo(pod);
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(name, value);
        all.put("PODSPACE_HOOK", "before");
        return all;
    }

    private PodRow pod() {
        return new PodRow(
                11,
                "uid-11",
                0,
                1,
                2,
                wanted.request(2),
                Optional.of(1L),
                PodPhase.STARTING,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Ending.NONE,
                PodRow.Times.since(Instant.EPOCH),
                Display.of(PodStatus.STARTING));
    }
}
