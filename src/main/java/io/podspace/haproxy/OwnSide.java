package io.podspace.haproxy;

import io.podspace.haproxy.Issuer.Identity;
import io.podspace.haproxy.ProxyFiles.Own;
import io.podspace.host.NetworkAttachment;
import io.podspace.platform.Settings;
import io.podspace.service.ProxySpec;
import io.podspace.service.ProxySpec.Kind;
import java.util.Optional;

/**
 * What a proxy's configuration says beside its table: certificates, ports, keys. Each change of a pod asks for it, so texts and
 * fingerprint are kept until a certificate is another one. Of one proxy; its caller holds the proxy's lock.
 */
final class OwnSide {
    private static final int FINGERPRINT = 32;

    private final Pki pki;
    private final Settings settings;
    private Made made;

    /** Texts of these identities, which are the same objects until they are renewed. */
    private record Made(
            Identity proxy,
            Identity authority,
            Optional<Identity> apps,
            Own own,
            String cookieKey,
            String fingerprint) {
        boolean of(Identity otherProxy, Identity otherAuthority, Optional<Identity> otherApps) {
            return proxy == otherProxy && authority == otherAuthority && apps.orElse(null) == otherApps.orElse(null);
        }
    }

    OwnSide(Pki pki, Settings settings) {
        this.pki = pki;
        this.settings = settings;
    }

    Own own(ProxySpec spec) {
        return made(spec).own();
    }

    Surroundings surroundings(ProxySpec spec) {
        Made now = made(spec);
        return new Surroundings(
                spec.kind() == Kind.ROUTER
                        ? "*"
                        : spec.networks().stream()
                                .map(NetworkAttachment::address)
                                .flatMap(Optional::stream)
                                .findFirst()
                                .orElse("*"),
                settings.router().httpPort(),
                settings.router().httpsPort(),
                now.cookieKey(),
                now.fingerprint());
    }

    private Made made(ProxySpec spec) {
        Identity proxy = pki.proxy(spec.name());
        Identity authority = pki.authority();
        Optional<Identity> apps = spec.kind() == Kind.ROUTER
                ? Optional.of(pki.apps(settings.router().appsDomain()))
                : Optional.empty();
        if (made == null || !made.of(proxy, authority, apps)) {
            Own own = new Own(
                    proxy.pem(),
                    Issuer.write(authority.certificate()),
                    apps.map(Identity::pem).orElse(""));
            String fingerprint =
                    CertificateFile.hash(own.control() + own.authority() + own.apps() + Pages.all(spec.kind()));
            made = new Made(proxy, authority, apps, own, pki.cookieKey(), fingerprint.substring(0, FINGERPRINT));
        }
        return made;
    }
}
