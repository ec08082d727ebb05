package io.podspace.host;

import io.podspace.platform.Changed;
import io.podspace.platform.Changed.Topic;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.platform.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The hosts' rows, read and written by this room alone. Checks no permission. */
@ApplicationScoped
class HostRows {
    @PersistenceContext
    EntityManager rows;

    @Inject
    Transactions transactions;

    @Inject
    Event<Changed> changes;

    @Inject
    Clock clock;

    /**
     * Certificates as they lie in the row.
     *
     * @param uid of the host that they belong to
     * @param fingerprint tells them from others
     */
    record Sealed(String uid, String fingerprint, byte[] bytes) {}

    /** All hosts, by name. */
    List<HostView> list() {
        return transactions.read(() -> all().stream().map(Host::view).toList());
    }

    /** Makes the first host of the settings, or corrects where it is reached. */
    void registerFirst(Settings settings) {
        transactions.write(() -> {
            Optional<Host> first =
                    all().stream().filter(host -> host.view().ofSettings()).findFirst();
            URI engine = settings.engine();
            if (first.isEmpty()) {
                rows.persist(new Host(HostView.FIRST, engine, settings.engineAddress(), clock.instant()));
                changed(0);
            } else if (!first.get().view().ref().endpoint().equals(engine)
                    || !first.get().view().ref().address().equals(settings.engineAddress())) {
                first.get().reachableAt(engine, settings.engineAddress());
                changed(first.get().view().id());
            }
        });
    }

    /** One host by its row id. */
    HostView view(long id) {
        return transactions.read(() -> require(id).view());
    }

    /** The certificates that a host is reached with; empty when none are stored. */
    Optional<Sealed> sealed(long id) {
        return transactions.read(() -> require(id).sealed());
    }

    /** Takes a host in. @throws PodSpaceException ALREADY_EXISTS at {@code name} or {@code endpoint} */
    HostView add(String name, HostAccess access, EngineFacts facts, Function<String, Optional<Sealed>> seal) {
        return transactions.write(() -> {
            List<HostView> others = all().stream().map(Host::view).toList();
            if (others.stream().anyMatch(host -> host.name().equals(name))) {
                throw PodSpaceException.at(
                        "name", ErrorCode.ALREADY_EXISTS, "There is a host '%s' already.".formatted(name));
            }
            EngineIdentity.mustBeNew(facts, Optional.empty(), others);
            Host host = new Host(name, URI.create(access.endpoint()), access.address(), clock.instant());
            host.securedBy(seal.apply(host.uid()));
            host.answered(facts, clock.instant());
            rows.persist(host);
            rows.flush();
            changed(host.view().id());
            return host.view();
        });
    }

    /** Changes how a host is reached. @param seal empty: what is stored stays */
    void reach(long id, HostAccess access, EngineFacts facts, Function<String, Optional<Sealed>> seal) {
        transactions.write(() -> {
            Host host = require(id);
            EngineIdentity.mustBeNew(
                    facts,
                    Optional.of(host.view()),
                    all().stream().map(Host::view).toList());
            host.reachableAt(URI.create(access.endpoint()), access.address());
            if (access.endpoint().startsWith("unix:")) {
                host.securedBy(Optional.empty());
            } else {
                seal.apply(host.uid()).ifPresent(keys -> host.securedBy(Optional.of(keys)));
            }
            host.answered(facts, clock.instant());
            changed(id);
        });
    }

    /** Nothing is put there from now on, and nothing is left there by the records. @throws PodSpaceException CONFLICT when something is */
    void giveUp(long id) {
        transactions.write(() -> {
            Host host = require(id);
            mustBeEmpty(host.view());
            host.is(HostState.LOST);
            changed(id);
        });
    }

    /** Forgets a host that was given up. Its past pods are kept without a host; its balancers are drawn anew. */
    void remove(long id) {
        transactions.write(() -> {
            Host host = require(id);
            mustBeEmpty(host.view());
            update("UPDATE pod SET host_id = NULL WHERE host_id = ?1", id);
            update("UPDATE service SET host_id = NULL WHERE host_id = ?1", id);
            rows.remove(host);
            changed(id);
        });
    }

    private void mustBeEmpty(HostView host) {
        HostRemovalRules.mustBeEmpty(
                host, pods(host.id()).stream().map(HostPod::name).toList(), hooks(host.id()));
    }

    /** Pods that the records have on a host, by name. */
    List<HostPod> pods(long id) {
        return transactions.read(() -> lines("""
                SELECT CONCAT(j.name, '/', d.name, '-', p.slot), j.name, COALESCE(p.message, '') FROM pod p
                JOIN deployment d ON d.id = p.deployment_id JOIN project j ON j.id = d.project_id
                WHERE p.host_id = ?1 AND p.phase <> 'ENDED' ORDER BY 1""", id).stream()
                .map(line -> new HostPod((String) line[0], (String) line[1], (String) line[2]))
                .toList());
    }

