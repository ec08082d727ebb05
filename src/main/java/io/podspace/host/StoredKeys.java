package io.podspace.host;

import io.podspace.security.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Seals and opens the certificates in the hosts' rows. */
@ApplicationScoped
class StoredKeys implements EngineKeys {
    @Inject
    HostRows rows;

    @Inject
    Secrets secrets;

    @Override
    public Optional<EngineTls> of(HostRef host) {
        return host.tls().isEmpty() ? Optional.empty() : rows.sealed(host.id()).map(this::open);
    }

    HostRows.Sealed seal(String uid, EngineTls tls) {
        return new HostRows.Sealed(uid, tls.fingerprint(), secrets.seal(tls.bytes(), context(uid)));
    }

    private EngineTls open(HostRows.Sealed sealed) {
        return EngineTls.of(secrets.open(sealed.bytes(), context(sealed.uid())));
    }

    private static String context(String uid) {
        return "host/%s/tls".formatted(uid);
    }
}
