package io.podspace.catalog;

import io.podspace.deployment.NewDeployment;
import io.podspace.platform.PodSpaceException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The boundary of the catalog. Its files are read again when they change; a malformed one is left out and logged. */
@ApplicationScoped
public class Catalog {

    /** By title. */
    public List<CatalogEntry> entries() {
        throw PodSpaceException.unfinished();
    }

    /**
     * One entry, with fresh random values proposed for the parameters that ask for it.
     *
     * @throws PodSpaceException NOT_FOUND
     */
    public CatalogEntry entry(String name) {
        throw PodSpaceException.unfinished();
    }

    /** The reference that the entry's image has on this platform. */
    public String image(CatalogEntry entry) {
        throw PodSpaceException.unfinished();
    }

    /**
     * Turns a filled entry into the wish for a deployment; writes nothing.
     *
     * @throws PodSpaceException INVALID at {@code values[NAME]} or {@code size}
     */
    public NewDeployment deployment(Filled filled) {
        throw PodSpaceException.unfinished();
    }
}