    /** How many pods each host has; those without any are left out. */
    Map<Long, Integer> counts() {
        return transactions.read(() -> lines("""
                SELECT host_id, COUNT(*) FROM pod
                WHERE phase <> ?1 AND host_id IS NOT NULL GROUP BY host_id""", "ENDED").stream()
                .collect(Collectors.toMap(
                        line -> ((Number) line[0]).longValue(), line -> ((Number) line[1]).intValue())));
    }

    /** Deployments whose hooks run on a host. */
    private List<String> hooks(long id) {
        return lines("""
                SELECT CONCAT(j.name, '/', d.name), h.id FROM rollout_hook h
                JOIN deployment d ON d.id = h.deployment_id JOIN project j ON j.id = d.project_id
                WHERE h.host_id = ?1 AND h.state = 'RUNNING' ORDER BY 1""", id).stream().map(line -> (String) line[0]).toList();
    }

    /** From now on its pods go elsewhere. @throws PodSpaceException CONFLICT for a host that was given up */
    void drain(long id) {
        transactions.write(() -> {
            Host host = require(id);
            if (host.view().state() == HostState.LOST) {
                throw new PodSpaceException(
                        ErrorCode.CONFLICT,
                        "Host '%s' is given up already. Remove it."
                                .formatted(host.view().name()));
            }
            host.is(HostState.DRAINING);
            changed(id);
        });
    }

    /** A host that was drained to its last pod and hook stays cordoned: it may be removed. */
    void finishDrains() {
        List<Long> draining = list().stream()
                .filter(host -> host.state() == HostState.DRAINING)
                .map(HostView::id)
                .toList();
        draining.forEach(id -> transactions.write(() -> {
            Host host = require(id);
            if (host.view().state() == HostState.DRAINING
                    && pods(id).isEmpty()
                    && hooks(id).isEmpty()) {
                host.is(HostState.CORDONED);
                changed(id);
            }
        }));
    }

    private List<Object[]> lines(String sql, Object parameter) {
        List<?> found = rows.createNativeQuery(sql, Object[].class)
                .setParameter(1, parameter)
                .getResultList();
        return found.stream().map(Object[].class::cast).toList();
    }

    private void update(String sql, long id) {
        rows.createNativeQuery(sql).setParameter(1, id).executeUpdate();
    }

    /** An operator decided this. */
    void is(long id, HostState state) {
        transactions.write(() -> {
            require(id).is(state);
            changed(id);
        });
    }

    /** Another engine that answers at a host's address becomes the known one. @throws PodSpaceException CONFLICT or ALREADY_EXISTS */
    void accept(long id, String engine) {
        transactions.write(() -> {
            Host host = require(id);
            EngineIdentity.mayBeAccepted(
                    host.view(), engine, all().stream().map(Host::view).toList());
            host.accepted();
            changed(id);
        });
    }

    /** The host answered: what its engine is may have changed. */
    void answered(long id, EngineFacts facts) {
        transactions.write(() -> {
            Host host = require(id);
            HostView before = host.view();
            if (before.engineId().filter(known -> !known.equals(facts.id())).isPresent()) {
                return; // asked before another engine was accepted
            }
            host.answered(facts, clock.instant());
            if (before.silentSince().isPresent()
                    || before.engineId().isEmpty()
                    || !before.capacity().equals(host.view().capacity())) {
                changed(id);
            }
        });
    }

    /** The host stopped to answer, or another engine answers in its place. */
    void silent(long id, Instant since, String why, Optional<String> other) {
        transactions.write(() -> {
            Host host = require(id);
            if (host.view().silentSince().isEmpty()
                    || !host.view().otherEngine().equals(other)) {
                host.silent(since, why.length() > 500 ? why.substring(0, 500) : why, other);
                changed(id);
            }
        });
    }

    /** Whether its disk is full has changed. @param since empty: it is not, or nobody knows */
    void full(long id, Optional<Instant> since) {
        transactions.write(() -> {
            require(id).full(since);
            changed(id);
        });
    }

    private List<Host> all() {
        return rows.createQuery("SELECT h FROM Host h ORDER BY h.name", Host.class)
                .getResultList();
    }

    private Host require(long id) {
        Host host = rows.find(Host.class, id);
        if (host == null) {
            throw new PodSpaceException(ErrorCode.NOT_FOUND, "There is no host " + id + ".");
        }
        return host;
    }

    private void changed(long id) {
        changes.fire(new Changed(0, Topic.HOST, id));
    }
}
