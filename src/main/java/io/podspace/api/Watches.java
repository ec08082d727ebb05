package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.Changed;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.ResourceVersions;
import io.podspace.platform.Transactions;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.report.ObjectReports;
import io.podspace.security.BearerWork;
import io.podspace.security.Role;
import io.podspace.security.SystemWork;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The feeds of all kinds and places that somebody watches, each read by a thread of its own while somebody does. */
@ApplicationScoped
class Watches {
    private static final Logger LOG = System.getLogger(Watches.class.getName());

    /** So often a feed reads on without watchers: most come back at once. */
    private static final int IDLE_READS = 30;

    @Inject
    Resources resources;

    @Inject
    Everywhere everywhere;

    @Inject
    Projects projects;

    @Inject
    ObjectReports objects;

    @Inject
    ResourceVersions versions;

    @Inject
    Transactions transactions;

    @Inject
    SystemWork system;

    @Inject
    BearerWork bearers;

    private final Map<Key, Feed> feeds = new ConcurrentHashMap<>();
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private volatile boolean stopped;

    private final Shown<Key> shown = new Shown<>();

    private record Key(Resource resource, Place place) {}

    /**
     * @param uids of all objects of the kind in that place, read after the version
     * @param read those that are shown
     */
    void remember(Resource resource, Place place, long version, Collection<String> uids, List<ObjectNode> read) {
        shown.remember(new Key(resource, place), version, uids, read);
    }

    /** A further page of a list that began with that version. */
    void add(Resource resource, Place place, long version, List<ObjectNode> read) {
        shown.add(new Key(resource, place), version, read);
    }

    /** See {@link Feed#join}. */
    Optional<Feed.Listener> join(
            Feed feed, Resource resource, Place place, long version, Predicate<JsonNode> selector) {
        return feed.join(version, shown.at(new Key(resource, place), version), selector);
    }

    /** The feed of a kind in a place, reading and held: release it. */
    Feed feed(Resource resource, Place place) {
        Key key = new Key(resource, place);
        Feed feed = feeds.computeIfAbsent(key, this::start);
        while (!feed.hold()) {
            feeds.remove(key, feed);
            feed = feeds.computeIfAbsent(key, this::start);
        }
        return feed;
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed changed) {
        feeds.forEach((key, feed) -> {
            if (key.place().mayHold(changed.project())) {
                feed.hint();
            }
        });
    }

    @PreDestroy
    void stop() {
        stopped = true;
        feeds.values().forEach(Feed::hint);
    }

    private Feed start(Key key) {
        Feed feed = new Feed(
                reading(key),
                new Feed.Numbers(() -> system.call(objects::version), () -> transactions.write(versions::next)));
        feed.read();
        Thread.ofVirtual().name("watch " + key.resource().plural()).start(() -> {
            Thread.currentThread().setContextClassLoader(loader);
            follow(key, feed);
        });
        return feed;
    }

    private Supplier<List<ObjectNode>> reading(Key key) {
        return switch (key.place()) {
            case Place.OneProject one -> {
                ObjectStore store = resources.store(key.resource()).orElseThrow(ApiFault::noSuchPath);
                yield () -> system.call(
                        () -> Everywhere.unlessGone(() -> store.list(as(projects.view(one.id()), one.values()))));
            }
            case Place.Everywhere all -> () -> bearers.call(all.bearer(), () -> everywhere.list(key.resource()));
        };
    }

    private void follow(Key key, Feed feed) {
        int idle = 0;
        try {
            while (!stopped && (idle < IDLE_READS || !feed.end())) {
                feed.await();
                idle = feed.held() ? 0 : idle + 1;
                readOn(feed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            feeds.remove(key, feed);
        }
    }

    /** Whatever goes wrong, the next second is another try; watchers meanwhile hear nothing, which is true. */
    private static void readOn(Feed feed) {
        try {
            feed.read();
        } catch (PodSpaceException e) {
            LOG.log(Level.DEBUG, "A watch could not read: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A watch could not read", e);
        }
    }

    /** The platform reads for all who watch; values are shown only to those who may see them. */
    private static ProjectView as(ProjectView project, boolean values) {
        return values
                ? project
                : new ProjectView(
                        project.id(),
                        project.uid(),
                        project.name(),
                        project.displayName(),
                        project.subnet(),
                        project.egress(),
                        project.networkMessage(),
                        project.deleting(),
                        project.generation(),
                        project.createdAt(),
                        Role.VIEWER);
    }
}
