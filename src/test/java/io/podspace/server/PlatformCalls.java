package io.podspace.server;

import io.podspace.catalog.Catalog;
import io.podspace.catalog.Filled;
import io.podspace.host.HostAccess;
import io.podspace.host.Hosts;
import io.podspace.platform.ErrorCode;
import io.podspace.security.Accounts;
import io.podspace.security.NewToken;
import io.podspace.security.Tokens;
import io.podspace.server.BoundaryCalls.Call;
import io.podspace.server.BoundaryCalls.Least;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Those of {@link BoundaryCalls} that are about the platform: its catalog, hosts, accounts and their tokens. */
@ApplicationScoped
public class PlatformCalls {
    @Inject
    Catalog catalog;

    @Inject
    Hosts hosts;

    @Inject
    Tokens tokens;

    @Inject
    Accounts accounts;

    void calls(List<Call> calls, CalledObjects of) {
        Filled filled = new Filled(of.project(), "nothing", "web", 1, "", Map.of());
        BoundaryCalls.add(calls, "Catalog.entries", Least.SIGNED_IN, () -> catalog.entries());
        BoundaryCalls.add(calls, "Catalog.entry", Least.SIGNED_IN, ErrorCode.NOT_FOUND, () -> catalog.entry("nothing"));
        BoundaryCalls.add(
                calls, "Catalog.deployment", Least.SIGNED_IN, ErrorCode.NOT_FOUND, () -> catalog.deployment(filled));
        BoundaryCalls.add(calls, "Hosts.list", Least.ADMINISTRATOR, () -> hosts.list());
        HostAccess nowhere = new HostAccess("http://nowhere", "", Optional.empty());
        BoundaryCalls.add(
                calls,
                "Hosts.test",
                Least.ADMINISTRATOR,
                ErrorCode.INVALID,
                () -> hosts.test(Optional.empty(), nowhere));
        BoundaryCalls.add(calls, "Hosts.add", Least.ADMINISTRATOR, ErrorCode.INVALID, () -> hosts.add("", nowhere));
        BoundaryCalls.add(
                calls, "Hosts.view", Least.ADMINISTRATOR, ErrorCode.NOT_FOUND, () -> hosts.view(Integer.MAX_VALUE));
        BoundaryCalls.add(
                calls,
                "Hosts.change",
                Least.ADMINISTRATOR,
                ErrorCode.NOT_FOUND,
                () -> hosts.change(Integer.MAX_VALUE, nowhere));
        BoundaryCalls.add(
                calls, "Hosts.drain", Least.ADMINISTRATOR, ErrorCode.NOT_FOUND, () -> hosts.drain(Integer.MAX_VALUE));
        BoundaryCalls.add(calls, "Hosts.pods", Least.ADMINISTRATOR, () -> hosts.pods(Integer.MAX_VALUE));
        BoundaryCalls.add(calls, "Hosts.podCounts", Least.ADMINISTRATOR, () -> hosts.podCounts());
        BoundaryCalls.add(
                calls,
                "Hosts.acceptEngine",
                Least.ADMINISTRATOR,
                ErrorCode.NOT_FOUND,
                () -> hosts.acceptEngine(Integer.MAX_VALUE, "AAAA"));
        BoundaryCalls.add(
                calls, "Hosts.remove", Least.ADMINISTRATOR, ErrorCode.NOT_FOUND, () -> hosts.remove(Integer.MAX_VALUE));
        BoundaryCalls.add(calls, "Hosts.silent", Least.SIGNED_IN, () -> hosts.silent());
        BoundaryCalls.add(
                calls,
                "Hosts.cordon",
                Least.ADMINISTRATOR,
                ErrorCode.NOT_FOUND,
                () -> hosts.cordon(Integer.MAX_VALUE, true));
        BoundaryCalls.add(calls, "Tokens.mine", Least.SIGNED_IN, () -> tokens.mine());
        BoundaryCalls.add(
                calls, "Tokens.create", Least.SIGNED_IN, () -> tokens.create(new NewToken("ci", List.of(), true, 1)));
        BoundaryCalls.add(
                calls, "Tokens.revoke", Least.SIGNED_IN, ErrorCode.NOT_FOUND, () -> tokens.revoke(Integer.MAX_VALUE));
        BoundaryCalls.add(
                calls, "Accounts.signUp", Least.ANYBODY, ErrorCode.INVALID, () -> accounts.signUp("", "", "", ""));
        BoundaryCalls.add(calls, "Accounts.list", Least.ADMINISTRATOR, () -> accounts.list());
        BoundaryCalls.add(calls, "Accounts.mine", Least.SIGNED_IN, () -> accounts.mine());
        BoundaryCalls.add(calls, "Accounts.idOf", Least.SIGNED_IN, () -> accounts.idOf(of.viewer()));
        BoundaryCalls.add(
                calls, "Accounts.setDisabled", Least.ADMINISTRATOR, () -> accounts.setDisabled(of.account(), true));
        BoundaryCalls.add(
                calls,
                "Accounts.setAdministrator",
                Least.ADMINISTRATOR,
                () -> accounts.setAdministrator(of.account(), true));
        BoundaryCalls.add(
                calls,
                "Accounts.changePassword",
                Least.SIGNED_IN,
                ErrorCode.INVALID,
                () -> accounts.changePassword("not this", "nor that"));
    }
}
