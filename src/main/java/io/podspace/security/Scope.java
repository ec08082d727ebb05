package io.podspace.security;

import java.util.Set;

/**
 * How much of its owner's rights a token carries. A scope only takes away: what its owner may not do, no token may.
 *
 * @param projects row ids of the projects that exist for it; empty: all of its owner's
 * @param writes it may change things; else it is a viewer everywhere
 */
public record Scope(Set<Long> projects, boolean writes) {
    /** Nothing is taken away: a session in the browser, the platform itself, a token without limits. */
    public static final Scope ALL = new Scope(Set.of(), true);

    public Scope {
        projects = Set.copyOf(projects);
    }

    /** Whether anything is taken away. Then its owner is no administrator through it, and makes no projects. */
    public boolean limited() {
        return !writes || !projects.isEmpty();
    }

    boolean includes(long project) {
        return projects.isEmpty() || projects.contains(project);
    }

    Role cap(Role role) {
        return writes ? role : Role.VIEWER;
    }
}
