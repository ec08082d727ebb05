package io.podspace.bench;

import com.github.dockerjava.api.model.ContainerSpec;
import com.github.dockerjava.api.model.EndpointResolutionMode;
import com.github.dockerjava.api.model.EndpointSpec;
import com.github.dockerjava.api.model.NetworkAttachmentConfig;
import com.github.dockerjava.api.model.ResourceRequirements;
import com.github.dockerjava.api.model.ResourceSpecs;
import com.github.dockerjava.api.model.ServiceModeConfig;
import com.github.dockerjava.api.model.ServiceReplicatedModeOptions;
import com.github.dockerjava.api.model.ServiceSpec;
import com.github.dockerjava.api.model.SwarmSpec;
import com.github.dockerjava.api.model.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Docker Swarm on the same engine: an overlay network with DNS round robin, since its virtual addresses need IPVS, which
 * not every kernel has. The engine joins a swarm of its own for the run and leaves it at the end.
 */
final class SwarmArm implements Arm {
    private static final String SERVICE = "podspace-bench-swarm";
    private static final Map<String, String> LABELS = Map.of("com.docker.swarm.service.name", SERVICE);

    private final Engine engine;
    private final ServiceSpec spec;
    private final String id;

    SwarmArm(Engine engine, String image) throws Exception {
        this.engine = engine;
        engine.client
                .initializeSwarmCmd(new SwarmSpec())
                .withListenAddr("127.0.0.1")
                .withAdvertiseAddr("127.0.0.1")
                .exec();
        engine.client.createNetworkCmd().withName(SERVICE).withDriver("overlay").exec();
        spec = new ServiceSpec()
                .withName(SERVICE)
                .withTaskTemplate(new TaskSpec()
                        .withContainerSpec(new ContainerSpec().withImage(image))
                        .withResources(
                                new ResourceRequirements().withLimits(new ResourceSpecs().withMemoryBytes(512L << 20))))
                .withNetworks(List.of(new NetworkAttachmentConfig().withTarget(SERVICE)))
                .withEndpointSpec(new EndpointSpec().withMode(EndpointResolutionMode.DNSRR))
                .withMode(replicas(1));
        id = engine.client.createServiceCmd(spec).exec().getId();
    }

    @Override
    public String name() {
        return "swarm";
    }

    @Override
    public void settle() throws Exception {
        update(1);
        Await.until("swarm runs one task", Duration.ofSeconds(60), () -> engine.existing(LABELS) == 1);
        Await.until("swarm's task runs", Duration.ofSeconds(60), () -> engine.running(LABELS) == 1);
    }

    @Override
    public double scaleTo(int pods) throws Exception {
        try (StartWatch watch = new StartWatch(engine, LABELS)) {
            long began = Arm.wallNanos();
            update(pods);
            watch.await(pods - 1, Duration.ofMinutes(2));
            return (watch.lastNanos() - began) / 1e9;
        }
    }

    @Override
    public double scaleBack() throws Exception {
        long began = Arm.wallNanos();
        settle();
        return (Arm.wallNanos() - began) / 1e9;
    }

    private void update(int replicas) {
        var current = engine.client.inspectServiceCmd(id).exec();
        engine.client
                .updateServiceCmd(id, spec.withMode(replicas(replicas)))
                .withVersion(current.getVersion().getIndex())
                .exec();
    }

    private static ServiceModeConfig replicas(int count) {
        return new ServiceModeConfig().withReplicated(new ServiceReplicatedModeOptions().withReplicas(count));
    }

    @Override
    public void close() throws Exception {
        engine.client.removeServiceCmd(id).exec();
        Await.until("swarm's tasks are gone", Duration.ofSeconds(60), () -> engine.existing(LABELS) == 0);
        engine.client.leaveSwarmCmd().withForceEnabled(true).exec();
    }
}
