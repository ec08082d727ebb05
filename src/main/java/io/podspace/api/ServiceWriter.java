package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.project.ProjectView;
import io.podspace.service.NewService;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ServiceChange;
import io.podspace.service.ServicePort;
import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes services as manifests wish them. Called in a transaction. */
@ApplicationScoped
class ServiceWriter {
    @Inject
    Services services;

    @Inject
    NamedPorts names;

    void create(ProjectView project, ObjectNode wish) {
        String name = wish.path("metadata").path("name").asText();
        ServiceChange spec = spec(project, wish, Map.of());
        if (wish.path("spec").has("clusterIP")
                && !wish.path("spec").path("clusterIP").asText().isEmpty()) {
            throw invalid(name, "is chosen by PodSpace; leave it out", "spec.clusterIP");
        }
        ServiceView view =
                services.create(new NewService(project.id(), name, spec.ports(), spec.algorithm(), spec.selector()));
        describe(view, wish);
    }

    /** @param live as it is shown */
    void update(ServiceView view, ProjectView project, ObjectNode live, ObjectNode wish) {
        String address = wish.path("spec").path("clusterIP").asText();
        if (!address.isEmpty() && !address.equals(view.address().orElse(""))) {
            throw invalid(view.name(), "is chosen by PodSpace; leave it out", "spec.clusterIP");
        }
        describe(services.replace(view.id(), spec(project, wish, meant(view, live))), wish);
    }

    /** What words of the service mean, as they were looked up the last time. */
    private static Map<String, Integer> meant(ServiceView view, ObjectNode live) {
        Map<String, Integer> meant = new LinkedHashMap<>();
        for (JsonNode port : live.path("spec").path("ports")) {
            view.ports().stream()
                    .filter(found -> found.port() == port.path("port").asInt())
                    .forEach(found -> meant.put(port.path("targetPort").asText(), found.targetPort()));
        }
        return meant;
    }

    private void describe(ServiceView view, ObjectNode wish) {
        Map<String, String> annotations = new LinkedHashMap<>(Trees.texts(Trees.at(wish, "metadata.annotations")));
        annotations.remove(ServiceStore.ALGORITHM);
        services.describe(
                view.id(),
                Trees.texts(Trees.at(wish, "metadata.labels")),
                ServiceNotes.of(wish.path("spec"), view.ports(), annotations));
    }

    private ServiceChange spec(ProjectView project, ObjectNode wish, Map<String, Integer> meant) {
        String name = wish.path("metadata").path("name").asText();
        JsonNode spec = wish.path("spec");
        Map<String, String> selector = Trees.texts(spec.path("selector"));
        if (selector.isEmpty()) {
            throw invalid(name, "is required: a service sends to pods with these labels", "spec.selector");
        }
        if (spec.path("clusterIP").asText().equals("None")) {
            throw invalid(name, "a service always has an address; leave it out", "spec.clusterIP");
        }
        List<ServicePort> ports = new ArrayList<>();
        for (int i = 0; i < spec.path("ports").size(); i++) {
            JsonNode port = spec.path("ports").get(i);
            int target = target(project, name, selector, port, meant, "spec.ports[%d].targetPort".formatted(i));
            ports.add(port(port, target));
        }
        return new ServiceChange(ports, algorithm(name, wish), selector);
    }

    private static Algorithm algorithm(String name, ObjectNode wish) {
        String annotation = wish.path("metadata")
                .path("annotations")
                .path(ServiceStore.ALGORITHM)
                .asText();
        boolean sticky = Trees.at(wish, "spec.sessionAffinity").asText().equals("ClientIP");
        return switch (annotation) {
            case "" -> sticky ? Algorithm.SOURCE : Algorithm.ROUND_ROBIN;
            case "least-connections" -> sticky ? Algorithm.SOURCE : Algorithm.LEAST_CONNECTIONS;
            default ->
                throw invalid(name, "must be least-connections", "metadata.annotations." + ServiceStore.ALGORITHM);
        };
    }

    private static ServicePort port(JsonNode port, int target) {
        String name = port.path("name").asText("");
        String protocol =
                port.path("appProtocol").asText(name.startsWith("http") && !name.startsWith("https") ? "http" : "");
        return new ServicePort(
                name, port.path("port").asInt(), target, protocol.equals("http") ? Protocol.HTTP : Protocol.TCP);
    }

    /** The number at the pods of each port; of one that is meant by a word what the deployments say, see {@link NamedPorts}. */
    private int target(
            ProjectView project,
            String service,
            Map<String, String> selector,
            JsonNode port,
            Map<String, Integer> meant,
            String field) {
        JsonNode target = port.path("targetPort");
        if (!target.isTextual()) {
            return target.asInt(port.path("port").asInt());
        }
        Set<Integer> numbers = names.numbers(project, selector, target.asText());
        if (numbers.size() > 1) {
            throw invalid(
                    service,
                    "the deployments that are selected call different ports '%s'; give the number"
                            .formatted(target.asText()),
                    field);
        }
        return numbers.stream()
                .findFirst()
                .orElseGet(() ->
                        meant.getOrDefault(target.asText(), port.path("port").asInt()));
    }

    private static ApiFault invalid(String name, String message, String field) {
        return ApiFault.invalid(
                "Service \"%s\"".formatted(name), List.of(new ApiFault.Cause("FieldValueInvalid", message, field)));
    }
}
