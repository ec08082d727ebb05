package io.podspace.simulation;

import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerFile;
import io.podspace.host.ContainerSpec;
import io.podspace.host.EngineFacts;
import io.podspace.host.ExecResult;
import io.podspace.host.HostEvent;
import io.podspace.host.HostRef;
import io.podspace.host.ImageFacts;
import io.podspace.host.Labels;
import io.podspace.host.NetworkAttachment;
import io.podspace.host.NetworkSpec;
import io.podspace.host.Observation;
import io.podspace.host.ObservedContainer;
import io.podspace.host.PullProgress;
import io.podspace.host.RegistryLogin;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.simulation.Effect.Operation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A driver of simulated engines; a host appears with its first use. Processes end by their image's script when the clock
 * has passed that time and anybody looks. Thread-safe; events are delivered on the calling thread, after the effect.
 *
 * <p>Tests script it: {@link #publish} an image, {@link #cutOff} a host, {@link #crashBefore} an effect, {@link #refuse}
 * an operation; and read {@link #effects} and {@link #everything}.
 */
public final class SimulatedContainerDriver implements ContainerDriver {
    private record Follower(long host, Consumer<HostEvent> onEvent) {}

    private record Delivery(long host, HostEvent event) {}

    private final Clock clock;
    private final String cluster;
    private final Object lock = new Object();
    private final Map<Long, SimulatedEngine> engines = new HashMap<>();
    private final Map<String, SimulatedImage> registry = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Delivery> undelivered = new ArrayList<>();
    private final Disturbances disturbances = new Disturbances();

    public SimulatedContainerDriver(Clock clock, String cluster) {
        this.clock = clock;
        this.cluster = cluster;
    }

    // ---- the script

    /** Puts an image into the registry, from where hosts pull it. */
    public void publish(String reference, SimulatedImage image) {
        registry.put(tagged(reference), image);
    }

    /** Puts an image onto a host, as if pulled. */
    public void load(long host, String reference, SimulatedImage image) {
        synchronized (lock) {
            engine(host).images.put(tagged(reference), image);
        }
    }

    /** Somebody else makes a container on the host. */
    public void intrude(long host, String name) {
        synchronized (lock) {
            engine(host).intrude(name);
        }
    }

    /** Lets slow pulls of that image, begun or to come, end. */
    public void finishPull(String reference) {
        gate(reference).countDown();
    }

    /** The host does not answer from now on; its containers go on. */
    public void cutOff(long host) {
        synchronized (lock) {
            engine(host).unreachableSince = Optional.of(clock.instant());
        }
    }

    /** The host answers again; followers get a resync. */
    public void reconnect(long host) {
        synchronized (lock) {
            engine(host).unreachableSince = Optional.empty();
            undelivered.add(new Delivery(host, HostEvent.resync()));
        }
        deliver();
    }

    /** The main process of a container ends now, by itself. */
    public void exit(long host, String container, int code) {
        synchronized (lock) {
            engine(host).end(engine(host).require(container), code, false, clock.instant());
        }
        deliver();
    }

    /** The process dies instead of making the nth effect from now, 1-based. */
    public void crashBefore(int nth) {
        synchronized (lock) {
            disturbances.crashBefore(nth);
        }
    }

    /** The process dies when the nth effect from now is made, before it learns of it. */
    public void crashAfter(int nth) {
        synchronized (lock) {
            disturbances.crashAfter(nth);
        }
    }

    /** A new process: calls work again, no further crash is planned. */
    public void revive() {
        synchronized (lock) {
            disturbances.revive();
        }
    }

    /** The next calls of that operation fail with this error, without effect. */
    public void refuse(Operation operation, PodSpaceException error, int times) {
        synchronized (lock) {
            disturbances.refuse(operation, error, times);
        }
    }

    /** All effects so far, oldest first, those that failed included. */
    public List<Effect> effects() {
        synchronized (lock) {
            return List.copyOf(effects);
        }
    }

    /** All our containers on a host, even when it is cut off: what a test knows and the control plane may not. */
    public List<ObservedContainer> everything(long host) {
        synchronized (lock) {
            return settled(host).ours();
        }
    }

    /** Signals a container got, stop signals included, oldest first. */
    public List<String> signals(long host, String container) {
        synchronized (lock) {
            return List.copyOf(engine(host).require(container).signals);
        }
    }

    /** Files written into a container, by path. */
    public Map<String, byte[]> files(long host, String container) {
        synchronized (lock) {
            return Map.copyOf(engine(host).require(container).files);
        }
    }

    // ---- the driver

    @Override
    public Observation observe(HostRef host) {
        synchronized (lock) {
            disturbances.alive();
            SimulatedEngine engine = settled(host.id());
            return engine.unreachableSince
                    .<Observation>map(since -> new Observation.Unreachable(since, "The engine does not answer."))
                    .orElseGet(() -> new Observation.Seen(engine.ours(), clock.instant()));
        }
    }

    @Override
    public AutoCloseable follow(HostRef host, Consumer<HostEvent> onEvent) {
        Follower follower = new Follower(host.id(), onEvent);
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    @Override
    public EngineFacts facts(HostRef host) {
        return read(host, engine -> new EngineFacts("simulated", "1.41", 4, 8L << 30));
    }

    @Override
    public void ensureNetwork(HostRef host, NetworkSpec network) {
        requireOurs(network.labels());
        effect(host, Operation.ENSURE_NETWORK, network.name(), engine -> {
            engine.ensureNetwork(network);
            return null;
        });
    }

    @Override
    public void removeNetwork(HostRef host, String network) {
        effect(host, Operation.REMOVE_NETWORK, network, engine -> {
            engine.removeNetwork(network);
            return null;
        });
    }

    @Override
    public List<String> networks(HostRef host) {
        return read(host, SimulatedEngine::ourNetworks);
    }

    @Override
    public Optional<ImageFacts> image(HostRef host, String reference) {
        return read(host, engine -> Optional.ofNullable(engine.images.get(tagged(reference)))
                .map(SimulatedImage::facts));
    }

    @Override
    public ImageFacts pull(
            HostRef host, String reference, Optional<RegistryLogin> login, Consumer<PullProgress> progress) {
        SimulatedImage image = registry.get(tagged(reference));
        read(host, engine -> null);
        if (image != null && image.gated()) {
            progress.accept(new PullProgress("Downloading", 1, 10));
            await(reference);
        }
        return effect(host, Operation.PULL, reference, engine -> {
            if (image == null) {
                throw new PodSpaceException(ErrorCode.IMAGE, "manifest unknown: " + reference);
            }
            image.pullFailure().ifPresent(failure -> {
                throw failure;
            });
            progress.accept(new PullProgress("Pull complete", 10, 10));
            engine.images.put(tagged(reference), image);
            return image.facts();
        });
    }

    @Override
    public void checkLogin(HostRef host, RegistryLogin login) {
        read(host, engine -> null);
        if (!login.secret().equals("right")) {
            throw new PodSpaceException(ErrorCode.IMAGE_DENIED, "unauthorized: " + login.registry());
        }
    }

    @Override
    public String create(HostRef host, ContainerSpec spec) {
        requireOurs(spec.labels());
        return effect(host, Operation.CREATE, spec.name(), engine -> engine.create(spec).id);
    }

    @Override
    public void start(HostRef host, String container) {
        onContainer(host, Operation.START, container, (engine, each) -> engine.start(each, clock.instant()));
    }

    @Override
    public void stop(HostRef host, String container, Duration grace) {
        onContainerIfThere(host, Operation.STOP, container, (engine, each) -> {
            if (each.running()) {
                each.signals.add(each.image.facts().stopSignal().orElse("TERM"));
                engine.end(each, 143, false, clock.instant());
            }
        });
    }

    @Override
    public void signal(HostRef host, String container, String signal) {
        onContainer(host, Operation.SIGNAL, container, (engine, each) -> {
            if (!each.running()) {
                throw new PodSpaceException(ErrorCode.CONFLICT, "Container " + container + " is not running.");
            }
            each.signals.add(signal);
            if (signal.equals("KILL")) {
                engine.end(each, 137, false, clock.instant());
            }
        });
    }

    @Override
    public void remove(HostRef host, String container) {
        onContainerIfThere(host, Operation.REMOVE, container, (engine, each) -> engine.remove(each, clock.instant()));
    }

    @Override
    public void connect(HostRef host, String container, NetworkAttachment attachment) {
        onContainer(host, Operation.CONNECT, container, (engine, each) -> engine.connect(each, attachment));
    }

    @Override
    public void disconnect(HostRef host, String container, String network) {
        onContainerIfThere(host, Operation.DISCONNECT, container, (engine, each) -> engine.disconnect(each, network));
    }

    @Override
    public Optional<ObservedContainer> inspect(HostRef host, String container) {
        return read(host, engine -> engine.find(container).map(SimulatedContainer::observed));
    }

    @Override
    public List<String> lastLines(HostRef host, String container, int lines) {
        return read(host, engine -> {
            List<String> log = engine.require(container).log;
            return List.copyOf(log.subList(Math.max(0, log.size() - lines), log.size()));
        });
    }

    @Override
    public void upload(HostRef host, String container, List<ContainerFile> files) {
        onContainer(host, Operation.UPLOAD, container, (engine, each) -> engine.upload(each, files));
    }

    @Override
    public ExecResult exec(HostRef host, String container, List<String> command, Duration limit) {
        return effect(host, Operation.EXEC, container, engine -> {
            SimulatedContainer found = engine.require(container);
            if (!found.running()) {
                throw new PodSpaceException(ErrorCode.CONFLICT, "Container " + container + " is not running.");
            }
            return found.image.exec().apply(command);
        });
    }

    // ---- how

    /** A reference without tag or digest means {@code latest}. */
    static String tagged(String reference) {
        String last = reference.substring(reference.lastIndexOf('/') + 1);
        return last.contains(":") || last.contains("@") ? reference : reference + ":latest";
    }

    private void requireOurs(Map<String, String> labels) {
        if (!cluster.equals(labels.get(Labels.CLUSTER))) {
            throw new PodSpaceException(ErrorCode.INTERNAL, "The label of cluster " + cluster + " is missing.");
        }
    }

    private interface ContainerEffect {
        void on(SimulatedEngine engine, SimulatedContainer container);
    }

    private void onContainer(HostRef host, Operation operation, String container, ContainerEffect change) {
        effect(host, operation, nameOf(host, container), engine -> {
            change.on(engine, engine.require(container));
            return null;
        });
    }

    private void onContainerIfThere(HostRef host, Operation operation, String container, ContainerEffect change) {
        effect(host, operation, nameOf(host, container), engine -> {
            engine.find(container).ifPresent(found -> change.on(engine, found));
            return null;
        });
    }

    private String nameOf(HostRef host, String container) {
        synchronized (lock) {
            return engine(host.id())
                    .find(container)
                    .map(found -> found.spec.name())
                    .orElse(container);
        }
    }

    private <T> T read(HostRef host, Function<SimulatedEngine, T> reading) {
        synchronized (lock) {
            disturbances.alive();
            return reading.apply(reachable(host));
        }
    }

    private <T> T effect(HostRef host, Operation operation, String object, Function<SimulatedEngine, T> change) {
        T result;
        synchronized (lock) {
            Effect effect = new Effect(host.id(), operation, object);
            disturbances.before(effect);
            effects.add(effect);
            result = change.apply(reachable(host));
            disturbances.after(effect);
        }
        deliver();
        return result;
    }

    private SimulatedEngine reachable(HostRef host) {
        SimulatedEngine engine = settled(host.id());
        if (engine.unreachableSince.isPresent()) {
            throw new PodSpaceException(
                    ErrorCode.HOST_UNREACHABLE, "The engine of host " + host.name() + " does not answer.");
        }
        return engine;
    }

    private SimulatedEngine settled(long host) {
        SimulatedEngine engine = engine(host);
        engine.settle(clock.instant());
        return engine;
    }

    private SimulatedEngine engine(long host) {
        return engines.computeIfAbsent(
                host, id -> new SimulatedEngine(cluster, event -> undelivered.add(new Delivery(id, event))));
    }

    private void deliver() {
        List<Delivery> deliveries;
        synchronized (lock) {
            deliveries = List.copyOf(undelivered);
            undelivered.clear();
        }
        for (Delivery delivery : deliveries) {
            followers.stream()
                    .filter(follower -> follower.host() == delivery.host())
                    .forEach(follower -> follower.onEvent().accept(delivery.event()));
        }
    }

    private CountDownLatch gate(String reference) {
        return gates.computeIfAbsent(tagged(reference), key -> new CountDownLatch(1));
    }

    private void await(String reference) {
        try {
            if (!gate(reference).await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The test never finished the pull of " + reference);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
