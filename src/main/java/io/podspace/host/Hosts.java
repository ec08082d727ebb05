package io.podspace.host;

import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import io.podspace.security.CurrentUser;
import io.podspace.security.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The boundary of hosts. They are the operators' own: tenants learn only that one is silent, since that is why their pods
 * are unknown. The rooms of the platform itself use {@link LiveHosts}.
 */
@ApplicationScoped
public class Hosts {
    @Inject
    HostRows rows;

    @Inject
    StoredKeys keys;

    @Inject
    HostClearance clearance;

    @Inject
    ContainerDriver driver;

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
                .flatMap(
                        host -> host
                                .silentSince()
                                .map(since -> new Silence(
                                        host.name(), since, host.otherEngine().isPresent()))
                                .stream())
                .toList();
    }

    /** One host. Administrators only. */
    public HostView view(long id) {
        permissions.requireAdministrator();
        return rows.view(id);
    }

    /** Lets a host take new pods, or no more. Administrators only. */
    public void cordon(long id, boolean cordoned) {
        permissions.requireAdministrator();
        rows.is(id, cordoned ? HostState.CORDONED : HostState.READY);
    }

    /**
     * Lets a host take no new pods, and moves those that it has elsewhere where there is room; when it has none, it stays
     * cordoned. Taken back by {@link #cordon}. Administrators only.
     *
     * @throws PodSpaceException CONFLICT when it was given up
     */
    public void drain(long id) {
        permissions.requireAdministrator();
        rows.drain(id);
    }

    /** The pods on a host, by name. Administrators only. */
    public List<HostPod> pods(long id) {
        permissions.requireAdministrator();
        return rows.pods(id);
    }

    /** How many pods each host has, by row id; hosts without any are left out. Administrators only. */
    public Map<Long, Integer> podCounts() {
        permissions.requireAdministrator();
        return rows.counts();
    }

    /**
     * Asks an engine what it is, and saves nothing. Administrators only.
     *
     * @param known the host whose way in is to be changed; empty for a new one
     * @throws PodSpaceException at {@code endpoint}, {@code address}, {@code authority}, {@code certificate} or {@code
     *     key}: what is wrong there, or the engine's exact error
     */
    public EngineFacts test(Optional<Long> known, HostAccess typed) {
        permissions.requireAdministrator();
        Optional<HostView> host = known.map(rows::view);
        EngineFacts facts = ask(host, HostRules.check(typed));
        EngineIdentity.mustBeNew(facts, host, rows.list());
        return facts;
    }

    /**
     * Takes an engine in, if it answers. Administrators only.
     *
     * @throws PodSpaceException as {@link #test}, or at {@code name}
     */
    public HostView add(String name, HostAccess typed) {
        permissions.requireAdministrator();
        String label = Names.label("name", name);
        HostAccess access = HostRules.check(typed);
        return rows.add(label, access, ask(Optional.empty(), access), seal(access));
    }

    /**
     * Changes how a host is reached, if its engine answers there. Administrators only.
     *
     * @throws PodSpaceException as {@link #test}
     */
    public void change(long id, HostAccess typed) {
        permissions.requireAdministrator();
        HostView host = rows.view(id);
        if (host.ofSettings()) {
            throw PodSpaceException.invalid(
                    "endpoint",
                    "How host '%s' is reached is said by the platform's settings (PODSPACE_ENGINE)."
                            .formatted(host.name()));
        }
        HostAccess access = HostRules.check(typed);
        rows.reach(id, access, ask(Optional.of(host), access), seal(access));
    }

    /**
     * Makes the engine that answers in place of the known one the known one: what ran on that and is not there is replaced.
     * Administrators only.
     *
     * @param engine id that was shown
     * @throws PodSpaceException CONFLICT when another one answers by now, ALREADY_EXISTS when it is another host's
     */
    public void acceptEngine(long id, String engine) {
        permissions.requireAdministrator();
        rows.accept(id, engine);
    }

    /**
     * Removes a cordoned host without pods, and what is ours from its engine. Repeat it when it was cut short.
     * Administrators only.
     *
     * @return why something may be left on its engine; empty when nothing is
     * @throws PodSpaceException CONFLICT with what to do first
     */
    public Optional<String> remove(long id) {
        permissions.requireAdministrator();
        HostView host = rows.view(id);
        rows.giveUp(id);
        Optional<String> left = clearance.clear(host.ref());
        rows.remove(id);
        return left;
    }

    private EngineFacts ask(Optional<HostView> host, HostAccess access) {
        HostRef ref = new HostRef(
                host.map(HostView::id).orElse(0L),
                host.map(HostView::name).orElse("new"),
                URI.create(access.endpoint()),
                access.address(),
                host.map(HostView::tls).orElse(""),
                "");
        try {
            return driver.tryOut(ref, access.tls());
        } catch (PodSpaceException refusal) {
            throw PodSpaceException.at(refusal.field().orElse("endpoint"), refusal.code(), refusal.getMessage());
        }
    }

    private Function<String, Optional<HostRows.Sealed>> seal(HostAccess access) {
        return uid -> access.tls().map(tls -> keys.seal(uid, tls));
    }
}
