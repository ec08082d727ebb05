package io.podspace.reconcile;

import io.podspace.service.ProxyDriver;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxyState;
import io.podspace.service.RotationView;
import io.podspace.service.RoutedPod;
import io.podspace.service.Traffic;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks at every proxy that was told a table: often while one of its pods is about to change, now and then otherwise.
 * What is new wakes the deployments concerned; a proxy that falls silent wakes its routing pass, which repairs it. Each
 * proxy is read on a thread of its own, so a hanging one holds up no other.
 */
@ApplicationScoped
class ProxyWatch {
    private static final Logger LOG = System.getLogger(ProxyWatch.class.getName());
    private static final Duration OFTEN = Duration.ofMillis(150);
    private static final Duration SELDOM = Duration.ofSeconds(2);
    private static final Duration LONGEST_WHEN_MOVING = Duration.ofMillis(400);
    private static final int PAUSES_PER_LOOK = 4;

    private final Map<String, Watched> proxies = new ConcurrentHashMap<>();
    private ScheduledExecutorService timer;

    @Inject
    ProxyDriver driver;

    @Inject
    RotationView view;

    @Inject
    Traffic traffic;

    @Inject
    ReconcileQueue queue;

    /** A proxy under watch; the last three change with time, all else with each pass. */
    private static final class Watched {
        volatile ProxySpec spec;
        volatile Work repair;
        volatile Map<Long, RoutedPod> pods;
        volatile boolean moving;
        volatile boolean looking;
        volatile long lookedNanos = System.nanoTime();
        volatile long lookNanos;
        volatile boolean silent;

        /** A look that takes long, because the machine is busy, is not taken as often. */
        long pauseNanos() {
            return moving
                    ? Math.clamp(lookNanos * PAUSES_PER_LOOK, 0, LONGEST_WHEN_MOVING.toNanos())
                    : SELDOM.toNanos();
        }
    }

    /**
     * Begins to watch a proxy, or corrects what is known of it.
     *
     * @param repair the pass that brings it to its table
     * @param pods that its table names
     */
    void watch(ProxySpec spec, Work repair, List<RoutedPod> pods) {
        Watched watched = proxies.computeIfAbsent(spec.name(), name -> new Watched());
        watched.spec = spec;
        watched.repair = repair;
        watched.pods = pods.stream().collect(Collectors.toMap(RoutedPod::id, Function.identity()));
        watched.moving = pods.stream().anyMatch(RoutedPod::moving);
        start();
    }

    /** A proxy that was told of this pod and answered last time. */
    Optional<ProxySpec> near(long pod) {
        return proxies.values().stream()
                .filter(watched -> !watched.silent && watched.pods.containsKey(pod))
                .map(watched -> watched.spec)
                .findFirst();
    }

    /** All that were told of this pod. */
    List<ProxySpec> holding(long pod) {
        return proxies.values().stream()
                .filter(watched -> watched.pods.containsKey(pod))
                .map(watched -> watched.spec)
                .toList();
    }

    void forget(String proxy) {
        proxies.remove(proxy);
        traffic.forget(proxy);
    }

    private synchronized void start() {
        if (timer == null) {
            timer = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("proxy-watch").factory());
            timer.scheduleWithFixedDelay(this::tick, 0, OFTEN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
        }
    }

    private void tick() {
        long now = System.nanoTime();
        proxies.values().stream()
                .filter(watched -> !watched.looking && now - watched.lookedNanos >= watched.pauseNanos())
                .forEach(watched -> {
                    watched.looking = true;
                    Thread.ofVirtual().name("look at " + watched.spec.name()).start(() -> look(watched));
                });
    }

    private void look(Watched watched) {
        long began = System.nanoTime();
        try {
            ProxyState state = driver.observe(watched.spec);
            if (state instanceof ProxyState.Seen seen) {
                traffic.seen(watched.spec.name(), seen, watched.pods);
            }
            for (long pod : view.seen(watched.spec.name(), state)) {
                RoutedPod changed = watched.pods.get(pod);
                if (changed != null) {
                    queue.offer(new Work.OfDeployment(changed.deployment()));
                }
            }
            boolean silent = state instanceof ProxyState.Silent;
            if (silent && !watched.silent) {
                queue.offer(watched.repair);
            }
            watched.silent = silent;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Proxy " + watched.spec.name() + " could not be looked at", e);
        } finally {
            watched.lookedNanos = System.nanoTime();
            watched.lookNanos = watched.lookedNanos - began;
            watched.looking = false;
        }
    }
}
