package io.podspace.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Hosts for the rooms of the platform that work on them. Checks no permission; nothing of it goes to a user. */
@ApplicationScoped
public class LiveHosts {
    @Inject
    HostRows rows;

    /** All hosts, by name. */
    public List<HostView> list() {
        return rows.list();
    }

    /** How drivers reach all hosts, by name; the lost ones are left out. */
    public List<HostRef> refs() {
        return list().stream()
                .filter(host -> host.state() != HostState.LOST)
                .map(HostView::ref)
                .toList();
    }
}
