package io.podspace.haproxy;

import io.podspace.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS of the platform's own listeners, with certificates of the platform's own authority. */
@ApplicationScoped
public class PlatformTls {
    private static final char[] NO_PASSWORD = {};

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** @param hosts names and addresses under which the listener is reached */
    public SSLContext server(List<String> hosts) {
        Pki pki = pki();
        Issuer.Identity own = pki.api(hosts);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            X509Certificate[] chain = {own.certificate(), pki.authority().certificate()};
            store.setKeyEntry("api", own.key(), NO_PASSWORD, chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The platform's certificates cannot be used for TLS", e);
        }
    }

    /** The authority's certificate, PEM: whoever trusts it trusts the platform's listeners. */
    public String authority() {
        return Issuer.write(pki().authority().certificate());
    }

    private Pki pki() {
        return new Pki(settings.pkiFolder().resolve("proxies"), clock);
    }
}
