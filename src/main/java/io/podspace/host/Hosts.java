package io.podspace.host;

import io.podspace.security.CurrentUser;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * The boundary of hosts. They are the operators' own: tenants learn only that one is silent, since that is why their pods
 * are unknown. The rooms of the platform itself use {@link LiveHosts}.
 */
@ApplicationScoped
public class Hosts {
    @Inject
    HostRows rows;

    @Inject
    Permissions permissions;

    @Inject
    CurrentUser user;

    /** All hosts, by name. Administrators only. */
    public List<HostView> list() {
        permissions.requireAdministrator();
        return rows.list();
    }

    /** The hosts that do not answer now, by name. Everybody who is signed in. */
    public List<Silence> silent() {
        user.require();
        return rows.list().stream()
                .flatMap(host -> host.silentSince().map(since -> new Silence(host.name(), since)).stream())
                .toList();
    }

    /** Lets a host take new pods, or no more. Administrators only. */
    public void cordon(long id, boolean cordoned) {
        permissions.requireAdministrator();
        rows.is(id, cordoned ? HostState.CORDONED : HostState.READY);
    }
}
