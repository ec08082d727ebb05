package io.podspace.host;

import io.podspace.platform.Changed;
import io.podspace.platform.Changed.Topic;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.platform.Transactions;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The hosts' rows. Callers within the platform only; pages for operators check the administrator's right first. */
@ApplicationScoped
public class Hosts {
    private static final String FIRST = "host-1";

    @PersistenceContext
    EntityManager rows;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    @Inject
    Event<Changed> changes;

    @Inject
    Clock clock;

    /** All hosts, by name. */
    public List<HostView> list() {
        return transactions.read(() -> all().stream().map(Host::view).toList());
    }

    /** How drivers reach all hosts, by name; the lost ones are left out. */
    public List<HostRef> refs() {
        return list().stream()
                .filter(host -> host.state() != HostState.LOST)
                .map(HostView::ref)
                .toList();
    }

    /** Makes the first host of the settings, or corrects where it is reached. */
    public void registerFirst(Settings settings) {
        transactions.write(() -> {
            Optional<Host> first = all().stream()
                    .filter(host -> host.view().name().equals(FIRST))
                    .findFirst();
            URI engine = settings.engine();
            if (first.isEmpty()) {
                rows.persist(new Host(FIRST, engine, settings.engineAddress(), clock.instant()));
                changed(0);
            } else if (!first.get().view().ref().endpoint().equals(engine)
                    || !first.get().view().ref().address().equals(settings.engineAddress())) {
                first.get().reachableAt(engine, settings.engineAddress());
                changed(first.get().view().id());
            }
        });
    }

    /** Lets a host take new pods, or no more. */
    public void cordon(long id, boolean cordoned) {
        permissions.requireAdministrator();
        transactions.write(() -> {
            require(id).is(cordoned ? HostState.CORDONED : HostState.READY);
            changed(id);
        });
    }

    /** The host answered: what its engine is may have changed. */
    void answered(long id, EngineFacts facts) {
        transactions.write(() -> {
            Host host = require(id);
            HostView before = host.view();
            host.answered(facts, clock.instant());
            if (before.silentSince().isPresent()
                    || !before.capacity().equals(host.view().capacity())) {
                changed(id);
            }
        });
    }

    /** The host stopped to answer. */
    void silent(long id, Instant since, String why) {
        transactions.write(() -> {
            Host host = require(id);
            if (host.view().silentSince().isEmpty()) {
                host.silent(since, why.length() > 500 ? why.substring(0, 500) : why);
                changed(id);
            }
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
