package io.podspace.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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
    public CatalogEntry {
        title = text(title);
        description = text(description);
        icon = text(icon);
        image = text(image);
        ports = ports == null ? List.of() : List.copyOf(ports);
        environment = environment == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        parameters = parameters == null ? List.of() : List.copyOf(parameters);
        sizes = sizes == null ? List.of() : List.copyOf(sizes);
    }

    /** The same, with values for the parameters that are to be generated. */
    CatalogEntry withGenerated(Supplier<String> generator) {
        List<Parameter> filled = parameters.stream()
                .map(parameter -> parameter.generate() ? parameter.with(generator.get()) : parameter)
                .toList();
        return new CatalogEntry(name, title, description, icon, image, ports, expose, environment, filled, sizes);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

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
            boolean generate) {
        public Parameter {
            title = title == null ? name : title;
            description = text(description);
            value = text(value);
        }

        Parameter with(String generated) {
            return new Parameter(name, title, description, generated, required, secret, generate);
        }
    }

    /**
     * @param name e.g. {@code small}
     * @param cpuMillis requested thousandths of a core
     * @param memoryMiB hard limit
     */
    public record Size(String name, String title, int cpuMillis, int memoryMiB) {}
}
