package io.podspace.bench;

import com.github.dockerjava.api.model.ContainerSpec;
import com.github.dockerjava.api.model.EndpointResolutionMode;
import com.github.dockerjava.api.model.EndpointSpec;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.NetworkAttachmentConfig;
import com.github.dockerjava.api.model.ResourceRequirements;
import com.github.dockerjava.api.model.ResourceSpecs;
import com.github.dockerjava.api.model.ServiceModeConfig;
import com.github.dockerjava.api.model.ServiceReplicatedModeOptions;
import com.github.dockerjava.api.model.ServiceSpec;
import com.github.dockerjava.api.model.TaskSpec;
import com.github.dockerjava.api.model.UpdateConfig;
import com.github.dockerjava.api.model.UpdateFailureAction;
import com.github.dockerjava.api.model.UpdateOrder;
import io.podspace.haproxy.LiveRotation;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Docker Swarm as a careful user sets it up: the image's check as a health command, and in front of it the HAProxy that
 * PodSpace uses, which finds the tasks by DNS and checks them in the same rhythm.
 */
final class SwarmSite implements Site {
    private static final String NAME = "podspace-bench-site";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long SECOND = 1_000_000_000L;

    private final Engine engine;
    private final String image;
    private final int graceSeconds;
    private final Swarm swarm;
    private final SwarmFront front;
    private UpdateOrder order = UpdateOrder.START_FIRST;
    private Map<String, String> environment = Map.of();
    private int copies;
    private boolean closed;

    SwarmSite(Engine engine, BoxUnderTest box, int graceSeconds) {
        this.engine = engine;
        this.image = box.image("demo:1");
        this.graceSeconds = graceSeconds;
        swarm = new Swarm(engine, NAME, spec());
        front = new SwarmFront(engine, box.image("haproxy:2.6"), NAME);
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeLate));
    }

    private ServiceSpec spec() {
        HealthCheck check = new HealthCheck()
                .withTest(List.of("CMD-SHELL", "timeout 1 wget -qO /dev/null http://127.0.0.1:8080/health"))
                .withInterval(SECOND)
                .withTimeout(SECOND)
                .withRetries(3);
        ContainerSpec container = new ContainerSpec()
                .withImage(image)
                .withHealthCheck(check)
                .withStopGracePeriod(graceSeconds * SECOND)
                .withEnv(environment.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());
        return new ServiceSpec()
                .withName(NAME)
                .withTaskTemplate(new TaskSpec()
                        .withContainerSpec(container)
                        .withResources(
                                new ResourceRequirements().withLimits(new ResourceSpecs().withMemoryBytes(64L << 20))))
                .withNetworks(List.of(new NetworkAttachmentConfig().withTarget(NAME)))
                .withEndpointSpec(new EndpointSpec().withMode(EndpointResolutionMode.DNSRR))
                .withUpdateConfig(new UpdateConfig()
                        .withParallelism(1)
                        .withOrder(order)
                        .withMonitor(5 * SECOND)
                        .withFailureAction(UpdateFailureAction.ROLLBACK))
                .withMode(new ServiceModeConfig()
                        .withReplicated(new ServiceReplicatedModeOptions().withReplicas(copies)));
    }

    /** What {@link #fresh} brings from now on. */
    void use(UpdateOrder how, Map<String, String> variables) {
        order = how;
        environment = variables;
    }

    void update(UpdateOrder how, Map<String, String> variables) {
        use(how, variables);
        swarm.update(spec());
    }

    String updateState() {
        return swarm.updateState();
    }

    @Override
    public String name() {
        return "swarm";
    }

    @Override
    public URI front() {
        return front.url();
    }

    @Override
    public String host() {
        return NAME;
    }

    @Override
    public LiveRotation rotation() throws IOException {
        return front.rotation();
    }

    @Override
    public void rest() throws Exception {
        copies = 0;
        swarm.update(spec());
        try (LiveRotation rotation = rotation()) {
            // it keeps containers of tasks that failed, as a history, and HAProxy addresses for a moment
            Await.until(
                    "no task runs or serves",
                    LIMIT,
                    () -> rotation.addresses().isEmpty() // asked each time: HAProxy closes what is quiet
                            && engine.running(swarm.labels) == 0);
        }
    }

    @Override
    public void fresh(int wanted) throws Exception {
        rest();
        try (LiveRotation rotation = rotation()) {
            copies = wanted;
            swarm.update(spec());
            Await.until(
                    wanted + " tasks serve",
                    LIMIT,
                    () -> rotation.addresses().size() == wanted
                            && rotation.addresses().containsAll(containers().keySet())
                            && containers().size() == wanted);
        }
    }

    @Override
    public Map<String, String> containers() {
        Map<String, String> containers = new HashMap<>();
        engine.client.listContainersCmd().withLabelFilter(swarm.labels).exec().forEach(task -> {
            var network = task.getNetworkSettings().getNetworks().get(NAME);
            if (network != null) {
                containers.put(network.getIpAddress(), task.getId());
            }
        });
        return containers;
    }

    /** An engine that stays in a swarm could not be measured again. */
    private void closeLate() {
        try {
            close();
        } catch (Exception e) {
            System.err.println("The swarm could not be left: " + e);
        }
    }

    @Override
    public synchronized void close() throws Exception {
        if (!closed) {
            closed = true;
            front.close();
            swarm.close();
        }
    }
}
