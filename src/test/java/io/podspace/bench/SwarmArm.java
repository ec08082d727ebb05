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
import com.github.dockerjava.api.model.TaskSpec;
import java.time.Duration;
import java.util.List;

/**
 * Docker Swarm on the same engine: an overlay network with DNS round robin, since its virtual addresses need IPVS, which
 * not every kernel has. The engine joins a swarm of its own for the run and leaves it at the end.
 */
final class SwarmArm implements Arm {
    private static final String SERVICE = "podspace-bench-swarm";

    private final Engine engine;
    private final ServiceSpec spec;
    private final Swarm swarm;

    SwarmArm(Engine engine, String image) {
        this.engine = engine;
        spec = new ServiceSpec()
                .withName(SERVICE)
                .withTaskTemplate(new TaskSpec()
                        .withContainerSpec(new ContainerSpec().withImage(image))
                        .withResources(
                                new ResourceRequirements().withLimits(new ResourceSpecs().withMemoryBytes(512L << 20))))
                .withNetworks(List.of(new NetworkAttachmentConfig().withTarget(SERVICE)))
                .withEndpointSpec(new EndpointSpec().withMode(EndpointResolutionMode.DNSRR))
                .withMode(replicas(1));
        swarm = new Swarm(engine, SERVICE, spec);
    }

    @Override
    public String name() {
        return "swarm";
    }

    @Override
    public void settle() throws Exception {
        update(1);
        swarm.awaitRunning(1);
    }

    @Override
    public double scaleTo(int pods) throws Exception {
        try (StartWatch watch = new StartWatch(engine, swarm.labels)) {
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
        swarm.update(spec.withMode(replicas(replicas)));
    }

    private static ServiceModeConfig replicas(int count) {
        return new ServiceModeConfig().withReplicated(new ServiceReplicatedModeOptions().withReplicas(count));
    }

    @Override
    public void close() throws Exception {
        swarm.close();
    }
}
