package io.podspace.route;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;

/** What a route may be. */
final class RouteRules {
    private RouteRules() {}

    static void name(String name) {
        Names.label("name", name);
    }

    static RouteChange asChange(NewRoute wish) {
        return new RouteChange(
                wish.host(),
                wish.path(),
                wish.targets(),
                wish.algorithm(),
                wish.sticky(),
                wish.insecure(),
                wish.certificate()
                        .<CertificateChange>map(CertificateChange.Replace::new)
                        .orElseGet(CertificateChange.Keep::new));
    }

    /** @return the change with host and path in their one spelling */
    static RouteChange check(RouteChange wish, Settings.Router router) {
        if (wish.algorithm() == null) {
            throw PodSpaceException.invalid(
                    "algorithm", "algorithm is missing: ROUND_ROBIN, LEAST_CONNECTIONS or SOURCE");
        }
        if (wish.insecure() == null) {
            throw PodSpaceException.invalid("insecure", "insecure is missing: ALLOW or REDIRECT");
        }
        HostRules hosts = new HostRules(router);
        return new RouteChange(
                wish.host().filter(host -> !host.isBlank()).map(hosts::own),
                PathRules.clean(wish.path()),
                TargetRules.check(wish.targets()),
                wish.algorithm(),
                wish.sticky(),
                wish.insecure(),
                wish.certificate());
    }

    static void nameIsTaken(Route existing) {
        throw PodSpaceException.at(
                "name",
                ErrorCode.ALREADY_EXISTS,
                existing.deleting()
                        ? "name: '%s' is still being deleted; wait a moment or choose another name"
                                .formatted(existing.name())
                        : "name: the project already has a route '%s'; choose another name".formatted(existing.name()));
    }
}
