package io.podspace.simulation;

import io.podspace.host.HostEvent;
import io.podspace.host.HostRef;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.simulation.Effect.Operation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The engines of a simulation and the way to them: one at a time, through the disturbances of the script, with events to
 * their followers after the effect, on the calling thread.
 */
final class SimulatedHosts {
    private record Follower(long host, Consumer<HostEvent> onEvent) {}

    private record Delivery(long host, HostEvent event) {}

    /** A change of a container that is there. */
    interface ContainerEffect {
        void on(SimulatedEngine engine, SimulatedContainer container);
    }

    private final Clock clock;
    private final String cluster;
    private final Object lock = new Object();
    private final Map<Long, SimulatedEngine> engines = new HashMap<>();
    private final Map<Long, SimulatedEngine> replaced = new HashMap<>();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Delivery> undelivered = new ArrayList<>();
    private final Disturbances disturbances = new Disturbances();

    SimulatedHosts(Clock clock, String cluster) {
        this.clock = clock;
        this.cluster = cluster;
    }

    /** The script touches an engine, whether it answers or not. */
    <T> T behind(long host, Function<SimulatedEngine, T> work) {
        T result;
        synchronized (lock) {
            result = work.apply(engine(host));
        }
        deliver();
        return result;
    }

    void disturb(Consumer<Disturbances> change) {
        synchronized (lock) {
            change.accept(disturbances);
        }
    }

    void resync(long host) {
        synchronized (lock) {
            undelivered.add(new Delivery(host, HostEvent.resync()));
        }
        deliver();
    }

    List<Effect> effects() {
        synchronized (lock) {
            return List.copyOf(effects);
        }
    }

    AutoCloseable follow(long host, Consumer<HostEvent> onEvent) {
        Follower follower = new Follower(host, onEvent);
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    /** The test looks at an engine, whatever state that or the process is in. */
    <T> T peek(long host, Function<SimulatedEngine, T> look) {
        synchronized (lock) {
            return look.apply(settled(host));
        }
    }

    /** Looks at an engine, also when it is cut off. */
    <T> T look(long host, Function<SimulatedEngine, T> look) {
        synchronized (lock) {
            disturbances.alive();
            return look.apply(settled(host));
        }
    }

    <T> T read(HostRef host, Function<SimulatedEngine, T> reading) {
        synchronized (lock) {
            disturbances.alive();
            return reading.apply(reachable(host));
        }
    }

    <T> T effect(HostRef host, Operation operation, String object, Function<SimulatedEngine, T> change) {
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

    void onContainer(HostRef host, Operation operation, String container, ContainerEffect change) {
        effect(host, operation, nameOf(host, container), engine -> {
            change.on(engine, engine.require(container));
            return null;
        });
    }

    void onContainerIfThere(HostRef host, Operation operation, String container, ContainerEffect change) {
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

    void replace(long host) {
        synchronized (lock) {
            replaced.put(host, engine(host));
            engines.put(host, made(host, engine(host).id + "-anew"));
        }
    }

    void bringBack(long host) {
        synchronized (lock) {
            engines.put(host, replaced.remove(host));
        }
    }

    private SimulatedEngine reachable(HostRef host) {
        SimulatedEngine engine = settled(host.id());
        if (engine.strangerTo(host)) {
            throw new PodSpaceException(
                    ErrorCode.HOST_UNREACHABLE, "Another engine answers for host " + host.name() + ".");
        }
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
        return engines.computeIfAbsent(host, id -> made(id, "engine-" + id));
    }

    private SimulatedEngine made(long host, String id) {
        return new SimulatedEngine(id, cluster, event -> undelivered.add(new Delivery(host, event)));
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
}
