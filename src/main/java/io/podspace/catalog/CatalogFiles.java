package io.podspace.catalog;

import io.podspace.platform.Json;
import io.podspace.platform.PodSpaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the folder of entries, each time anew: an operator may change it at any time, and it is small. */
final class CatalogFiles {
    private static final Logger LOG = System.getLogger(CatalogFiles.class.getName());

    private CatalogFiles() {}

    /** By title; empty when there is no such folder. */
    static List<CatalogEntry> read(Path folder) {
        List<CatalogEntry> entries = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            LOG.log(Level.WARNING, "The catalog is empty: there is no folder {0}", folder);
            return List.of();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                try {
                    CatalogEntry entry = Json.read(Files.readString(file), CatalogEntry.class);
                    entries.add(CatalogRules.check(entry, file.getFileName().toString()));
                } catch (PodSpaceException | IOException e) {
                    LOG.log(Level.WARNING, "The catalog leaves out " + file, e);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The catalog's folder cannot be read: " + folder, e);
        }
        entries.sort(Comparator.comparing(CatalogEntry::title));
        return List.copyOf(entries);
    }
}
