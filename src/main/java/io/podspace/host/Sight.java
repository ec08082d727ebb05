package io.podspace.host;

import io.podspace.host.Observation.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a watch knows of its host: the newest observation and the listing before it, since absence counts only when it was
 * seen twice. Immutable.
 */
public final class Sight {
    /** Of containers that belong to a deployment. */
    private static final Set<String> KINDS = Set.of("pod", "hook");

    private final HostRef host;
    private final long number;
    private final Observation now;
    private final Optional<Seen> before;
    private final Map<String, ObservedContainer> byName = new HashMap<>();
    private final Map<Long, List<ObservedContainer>> byDeployment = new HashMap<>();

    /**
     * @param number of the listing, growing; see {@link #startedAfter}
     * @param before the last listing that was answered before this one
     */
    public Sight(HostRef host, long number, Observation now, Optional<Seen> before) {
        this.host = host;
        this.number = number;
        this.now = now;
        this.before = before;
        if (now instanceof Seen seen) {
            for (ObservedContainer container : seen.containers()) {
                byName.put(container.name(), container);
                deploymentOf(container).ifPresent(id -> byDeployment
                        .computeIfAbsent(id, key -> new ArrayList<>())
                        .add(container));
            }
        }
    }

    /** The same listing, corrected by what was seen of one container afterwards; of a silent host nothing changes. */
    Sight corrected(ObservedContainer later) {
        if (!(now instanceof Seen seen)) {
            return this;
        }
        List<ObservedContainer> containers = new ArrayList<>(seen.containers());
        containers.removeIf(each -> each.id().equals(later.id()));
        containers.add(later);
        return new Sight(host, number, new Seen(containers, seen.at()), before);
    }

    public HostRef host() {
        return host;
    }

    public Observation now() {
        return now;
    }

    /** Whether the host answered. */
    public boolean reachable() {
        return now instanceof Seen;
    }

    /** Whether nothing else is known of the host itself than by an earlier sight: that it answers, and who answers for it. */
    public boolean sameEngine(Sight earlier) {
        return otherEngine().equals(earlier.otherEngine()) && reachable() == earlier.reachable();
    }

    private Optional<String> otherEngine() {
        return now instanceof Observation.Unreachable silent ? silent.otherEngine() : Optional.empty();
    }

    /** Number of the listing. */
    public long number() {
        return number;
    }

    /** Whether this listing was begun after {@link HostWatch#listings} had returned that number, so that it shows what was done before. */
    public boolean startedAfter(long listings) {
        return number > listings;
    }

    /** By name; empty also when the host is silent. */
    public Optional<ObservedContainer> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** By the engine's id. */
    Optional<ObservedContainer> withId(String id) {
        return byName.values().stream()
                .filter(container -> container.id().equals(id))
                .findFirst();
    }

    /** Containers of pods and hooks that carry the deployment's label; none when the host is silent. */
    public List<ObservedContainer> ofDeployment(long deployment) {
        return byDeployment.getOrDefault(deployment, List.of());
    }

    /** Row ids of the deployments that have containers here. */
    public Set<Long> deployments() {
        return new TreeSet<>(byDeployment.keySet());
    }

    /** Two listings in a row, both answered, do not have it. */
    public boolean absentTwice(String name) {
        return reachable()
                && !byName.containsKey(name)
                && before.filter(seen -> seen.containers().stream()
                                .noneMatch(each -> each.name().equals(name)))
                        .isPresent();
    }

    /** Deployments of which this sight shows something else than an earlier one did. */
    public Set<Long> changedSince(Sight earlier) {
        if (reachable() != earlier.reachable()) {
            Set<Long> all = deployments();
            all.addAll(earlier.deployments());
            return all;
        }
        Set<Long> changed = new HashSet<>();
        byDeployment.forEach((id, containers) -> {
            if (!Set.copyOf(containers).equals(Set.copyOf(earlier.ofDeployment(id)))) {
                changed.add(id);
            }
        });
        earlier.byDeployment.keySet().stream()
                .filter(id -> !byDeployment.containsKey(id))
                .forEach(changed::add);
        return changed;
    }

    private static Optional<Long> deploymentOf(ObservedContainer container) {
        if (!KINDS.contains(container.labels().getOrDefault(Labels.KIND, ""))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.valueOf(container.labels().getOrDefault(Labels.DEPLOYMENT, "")));
        } catch (NumberFormatException e) {
            // not one that we labelled: nobody's, and nobody touches it
            return Optional.empty();
        }
    }
}
