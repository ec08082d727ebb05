package io.podspace.reconcile;

import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.PodTemplate.Port;
import io.podspace.deployment.PodTemplate.Pull;
import io.podspace.deployment.PodTemplate.Resources;
import io.podspace.deployment.Strategy;
import io.podspace.host.Capacity;
import io.podspace.host.HostState;
import io.podspace.host.HostView;
import io.podspace.host.Labels;
import io.podspace.host.Names;
import io.podspace.host.NetworkSpec;
import io.podspace.reconcile.DeploymentStatus.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that tests of the loop begin with. */
final class Given {
    static final String CLUSTER = "c";
    static final String IMAGE = "app:1";
    static final long DEPLOYMENT = 7;
    static final long PROJECT = 3;
    static final DeploymentStatus NEW = new DeploymentStatus(State.PENDING, "");

    /** The default, but a new pod is available as soon as it serves. */
    static final Strategy AT_ONCE = Strategy.DEFAULT.with(0, 600, 0);

    private Given() {}

    static PodTemplate template(String image, Integer... ports) {
        return new PodTemplate(
                image,
                Pull.IF_NOT_PRESENT,
                List.of(),
                List.of(),
                Map.of(),
                List.of(ports).stream().map(port -> new Port("p" + port, port)).toList(),
                Resources.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                10);
    }

    static Wanted wanted(int replicas) {
        return wanted(replicas, 1, template(IMAGE), false);
    }

    static Wanted wanted(int replicas, int revision, PodTemplate template, boolean deleting) {
        return new Wanted(
                DEPLOYMENT,
                "uid",
                "web",
                PROJECT,
                "shop",
                revision,
                revision,
                template,
                replicas,
                deleting,
                false,
                AT_ONCE,
                Map.of(),
                Optional.empty(),
                List.of(),
                1,
                0,
                NEW);
    }

    static Wanted paused(Wanted now, boolean paused) {
        return new Wanted(
                now.deployment(),
                now.uid(),
                now.name(),
                now.project(),
                now.projectName(),
                now.revision(),
                now.revisionNumber(),
                now.template(),
                now.replicas(),
                now.deleting(),
                paused,
                now.strategy(),
                now.others(),
                now.rollout(),
                now.hooks(),
                now.generation(),
                now.observedGeneration(),
                now.status());
    }

    /** A new wish with what has become of the one before. */
    static Wanted carried(Wanted before, Wanted next) {
        return next.with(before.rollout())
                .with(before.hooks())
                .told(before.status(), before.generation(), before.observedGeneration());
    }

    /** As a rollout to that revision begins with. */
    static List<HookRow> hooks(Strategy strategy, int revision) {
        return strategy.hooks().byMoment().entrySet().stream()
                .map(hook -> HookRow.waiting(
                        10L * revision + hook.getKey().ordinal(), revision, revision, hook.getKey(), hook.getValue()))
                .toList();
    }

    /** The network of the project. */
    static NetworkSpec network() {
        return new NetworkSpec(
                Names.network(CLUSTER, PROJECT),
                "bridge",
                "10.99.0.0/22",
                "10.99.0.0/23",
                true,
                Map.of(Labels.CLUSTER, CLUSTER));
    }

    /** A host whose engine is known by its id. */
    static HostView known(long id, String engine) {
        HostView host = host(id, 20);
        return new HostView(
                host.id(),
                host.uid(),
                host.name(),
                host.endpoint(),
                host.address(),
                host.tls(),
                host.state(),
                host.edge(),
                host.capacity(),
                host.engine(),
                Optional.of(engine),
                host.otherEngine(),
                host.message(),
                host.lastSeenAt(),
                host.silentSince(),
                host.fullSince());
    }

    /** With room for so many pods of the default request. */
    static HostView host(long id, int pods) {
        return host(id, pods, HostState.READY);
    }

    static HostView host(long id, int pods, HostState state) {
        return new HostView(
                id,
                "host-uid-" + id,
                "h" + id,
                "unix:///nowhere/" + id,
                "127.0.0.1",
                "",
                state,
                true,
                new Capacity(1_000_000, pods * Resources.DEFAULT.memoryRequestBytes(), 250),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
