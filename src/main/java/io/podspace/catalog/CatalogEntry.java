package io.podspace.catalog;

import java.util.List;
import java.util.Map;

/**
 * One application of the catalog, as its file {@code <name>.json} says.
 *
 * @param name DNS label, the file's name
 * @param title what people read
 * @param description one or two sentences
 * @param icon name of an icon of the console, e.g. {@code pi-database}; empty: a default
 * @param image name and tag without registry, e.g. {@code nginx:1}; the catalog's registry goes in front
 * @param ports on which it listens, the first is the one for a service or route
 * @param expose the console proposes a route to the first port
 * @param environment fixed values
 * @param parameters that the user fills
 * @param sizes to choose from, the first is proposed; empty: the platform's default
 */
public record CatalogEntry(
        String name,
        String title,
        String description,
        String icon,
        String image,
        List<Integer> ports,
        boolean expose,
        Map<String, String> environment,
        List<Parameter> parameters,
        List<Size> sizes) {

    /**
     * A value that the user fills.
     *
     * @param name of the environment variable
     * @param title what people read
     * @param description a sentence of help, may be empty
     * @param value proposed, may be empty
     * @param required may not be left empty
     * @param secret shown as dots
     * @param generate a random value is proposed
     */
    public record Parameter(
            String name,
            String title,
            String description,
            String value,
            boolean required,
            boolean secret,
            boolean generate) {}

    /**
     * @param name e.g. {@code small}
     * @param cpuMillis requested thousandths of a core
     * @param memoryMiB hard limit
     */
    public record Size(String name, String title, int cpuMillis, int memoryMiB) {}
}
