package io.podspace.bench;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The limit: create and start over the engine's socket, a fixed number at a time, with the same limits as a pod. */
final class RawArm implements Arm {
    private static final Map<String, String> LABELS = Map.of("io.podspace.bench", "raw");
    private static final String NETWORK = "podspace-bench-raw";

    private final Engine engine;
    private final String image;
    private final List<String> created = new ArrayList<>();
    private int parallel;

    RawArm(Engine engine, String image, int parallel) {
        this.engine = engine;
        this.image = image;
        this.parallel = parallel;
        clear();
        engine.client
                .createNetworkCmd()
                .withName(NETWORK)
                .withDriver("bridge")
                .withLabels(LABELS)
                .exec();
    }

    void parallel(int count) {
        parallel = count;
    }

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public void settle() {
        removeAll();
        createAndStart();
    }

    @Override
    public double scaleTo(int pods) throws Exception {
        long began = Arm.wallNanos();
        try (StartWatch watch = new StartWatch(engine, LABELS);
                ExecutorService pool = Executors.newFixedThreadPool(parallel)) {
            List<Future<?>> starts = new ArrayList<>();
            for (int i = 1; i < pods; i++) {
                starts.add(pool.submit(this::createAndStart));
            }
            for (Future<?> start : starts) {
                start.get();
            }
            watch.await(pods - 1, Duration.ofSeconds(10));
            return (watch.lastNanos() - began) / 1e9;
        }
    }

    @Override
    public double scaleBack() throws Exception {
        long began = Arm.wallNanos();
        List<String> surplus = created.subList(1, created.size());
        try (ExecutorService pool = Executors.newFixedThreadPool(parallel)) {
            surplus.forEach(id -> pool.submit(() -> remove(id)));
        }
        surplus.clear();
        return (Arm.wallNanos() - began) / 1e9;
    }

    private void createAndStart() {
        String id = engine.client
                .createContainerCmd(image)
                .withLabels(LABELS)
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode(NETWORK)
                        .withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges"))
                        .withMemory(512L << 20)
                        .withMemorySwap(512L << 20)
                        .withCpuShares(102)
                        .withPidsLimit(512L)
                        .withLogConfig(new LogConfig(
                                LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "2"))))
                .exec()
                .getId();
        synchronized (created) {
            created.add(id);
        }
        engine.client.startContainerCmd(id).exec();
    }

    private void remove(String id) {
        engine.client.removeContainerCmd(id).withForce(true).exec();
    }

    private void removeAll() {
        engine.client
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(LABELS)
                .exec()
                .forEach(c -> remove(c.getId()));
        created.clear();
    }

    private void clear() {
        removeAll();
        Optional<?> old = engine.client.listNetworksCmd().withNameFilter(NETWORK).exec().stream()
                .findAny();
        if (old.isPresent()) {
            engine.client.removeNetworkCmd(NETWORK).exec();
        }
    }

    @Override
    public void close() {
        clear();
    }
}
