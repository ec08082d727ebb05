package io.podspace.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerProcess;
import io.podspace.host.ContainerProcessContract;
import io.podspace.host.ContainerSpec;
import io.podspace.host.EngineKeys;
import io.podspace.host.HostRef;
import io.podspace.host.Observation;
import io.podspace.host.ProcessWish;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.simulation.Await;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract on a real engine. */
@Tag("engine")
class DockerContainerDriverTest extends ContainerProcessContract {
    private final String cluster = TrialEngine.cluster();
    private final String second = Integer.toString(ThreadLocalRandom.current().nextInt(100, 200));
    private final HostRef host = TrialEngine.host();
    private final HostRef silent = new HostRef(2, "silent", URI.create("unix:///nonexistent.sock"), "127.0.0.1");
    private final Engines engines = new Engines(new EngineCertificates(Path.of(""), EngineKeys.NONE));
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

    /** Docker itself would let it go on; what nobody asked to end must not end. */
    @Test
    void aCommandWhoseClientIsGoneIsEndedAndNoOther() throws Exception {
        String id = driver.create(host, spec("pod"));
        driver.start(host, id);
        ContainerProcess kept = driver.run(host, id, new ProcessWish(List.of("sleep", "1001"), false, false));
        ContainerProcess left = driver.run(
                host, id, new ProcessWish(List.of("sh", "-c", "trap '' HUP; sleep 1002; sleep 1003"), false, true));
        CompletableFuture<OptionalInt> keptEnd = copying(kept, new ByteArrayOutputStream());
        CompletableFuture<OptionalInt> leftEnd = copying(left, new ByteArrayOutputStream());
        Await.until(
                "both run",
                () -> processes(id).contains("1001") && processes(id).contains("1002"));
        left.close();
        assertThat(leftEnd.get(20, TimeUnit.SECONDS)).isEmpty();
        assertThat(processes(id)).contains("1001").doesNotContain("1002", "1003");
        assertThat(keptEnd).isNotDone();
        kept.close();
        Await.until("none runs", () -> !processes(id).contains("1001"));
    }

    /** As after a death in the middle: an engine that makes it still has given the name away, and cannot show it yet. */
    @Test
    void whoAsksForTheSameContainerAtTheSameTimeGetsItOrTriesAgain() throws Exception {
        List<Callable<Object>> askers = IntStream.range(0, 8)
                .mapToObj(i -> (Callable<Object>) () -> {
                    try {
                        return driver.create(host, spec("pod"));
                    } catch (PodSpaceException e) {
                        return e.code();
                    }
                })
                .toList();
        Set<Object> answers = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(askers).forEach(each -> answers.add(each.resultNow()));
        }
        answers.remove(ErrorCode.NOT_FOUND);
        assertThat(answers).containsExactly(driver.create(host, spec("pod")));
    }

    private String processes(String id) {
        return driver.exec(
                        host, id, List.of("sh", "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null"), Duration.ofSeconds(10))
                .output();
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

    private void client(Consumer<DockerClient> call) {
        engines.of(host).ask(host, client -> {
            call.accept(client);
            return null;
        });
    }
}
