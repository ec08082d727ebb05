package io.podspace.bench;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import io.podspace.haproxy.LiveRotation;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** PodSpace: a deployment with a service and a route, driven with kubectl. */
final class PodSpaceSite implements Site {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Engine engine;
    private final BoxUnderTest box;
    private final Kubectl kubectl;
    private Application application;

    /** Applies it, with no copy yet, in a project that exists. */
    PodSpaceSite(Engine engine, BoxUnderTest box, Kubectl kubectl, Application application) throws Exception {
        this.engine = engine;
        this.box = box;
        this.kubectl = kubectl;
        apply(application.with(0));
        Await.until("the route is known", LIMIT, () -> {
            try (LiveRotation rotation = rotation()) {
                return rotation.addresses().isEmpty();
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    @Override
    public String name() {
        return "podspace";
    }

    @Override
    public URI front() {
        return box.router();
    }

    @Override
    public String host() {
        return application.host();
    }

    @Override
    public LiveRotation rotation() throws IOException {
        return box.rotation(engine, host());
    }

    Application application() {
        return application;
    }

    /** What {@link #fresh} brings from now on. */
    void use(Application next) {
        application = next;
    }

    void apply(Application wanted) throws Exception {
        application = wanted;
        kubectl.apply(wanted.manifest());
    }

    /** A field of the deployment, as a path of kubectl. */
    String ask(String path) throws Exception {
        return kubectl.ask("get", "deployment", application.name(), "-o", "jsonpath=" + path);
    }

    @Override
    public void rest() throws Exception {
        apply(application.with(0));
        Await.until("no pod is left", LIMIT, LOOK, () -> kubectl.ask(
                        "get", "pods", "-l", "app=" + application.name(), "-o", "name")
                .isEmpty());
    }

    @Override
    public void fresh(int copies) throws Exception {
        rest();
        apply(application.with(copies));
        try (LiveRotation rotation = rotation()) {
            Await.until(
                    copies + " pods serve", LIMIT, () -> rotation.addresses().size() == copies);
        }
    }

    @Override
    public Map<String, String> containers() {
        Map<String, String> containers = new HashMap<>();
        List<Container> pods = engine.client
                .listContainersCmd()
                .withLabelFilter(Map.of("io.podspace.cluster", box.cluster(), "io.podspace.kind", "pod"))
                .exec();
        for (Container pod : pods) {
            for (ContainerNetwork network :
                    pod.getNetworkSettings().getNetworks().values()) {
                containers.put(network.getIpAddress(), pod.getId());
            }
        }
        return containers;
    }

    @Override
    public void close() throws Exception {
        kubectl.ask("delete", "deployment", application.name());
    }
}
