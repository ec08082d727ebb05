package io.podspace.reconcile;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rows of projects in memory. */
final class MemoryNetworks implements NetworkLedger {
    final Map<Long, Wish> projects = new LinkedHashMap<>();
    /** Subnets that another node has just taken, unseen by this one. */
    final Set<String> elsewhere = new HashSet<>();

    void project(long id) {
        projects.put(id, new Wish(id, "p" + id, Optional.empty(), true, false, Optional.empty(), true));
    }

    void egress(long id, boolean open) {
        Wish old = projects.get(id);
        projects.put(id, new Wish(id, old.name(), old.subnet(), open, old.deleting(), old.message(), old.empty()));
    }

    void delete(long id, boolean empty) {
        Wish old = projects.get(id);
        projects.put(id, new Wish(id, old.name(), old.subnet(), old.egress(), true, old.message(), empty));
    }

    @Override
    public Optional<Wish> load(long project) {
        return Optional.ofNullable(projects.get(project));
    }

    @Override
    public Set<String> subnets() {
        Set<String> subnets = new HashSet<>();
        projects.values().forEach(each -> each.subnet().ifPresent(subnets::add));
        return subnets;
    }

    @Override
    public boolean assign(long epoch, long project, Optional<String> before, String subnet) {
        Wish old = projects.get(project);
        if (!old.subnet().equals(before) || !elsewhere.add(subnet)) {
            return false;
        }
        projects.put(
                project,
                new Wish(
                        project,
                        old.name(),
                        Optional.of(subnet),
                        old.egress(),
                        old.deleting(),
                        old.message(),
                        old.empty()));
        return true;
    }

    @Override
    public void say(long epoch, long project, Optional<String> message) {
        Wish old = projects.get(project);
        projects.put(
                project,
                new Wish(project, old.name(), old.subnet(), old.egress(), old.deleting(), message, old.empty()));
    }

    @Override
    public void remove(long epoch, long project) {
        projects.remove(project);
    }
}
