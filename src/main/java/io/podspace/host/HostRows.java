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
import java.util.Optional;

/** The hosts' rows, read and written by this room alone. Checks no permission. */
@ApplicationScoped
class HostRows {
    private static final String FIRST = "host-1";

    @PersistenceContext
    EntityManager rows;

    @Inject
    Transactions transactions;

    @Inject
    Event<Changed> changes;

    @Inject
    Clock clock;

    /** All hosts, by name. */
    List<HostView> list() {
        return transactions.read(() -> all().stream().map(Host::view).toList());
    }

    /** Makes the first host of the settings, or corrects where it is reached. */
    void registerFirst(Settings settings) {
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

    /** An operator decided this. */
    void is(long id, HostState state) {
        transactions.write(() -> {
            require(id).is(state);
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
