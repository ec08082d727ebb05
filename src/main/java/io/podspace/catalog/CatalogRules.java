package io.podspace.catalog;

import io.podspace.catalog.CatalogEntry.Parameter;
import io.podspace.catalog.CatalogEntry.Size;
import io.podspace.deployment.NewDeployment;
import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.PodTemplate.Port;
import io.podspace.deployment.PodTemplate.Resources;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an entry must hold, and what a filled one becomes. */
final class CatalogRules {
    private static final int STOP_GRACE_SECONDS = 30;

    private CatalogRules() {}

    /** @throws PodSpaceException INVALID */
    static CatalogEntry check(CatalogEntry entry, String file) {
        Names.label("name", entry.name());
        if (!file.equals(entry.name() + ".json")) {
            throw PodSpaceException.invalid("name", "name: it must be that of the file");
        }
        if (entry.title().isBlank() || entry.image().isBlank()) {
            throw PodSpaceException.invalid("title", "title and image are missing");
        }
        return entry;
    }

    static NewDeployment deployment(CatalogEntry entry, String image, Filled filled) {
        PodTemplate template = new PodTemplate(
                image,
                PodTemplate.Pull.IF_NOT_PRESENT,
                List.of(),
                List.of(),
                environment(entry, filled.values()),
                entry.ports().stream()
                        .map(port -> new Port("port-" + port, port))
                        .toList(),
                resources(entry.sizes(), filled.size()),
                Optional.empty(),
                Optional.empty(),
                STOP_GRACE_SECONDS);
        return new NewDeployment(filled.projectId(), filled.name(), template, filled.replicas(), Map.of());
    }

    private static Map<String, String> environment(CatalogEntry entry, Map<String, String> values) {
        Map<String, String> environment = new LinkedHashMap<>(entry.environment());
        for (Parameter parameter : entry.parameters()) {
            String value = values.getOrDefault(parameter.name(), parameter.value());
            if (value.isEmpty() && parameter.required()) {
                throw PodSpaceException.invalid(
                        "values[%s]".formatted(parameter.name()),
                        "%s is missing; it may not be left empty".formatted(parameter.title()));
            }
            if (!value.isEmpty()) {
                environment.put(parameter.name(), value);
            }
        }
        for (String name : values.keySet()) {
            if (entry.parameters().stream()
                    .noneMatch(parameter -> parameter.name().equals(name))) {
                throw PodSpaceException.invalid(
                        "values[%s]".formatted(Names.shown(name)),
                        "%s has no parameter '%s'".formatted(entry.title(), Names.shown(name)));
            }
        }
        return environment;
    }

    private static Resources resources(List<Size> sizes, String name) {
        if (sizes.isEmpty()) {
            return Resources.DEFAULT;
        }
        Size size = name == null || name.isBlank()
                ? sizes.getFirst()
                : sizes.stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> PodSpaceException.invalid(
                                "size", "size: there is none called '%s'".formatted(Names.shown(name))));
        long limit = (long) size.memoryMiB() << 20;
        return new Resources(
                size.cpuMillis(),
                0,
                Math.min(Resources.DEFAULT.memoryRequestBytes(), limit),
                limit,
                Resources.DEFAULT.pids());
    }
}
