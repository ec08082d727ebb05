package io.podspace.configuration;

import io.podspace.activity.Announcements;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.project.LiveProjects;
import io.podspace.security.Permission;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The boundary of config maps and secrets. Members see which there are and their keys, and the values of config maps;
 * values of secrets are for editors, and so is every change. Pods that run keep what they were started with.
 */
@ApplicationScoped
public class Configurations {
    @PersistenceContext
    EntityManager rows;

    @Inject
    ConfigurationRows configurations;

    @Inject
    Transactions transactions;

    @Inject
    Permissions permissions;

    @Inject
    LiveProjects projects;

    @Inject
    Announcements announcements;

    @Inject
    Clock clock;

    /**
     * @throws PodSpaceException INVALID at {@code name}, {@code type}, {@code values}, {@code values[KEY]} or {@code binary[KEY]};
     *     ALREADY_EXISTS at {@code name}
     */
    public ConfigurationView create(NewConfiguration command) {
        return transactions.write(() -> {
            permissions.require(command.projectId(), Permission.EDIT);
            NewConfiguration wish = ConfigurationRules.check(command);
            projects.hold(wish.projectId());
            configurations.find(wish.projectId(), wish.kind(), wish.name()).ifPresent(ConfigurationRules::nameIsTaken);
            Configuration row = new Configuration(wish, clock.instant());
            configurations.seal(row, wish.values());
            rows.persist(row);
            announcements.made(row.projectId(), row.kind().topic(), row, "It has %s.".formatted(keys(wish.values())));
            return view(row);
        });
    }

    /**
     * Sets all values. Pods take them when they are started next.
     *
     * @param frozen whether these are the last values; what is frozen stays so
     * @throws PodSpaceException INVALID as {@link #create}, and at {@code values} when it is frozen
     */
    public ConfigurationView update(long id, Values values, boolean frozen) {
        return transactions.write(() -> {
            Configuration row = configurations.locked(id);
            ConfigurationRules.values(values);
            if (!configurations.values(row).equals(values)) {
                row.mustNotBeFrozen();
                configurations.seal(row, values);
                row.changed();
                announce(row, "Changed", "It has %s now.".formatted(keys(values)));
            }
            if (frozen && !row.frozen()) {
                row.freeze();
                announce(row, "Frozen", "Its values do not change any more.");
            } else if (!frozen) {
                row.mustNotBeFrozen();
            }
            return view(row);
        });
    }

    /** Removes it. Pods that run go on; those that are started later wait for what is missing. */
    public void delete(long id) {
        transactions.write(() -> {
            Configuration row = configurations.locked(id);
            rows.remove(row);
            announce(row, "Deleted", "Pods that need it cannot be started any more.");
        });
    }

    /** By name. */
    public List<ConfigurationView> list(long projectId, ConfigurationKind kind) {
        return transactions.read(() -> {
            permissions.require(projectId, Permission.VIEW);
            return configurations.all(projectId, kind).stream().map(this::view).toList();
        });
    }

    /** One by its name; empty when there is none. */
    public Optional<ConfigurationView> find(long projectId, ConfigurationKind kind, String name) {
        return transactions.read(() -> {
            permissions.require(projectId, Permission.VIEW);
            return configurations.find(projectId, kind, name).map(this::view);
        });
    }

    /** @throws PodSpaceException NOT_FOUND */
    public ConfigurationView view(long id) {
        return transactions.read(() -> view(configurations.visible(id, Permission.VIEW)));
    }

    /** What is in a config map, or, for editors, in a secret. */
    public Values values(long id) {
        return transactions.read(() -> {
            Configuration row = configurations.visible(id, Permission.VIEW);
            permissions.require(row.projectId(), toRead(row.kind()));
            return configurations.values(row);
        });
    }

    /** All of a kind with their values, by name: config maps, or, for editors, secrets. */
    public List<ConfigurationContents> contents(long projectId, ConfigurationKind kind) {
        return transactions.read(() -> {
            permissions.require(projectId, toRead(kind));
            return configurations.all(projectId, kind).stream()
                    .map(this::contents)
                    .toList();
        });
    }

    /** As {@link #contents}, of those alone. */
    public List<ConfigurationContents> some(long projectId, ConfigurationKind kind, Collection<String> names) {
        return transactions.read(() -> {
            permissions.require(projectId, toRead(kind));
            return configurations.named(projectId, kind, names).stream()
                    .map(this::contents)
                    .toList();
        });
    }

    /** Sets labels and annotations of the object itself, for the public API. Editors. */
    public void describe(long id, Map<String, String> labels, Map<String, String> annotations) {
        transactions.write(() -> configurations
                .locked(id)
                .describe(Names.labels("labels", labels), Names.annotations("metadata.annotations", annotations)));
    }

    private static Permission toRead(ConfigurationKind kind) {
        return kind == ConfigurationKind.SECRET ? Permission.EDIT : Permission.VIEW;
    }

    private ConfigurationContents contents(Configuration row) {
        Values values = configurations.values(row);
        return new ConfigurationContents(view(row, values), values);
    }

    private ConfigurationView view(Configuration row) {
        return view(row, configurations.values(row));
    }

    private static ConfigurationView view(Configuration row, Values values) {
        return new ConfigurationView(
                row.id(),
                row.projectId(),
                row.kind(),
                row.name(),
                row.type(),
                row.frozen(),
                List.copyOf(values.keys()),
                values.sizes(),
                row.createdAt());
    }

    private static String keys(Values values) {
        int count = values.keys().size();
        return count == 1 ? "one key" : count + " keys";
    }

    private void announce(Configuration row, String reason, String message) {
        announcements.say(row.projectId(), row.kind().topic(), row, reason, message);
    }
}
