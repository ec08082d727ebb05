package io.podspace.haproxy;

import io.podspace.health.Check;
import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.host.ContainerDriver;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.service.ProxyDriver;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxyState;
import io.podspace.service.ProxyState.Count;
import io.podspace.service.ProxyState.EndpointState;
import io.podspace.service.ProxyTable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The driver of real proxies. One proxy is worked on by one thread at a time, different ones side by side. Keeps nothing
 * that it could not read again from the proxy.
 */
@ApplicationScoped
public class HaproxyProxyDriver implements ProxyDriver {
    private final ContainerDriver containers;
    private final Settings settings;
    private final Clock clock;
    private final Pki pki;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(ReentrantLock lock, LiveProxy proxy, Refusals refusals) {}

    /** For the container's proxy only. */
    protected HaproxyProxyDriver() {
        this(null, null, Clock.systemUTC());
    }

    @Inject
    HaproxyProxyDriver(ContainerDriver containers, Settings settings, Clock clock) {
        this.containers = containers;
        this.settings = settings;
        this.clock = clock;
        this.pki = settings == null ? null : new Pki(settings.pkiFolder().resolve("proxies"), clock);
    }

    @Override
    public ProxyState apply(ProxySpec spec, ProxyTable table) {
        TableRules.check(spec.kind(), table);
        ProxyTable fit = TableRules.withoutUnfitCertificates(table);
        return locked(spec, proxy -> {
            Instant begun = clock.instant();
            return seen(spec, proxy.apply(spec, fit), begun);
        });
    }

    /** Not behind a pass that works on the proxy, or writes its files: each moment costs requests. */
    @Override
    public void takeOut(ProxySpec spec, long pod) {
        Entry entry = entry(spec);
        if (entry.lock().tryLock()) {
            try {
                entry.proxy().takeOut(spec, pod);
            } finally {
                entry.lock().unlock();
            }
        } else {
            beside(spec, other -> {
                other.takeOut(spec, pod);
                return null;
            });
            entry.proxy().doubt();
        }
    }

    @Override
    public void networksRemade() {
        entries.values().forEach(entry -> {
            entry.lock().lock();
            try {
                entry.proxy().distrust();
            } finally {
                entry.lock().unlock();
            }
        });
    }

    @Override
    public ProxyState observe(ProxySpec spec) {
        ProxyState state = locked(spec, proxy -> {
            Instant begun = clock.instant();
            try {
                return seen(spec, proxy.observe(spec), begun);
            } catch (PodSpaceException e) {
                return new ProxyState.Silent(proxy.gone(spec), e.getMessage(), clock.instant());
            }
        });
        Refusals refusals = entry(spec).refusals();
        refusals.due(clock.instant())
                .ifPresent(question -> refusals.answered(question, open(spec, question), clock.instant()));
        return state;
    }

    /** A proxy that does not answer is found out by the next look. */
    private List<Integer> open(ProxySpec spec, Refusals.Question question) {
        try {
            return listening(spec, question.address(), question.ports());
        } catch (PodSpaceException e) {
            return List.of();
        }
    }

    @Override
    public Result tryOut(ProxySpec spec, String address, Check check) {
        String answer = ask(spec, Command.tryOut(CheckText.check(TableRules.address(address), Role.READINESS, check)));
        return CheckText.tried(answer, clock.instant());
    }

    @Override
    public List<Integer> listening(ProxySpec spec, String address, List<Integer> ports) {
        String answer = ask(spec, Command.ports(TableRules.address(address), ports));
        return Arrays.stream(answer.strip().split(","))
                .filter(word -> word.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .toList();
    }

    String ask(ProxySpec spec, Command question) {
        return beside(spec, other -> other.ask(spec, question));
    }

    /** Over a connection of its own, so that a slow answer holds up nobody. */
    private <T> T beside(ProxySpec spec, Function<LiveProxy, T> work) {
        LiveProxy other = new LiveProxy(containers, pki, settings);
        try {
            return work.apply(other);
        } finally {
            other.close();
        }
    }

    @Override
    public void remove(ProxySpec spec) {
        locked(spec, proxy -> {
            proxy.close();
            containers.remove(spec.host(), spec.name());
            return null;
        });
        entries.remove(key(spec));
    }

    @PreDestroy
    void close() {
        entries.values().forEach(entry -> {
            entry.lock().lock();
            try {
                entry.proxy().finish();
            } finally {
                entry.lock().unlock();
            }
        });
    }

    /** A balancer that moves is there twice for a while. */
    private static String key(ProxySpec spec) {
        return spec.host().id() + "/" + spec.name();
    }

    private Entry entry(ProxySpec spec) {
        return entries.computeIfAbsent(
                key(spec),
                key -> new Entry(new ReentrantLock(), new LiveProxy(containers, pki, settings), new Refusals()));
    }

    private <T> T locked(ProxySpec spec, Function<LiveProxy, T> work) {
        Entry entry = entry(spec);
        entry.lock().lock();
        try {
            return work.apply(entry.proxy());
        } finally {
            entry.lock().unlock();
        }
    }

    /** @param begun before anything was read anew: some of it may have been known before */
    private ProxyState seen(ProxySpec spec, Running running, Instant begun) {
        Refusals refusals = entry(spec).refusals();
        refusals.note(running, clock.instant());
        List<EndpointState> endpoints = running.all()
                .filter(slot -> slot.pod() != 0)
                .map(slot -> new EndpointState(
                        running.assigned().get(slot.name().pool()),
                        slot.pod(),
                        slot.hasAddress() && slot.up() && slot.checked(),
                        slot.inRotation(),
                        slot.sessions()))
                .sorted(Comparator.comparing(EndpointState::backend).thenComparing(EndpointState::pod))
                .toList();
        List<Count> counts = running.all()
                .filter(slot -> slot.pod() != 0)
                .map(slot -> new Count(running.assigned().get(slot.name().pool()), slot.pod(), slot.answered()))
                .toList();
        return new ProxyState.Seen(
                endpoints,
                refusals.among(running.checks().results(), clock.instant()),
                counts,
                running.reloads(),
                begun.minus(KnownSlots.OLDEST));
    }
}
