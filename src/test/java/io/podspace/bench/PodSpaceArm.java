package io.podspace.bench;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** PodSpace: from the request of a number of pods up to the answer of every pod through the router. */
final class PodSpaceArm implements Arm {
    static final int ROUTE_RATE = 200;
    static final int SAMPLE_MILLIS = 50;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Engine engine;
    private final BoxUnderTest box;
    private final ScaledApplication application;
    private final Hand hand;

    /** Seconds from the request until every pod had answered through the router, by round. */
    final List<Double> answered = new ArrayList<>();
    /** Seconds from the engine's start of a pod until its first answer, over all pods and rounds. */
    final List<Double> startToAnswer = new ArrayList<>();
    /** Seconds from when a pod's application listened until it was in rotation, over all pods and rounds. */
    final List<Double> intoRotation = new ArrayList<>();
    /** As that, until its first answer. */
    final List<Double> listeningToAnswer = new ArrayList<>();

    int requests;
    final List<String> failures = new ArrayList<>();

    PodSpaceArm(Engine engine, BoxUnderTest box, ScaledApplication application, Hand hand) {
        this.engine = engine;
        this.box = box;
        this.application = application;
        this.hand = hand;
    }

    @Override
    public String name() {
        return hand.arm();
    }

    @Override
    public void settle() throws Exception {
        hand.ready();
        hand.scale(1);
        Await.until(
                "PodSpace runs one pod",
                LIMIT,
                () -> engine.existing(application.labels) == 1 && engine.running(application.labels) == 1);
    }

    @Override
    public double scaleTo(int pods) throws Exception {
        try (RouteLoad load = load();
                RotationWatch rotation = new RotationWatch(box.rotation(engine, application.host), SAMPLE_MILLIS);
                StartWatch watch = new StartWatch(engine, application.labels)) {
            Await.until("the first pod answers", LIMIT, () -> !load.firstAnswers.isEmpty());
            long began = Arm.wallNanos();
            hand.scale(pods);
            watch.await(pods - 1, LIMIT);
            Await.until("every pod answers", LIMIT, () -> load.firstAnswers.size() >= pods);
            long last = load.firstAnswers.values().stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElseThrow();
            answered.add((last - began) / 1e9);
            Map<String, Pod> seen = pods();
            watch.starts.forEach((id, started) -> {
                Pod pod = seen.getOrDefault(id, Pod.UNKNOWN);
                Long first = load.firstAnswers.get(pod.name());
                if (first != null) {
                    long listening = load.listening.get(pod.name());
                    startToAnswer.add((first - started) / 1e9);
                    listeningToAnswer.add((first - listening) / 1e9);
                    long inRotation = rotation.first(began, addresses -> addresses.contains(pod.address()))
                            .orElseThrow();
                    intoRotation.add((inRotation - listening) / 1e9);
                }
            });
            count(load);
            return (watch.lastNanos() - began) / 1e9;
        }
    }

    @Override
    public double scaleBack() throws Exception {
        long began = Arm.wallNanos();
        try (RouteLoad load = load()) {
            hand.scale(1);
            Await.until("PodSpace is back at one pod", LIMIT, () -> engine.existing(application.labels) == 1);
            count(load);
        }
        return (Arm.wallNanos() - began) / 1e9;
    }

    /** Requests to the route, at the rate that every arm has beside it: the machine is the same for all. */
    RouteLoad load() {
        return new RouteLoad(box.router(), application.host, "/name", ROUTE_RATE);
    }

    /** What each proxy of the cluster says of its structure: it differs after a reload, and only then. */
    Map<String, String> layouts(String cluster) throws Exception {
        Map<String, String> layouts = new HashMap<>();
        for (String kind : List.of("router", "balancer")) {
            for (var proxy : engine.client
                    .listContainersCmd()
                    .withLabelFilter(Map.of("io.podspace.cluster", cluster, "io.podspace.kind", kind))
                    .exec()) {
                layouts.put(proxy.getId(), read(proxy.getId(), "/etc/haproxy/layout.map"));
            }
        }
        return layouts;
    }

    private String read(String container, String file) throws InterruptedException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        String exec = engine.client
                .execCreateCmd(container)
                .withCmd("cat", file)
                .withAttachStdout(true)
                .exec()
                .getId();
        engine.client
                .execStartCmd(exec)
                .exec(new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                        text.writeBytes(frame.getPayload());
                    }
                })
                .awaitCompletion();
        return text.toString(StandardCharsets.UTF_8);
    }

    /** @param name that it answers with */
    private record Pod(String name, String address) {
        static final Pod UNKNOWN = new Pod("", "");
    }

    /** By the ids of their containers. */
    private Map<String, Pod> pods() {
        Map<String, Pod> found = new HashMap<>();
        engine.client
                .listContainersCmd()
                .withLabelFilter(application.labels)
                .exec()
                .forEach(container -> {
                    for (String variable : engine.client
                            .inspectContainerCmd(container.getId())
                            .exec()
                            .getConfig()
                            .getEnv()) {
                        if (variable.startsWith("PODSPACE_POD=")) {
                            found.put(
                                    container.getId(),
                                    new Pod(variable.substring("PODSPACE_POD=".length()), address(container)));
                        }
                    }
                });
        return found;
    }

    private static String address(Container container) {
        return container
                .getNetworkSettings()
                .getNetworks()
                .values()
                .iterator()
                .next()
                .getIpAddress();
    }

    private synchronized void count(RouteLoad load) throws InterruptedException {
        load.close();
        requests += load.requests.get();
        failures.addAll(load.failures);
    }

    @Override
    public void close() {
        // the application is not its own
    }
}
