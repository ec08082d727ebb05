package io.podspace.docker;

import com.github.dockerjava.api.DockerClient;
import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerDriverContract;
import io.podspace.host.ContainerSpec;
import io.podspace.host.HostRef;
import io.podspace.host.Observation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** The contract on a real engine. */
@Tag("engine")
class DockerContainerDriverTest extends ContainerDriverContract {
    private final String cluster = TrialEngine.cluster();
    private final String second = Integer.toString(ThreadLocalRandom.current().nextInt(100, 200));
    private final HostRef host = TrialEngine.host();
    private final HostRef silent = new HostRef(2, "silent", URI.create("unix:///nonexistent.sock"), "127.0.0.1");
    private final Engines engines = new Engines(Path.of(""));
    private final DockerContainerDriver driver =
            new DockerContainerDriver(cluster, Path.of("/nonexistent"), Clock.systemUTC());
    private String intruder;

    @AfterEach
    void clean() {
        if (driver.observe(host) instanceof Observation.Seen seen) {
            seen.containers().forEach(container -> driver.remove(host, container.id()));
        }
        driver.networks(host).forEach(network -> driver.removeNetwork(host, network));
        if (intruder != null) {
            client(client -> client.removeContainerCmd(intruder).withForce(true).exec());
        }
        driver.close();
        engines.close();
    }

    @Override
    protected ContainerDriver driver() {
        return driver;
    }

    @Override
    protected HostRef host() {
        return host;
    }

    @Override
    protected HostRef silentHost() {
        return silent;
    }

    @Override
    protected String cluster() {
        return cluster;
    }

    @Override
    protected String image() {
        return TrialEngine.demoImage();
    }

    @Override
    protected ContainerSpec ending(String name) {
        ContainerSpec spec = spec(name);
        return new ContainerSpec(
                spec.name(),
                spec.labels(),
                spec.image(),
                List.of("sh", "-c"),
                List.of("echo first; echo last words; exit 3"),
                spec.environment(),
                spec.workingDirectory(),
                spec.user(),
                spec.networks(),
                spec.limits(),
                List.of(),
                false,
                false);
    }

    @Override
    protected void intrude(String name) {
        intruder = name;
        client(client -> client.createContainerCmd(image()).withName(name).exec());
    }

    @Override
    protected String addresses() {
        return second;
    }

    private void client(java.util.function.Consumer<DockerClient> call) {
        engines.of(host).ask(host, client -> {
            call.accept(client);
            return null;
        });
    }
}
