package io.podspace.console;

import io.podspace.catalog.Catalog;
import io.podspace.catalog.CatalogEntry;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The catalog as administrators see it: which entries are there, with the images that they mean here. */
@Named
@RequestScoped
public class CatalogPage {
    @Inject
    Catalog catalog;

    private List<CatalogEntry> entries;

    public List<CatalogEntry> getEntries() {
        if (entries == null) {
            entries = catalog.entries();
        }
        return entries;
    }

    public String image(CatalogEntry entry) {
        return catalog.image(entry);
    }
}
