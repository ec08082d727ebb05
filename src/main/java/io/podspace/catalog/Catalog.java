package io.podspace.catalog;

import io.podspace.deployment.NewDeployment;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import io.podspace.security.CurrentUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;

/** The boundary of the catalog, for everybody who is signed in. */
@ApplicationScoped
public class Catalog {
    private final SecureRandom random = new SecureRandom();

    @Inject
    Settings settings;

    @Inject
    CurrentUser user;

    /** By title. A malformed file is left out and logged. */
    public List<CatalogEntry> entries() {
        user.require();
        return CatalogFiles.read(settings.catalog().folder());
    }

    /**
     * One entry, with fresh random values proposed for the parameters that ask for it.
     *
     * @throws PodSpaceException NOT_FOUND
     */
    public CatalogEntry entry(String name) {
        return entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .map(entry -> entry.withGenerated(() -> RandomText.of(random)))
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.NOT_FOUND,
                        "The catalog has no entry '%s'.".formatted(Names.shown(name == null ? "" : name))));
    }

    /** The reference that the entry's image has on this platform. */
    public String image(CatalogEntry entry) {
        return settings.catalog().registry() + "/" + entry.image();
    }

    /**
     * Turns a filled entry into the wish for a deployment; writes nothing.
     *
     * @throws PodSpaceException NOT_FOUND; INVALID at {@code values[NAME]} or {@code size}
     */
    public NewDeployment deployment(Filled filled) {
        CatalogEntry entry = entry(filled.entry());
        return CatalogRules.deployment(entry, image(entry), filled);
    }
}
