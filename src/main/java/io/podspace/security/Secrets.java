package io.podspace.security;

import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Seals what must not be readable in the database: registry passwords, environment values, keys of certificates. The
 * key lies in a file outside of it. Reading the key happens at the first use.
 */
@ApplicationScoped
public class Secrets {
    @Inject
    Settings settings;

    private volatile Vault vault;

    /**
     * @param plain up to 16 MiB, not null
     * @param context where the value belongs, e.g. {@code "revision/<uid>/environment"}: a sealed value copied to another
     *     place cannot be opened there. Use what never changes, and include the owner.
     */
    public byte[] seal(byte[] plain, String context) {
        return vault().seal(plain, context);
    }

    /** @throws PodSpaceException INTERNAL when the value was changed, belongs to another context or to an unknown key */
    public byte[] open(byte[] sealed, String context) {
        return vault().open(sealed, context);
    }

    private Vault vault() {
        Vault opened = vault;
        if (opened == null) {
            opened = Vault.read(settings.masterKeyFile());
            vault = opened;
        }
        return opened;
    }
}
