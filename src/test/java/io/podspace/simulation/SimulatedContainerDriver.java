package io.podspace.simulation;

import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerFile;
import io.podspace.host.ContainerProcess;
import io.podspace.host.ContainerSpec;
import io.podspace.host.EngineFacts;
import io.podspace.host.EngineTls;
import io.podspace.host.ExecResult;
import io.podspace.host.HostEvent;
import io.podspace.host.HostRef;
import io.podspace.host.ImageFacts;
import io.podspace.host.Labels;
import io.podspace.host.LogWish;
import io.podspace.host.NetworkAttachment;
import io.podspace.host.NetworkSpec;
import io.podspace.host.Observation;
import io.podspace.host.ObservedContainer;
import io.podspace.host.ProcessWish;
import io.podspace.host.PullProgress;
import io.podspace.host.RegistryLogin;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.simulation.Effect.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A driver of simulated engines; a host appears with its first use. Processes end by their image's script when the clock
 * has passed that time and anybody looks. Thread-safe; events are delivered on the calling thread, after the effect.
 *
 * <p>Tests script it: {@link #publish} an image, {@link #cutOff} a host, {@link #crashBefore} an effect, {@link #refuse}
 * an operation; and read {@link #effects} and {@link #everything}.
 */
public final class SimulatedContainerDriver implements ContainerDriver {
    private final Clock clock;
    private final String cluster;
    private final SimulatedHosts hosts;
    private final SimulatedRegistry registry = new SimulatedRegistry();

    public SimulatedContainerDriver(Clock clock, String cluster) {
        this.clock = clock;
        this.cluster = cluster;
        this.hosts = new SimulatedHosts(clock, cluster);
    }

    // ---- the script

    /** Puts an image into the registry, from where hosts pull it. */
    public void publish(String reference, SimulatedImage image) {
        registry.publish(reference, image);
    }

    /** Puts an image onto a host, as if pulled. */
    public void load(long host, String reference, SimulatedImage image) {
        hosts.behind(host, engine -> engine.images.put(SimulatedRegistry.tagged(reference), image));
    }

    /** Somebody else makes a container on the host. */
    public void intrude(long host, String name) {
        script(host, engine -> engine.intrude(name));
    }

    /** Lets slow pulls of that image, begun or to come, end. */
    public void finishPull(String reference) {
        registry.open(reference);
    }

    /** The host does not answer from now on; its containers go on. */
    public void cutOff(long host) {
        script(host, engine -> engine.unreachableSince = Optional.of(clock.instant()));
    }

    /** The host answers again; followers get a resync. */
    public void reconnect(long host) {
        script(host, engine -> engine.unreachableSince = Optional.empty());
        hosts.resync(host);
    }

    /** Another engine, with nothing on it, answers for the host from now on; the one before goes on unseen. */
    public void replaceEngine(long host) {
        hosts.replace(host);
    }

    /** The engine before that answers again. */
    public void bringBackEngine(long host) {
        hosts.bringBack(host);
    }

    /** The main process of a container ends now, by itself. */
    public void exit(long host, String container, int code) {
        script(host, engine -> engine.end(engine.require(container), code, false, clock.instant()));
    }

    /** The process dies instead of making the nth effect from now, 1-based. */
    public void crashBefore(int nth) {
        hosts.disturb(disturbances -> disturbances.crashBefore(nth));
    }

    /** The process dies when the nth effect from now is made, before it learns of it. */
    public void crashAfter(int nth) {
        hosts.disturb(disturbances -> disturbances.crashAfter(nth));
    }

    /** A new process: calls work again, no further crash is planned. */
    public void revive() {
        hosts.disturb(Disturbances::revive);
    }

    /** The next calls of that operation fail with this error, without effect. */
    public void refuse(Operation operation, PodSpaceException error, int times) {
        hosts.disturb(disturbances -> disturbances.refuse(operation, error, times));
    }

    /** All effects so far, oldest first, those that failed included. */
    public List<Effect> effects() {
        return hosts.effects();
    }

    /** All our containers on a host, even when it is cut off: what a test knows and the control plane may not. */
    public List<ObservedContainer> everything(long host) {
        return hosts.peek(host, SimulatedEngine::ours);
    }

    /** How often a container was started, by its name; also one that is gone. */
    public int starts(long host, String container) {
        return hosts.peek(host, engine -> engine.starts.getOrDefault(container, 0));
    }

    /** Signals a container got, stop signals included, oldest first. */
    public List<String> signals(long host, String container) {
        return hosts.peek(host, engine -> List.copyOf(engine.require(container).signals));
    }

    /** Files written into a container, by path. */
    public Map<String, byte[]> files(long host, String container) {
        return hosts.peek(host, engine -> Map.copyOf(engine.require(container).files));
    }

    private void script(long host, Consumer<SimulatedEngine> change) {
        hosts.behind(host, engine -> {
            change.accept(engine);
            return null;
        });
    }

    // ---- the driver

    @Override
    public Observation observe(HostRef host) {
        return hosts.look(host.id(), engine -> engine.unreachableSince
                .<Observation>map(since -> new Observation.Unreachable(since, "The engine does not answer."))
                .orElseGet(() -> engine.strangerTo(host)
                        ? new Observation.Unreachable(
                                clock.instant(), "Another engine answers.", Optional.of(engine.id))
                        : new Observation.Seen(engine.ours(), clock.instant())));
    }

    @Override
    public AutoCloseable follow(HostRef host, Consumer<HostEvent> onEvent) {
        return hosts.follow(host.id(), onEvent);
    }

    @Override
    public EngineFacts facts(HostRef host) {
        return hosts.read(host, engine -> new EngineFacts(engine.id, "simulated", "1.41", 4, 8L << 30));
    }

    @Override
    public EngineFacts tryOut(HostRef host, Optional<EngineTls> tls) {
        return facts(host);
    }

    @Override
    public void ensureNetwork(HostRef host, NetworkSpec network) {
        requireOurs(network.labels());
        hosts.effect(host, Operation.ENSURE_NETWORK, network.name(), engine -> {
            engine.ensureNetwork(network);
            return null;
        });
    }

    @Override
    public void removeNetwork(HostRef host, String network) {
        hosts.effect(host, Operation.REMOVE_NETWORK, network, engine -> {
            engine.removeNetwork(network);
            return null;
        });
    }

    @Override
    public List<String> networks(HostRef host) {
        return hosts.read(host, SimulatedEngine::ourNetworks);
    }

    @Override
    public Optional<ImageFacts> image(HostRef host, String reference) {
        return hosts.read(
                host, engine -> SimulatedRegistry.in(engine.images, reference).map(SimulatedImage::facts));
    }

    @Override
    public ImageFacts pull(
            HostRef host, String reference, Optional<RegistryLogin> login, Consumer<PullProgress> progress) {
        SimulatedImage image = registry.find(reference).orElse(null);
        hosts.read(host, engine -> null);
        if (image != null && image.gated()) {
            progress.accept(new PullProgress("Downloading", 1, 10));
            registry.await(reference);
        }
        return hosts.effect(host, Operation.PULL, reference, engine -> {
            if (image == null) {
                throw new PodSpaceException(ErrorCode.IMAGE, "manifest unknown: " + reference);
            }
            image.pullFailure().ifPresent(failure -> {
                throw failure;
            });
            progress.accept(new PullProgress("Pull complete", 10, 10));
            engine.images.put(SimulatedRegistry.tagged(reference), image);
            return image.facts();
        });
    }

    @Override
    public void checkLogin(HostRef host, RegistryLogin login) {
        hosts.read(host, engine -> null);
        if (!login.secret().equals("right")) {
            throw new PodSpaceException(ErrorCode.IMAGE_DENIED, "unauthorized: " + login.registry());
        }
    }

    @Override
    public String create(HostRef host, ContainerSpec spec) {
        requireOurs(spec.labels());
        return hosts.effect(host, Operation.CREATE, spec.name(), engine -> engine.create(spec).id);
    }

    @Override
    public void start(HostRef host, String container) {
        hosts.onContainer(host, Operation.START, container, (engine, each) -> engine.start(each, clock.instant()));
    }

    @Override
    public void stop(HostRef host, String container, Duration grace) {
        hosts.onContainerIfThere(host, Operation.STOP, container, (engine, each) -> {
            if (each.running()) {
                each.signals.add(each.image.facts().stopSignal().orElse("TERM"));
                engine.end(each, 143, false, clock.instant());
            }
        });
    }

    @Override
    public void signal(HostRef host, String container, String signal) {
        hosts.onContainer(host, Operation.SIGNAL, container, (engine, each) -> {
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
        hosts.onContainerIfThere(
                host, Operation.REMOVE, container, (engine, each) -> engine.remove(each, clock.instant()));
    }

    @Override
    public void connect(HostRef host, String container, NetworkAttachment attachment) {
        hosts.onContainer(host, Operation.CONNECT, container, (engine, each) -> engine.connect(each, attachment));
    }

    @Override
    public void disconnect(HostRef host, String container, String network) {
        hosts.onContainerIfThere(
                host, Operation.DISCONNECT, container, (engine, each) -> engine.disconnect(each, network));
    }

    @Override
    public Optional<ObservedContainer> inspect(HostRef host, String container) {
        return hosts.read(host, engine -> engine.find(container).map(SimulatedContainer::observed));
    }

    @Override
    public List<String> lastLines(HostRef host, String container, int lines) {
        return hosts.read(host, engine -> {
            List<String> log = engine.require(container).log;
            return List.copyOf(log.subList(Math.max(0, log.size() - lines), log.size()));
        });
    }

    /** What was written by now; following ends at once. */
    @Override
    public void logs(HostRef host, String container, LogWish wish, Consumer<byte[]> out, BooleanSupplier goOn) {
        lastLines(host, container, wish.tail().orElse(Integer.MAX_VALUE))
                .forEach(line -> out.accept((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void upload(HostRef host, String container, List<ContainerFile> files) {
        hosts.onContainer(host, Operation.UPLOAD, container, (engine, each) -> engine.upload(each, files));
    }

    @Override
    public ExecResult exec(HostRef host, String container, List<String> command, Duration limit) {
        return hosts.effect(host, Operation.EXEC, container, engine -> {
            SimulatedContainer found = engine.require(container);
            requireRunning(found, container);
            return found.image.exec().apply(command);
        });
    }

    @Override
    public ContainerProcess run(HostRef host, String container, ProcessWish wish) {
        return hosts.effect(host, Operation.EXEC, container, engine -> {
            SimulatedContainer found = engine.require(container);
            requireRunning(found, container);
            return new SimulatedProcess(wish, found.image.exec());
        });
    }

    /** Nothing more is written; it ends when it is closed. */
    @Override
    public ContainerProcess attach(HostRef host, String container) {
        return hosts.read(host, engine -> {
            requireRunning(engine.require(container), container);
            return new SimulatedProcess(new ProcessWish(List.of("sleep"), false, false), command -> null);
        });
    }

    private static void requireRunning(SimulatedContainer found, String container) {
        if (!found.running()) {
            throw new PodSpaceException(ErrorCode.CONFLICT, "Container " + container + " is not running.");
        }
    }

    private void requireOurs(Map<String, String> labels) {
        if (!cluster.equals(labels.get(Labels.CLUSTER))) {
            throw new PodSpaceException(ErrorCode.INTERNAL, "The label of cluster " + cluster + " is missing.");
        }
    }
}
