package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.route.CertificateChange;
import io.podspace.route.RouteChange;
import io.podspace.route.RouteTarget;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ServiceView;
import java.util.List;
import java.util.Optional;

/** An ingress as a route. Pure. */
final class IngressReader {
    private IngressReader() {}

    /** @throws ApiFault 422 when it is more than one route, or names a port that a service does not have */
    static RouteChange read(ObjectNode wish, List<ServiceView> services) {
        String name = wish.path("metadata").path("name").asText();
        JsonNode spec = wish.path("spec");
        JsonNode rule = spec.path("rules").path(0);
        JsonNode path = rule.path("http").path("paths").path(0);
        one(name, spec.path("rules"), "spec.rules");
        one(name, rule.path("http").path("paths"), "spec.rules[0].http.paths");
        JsonNode service = path.path("backend").path("service");
        String target = service.path("name").asText();
        return new RouteChange(
                Optional.of(rule.path("host").asText()).filter(host -> !host.isEmpty()),
                path.path("path").asText("/"),
                List.of(new RouteTarget(target, port(name, service, services), 1)),
                Algorithm.ROUND_ROBIN,
                false,
                spec.path("tls").isEmpty() ? Insecure.ALLOW : Insecure.REDIRECT,
                new CertificateChange.Keep());
    }

    /** The word by which it means the service's port; empty: it says a number. */
    static String portName(ObjectNode wish) {
        JsonNode path =
                Trees.at(wish, "spec.rules").path(0).path("http").path("paths").path(0);
        JsonNode port = Trees.at(path, "backend.service.port");
        return port.has("number") ? "" : port.path("name").asText();
    }

    private static int port(String ingress, JsonNode service, List<ServiceView> services) {
        JsonNode port = service.path("port");
        if (port.has("number")) {
            return port.path("number").asInt();
        }
        String field = "spec.rules[0].http.paths[0].backend.service.port.name";
        String target = service.path("name").asText();
        return RoutePorts.named(services, target, port.path("name").asText())
                .orElseThrow(() -> invalid(
                        ingress,
                        "the service has no port of that name; apply the service first, or give the number",
                        field));
    }

    private static void one(String name, JsonNode list, String field) {
        if (list.size() != 1) {
            throw invalid(name, "must have exactly one; write an ingress for each", field);
        }
    }

    private static ApiFault invalid(String name, String message, String field) {
        return ApiFault.invalid(
                "Ingress.networking.k8s.io \"%s\"".formatted(name),
                List.of(new ApiFault.Cause("FieldValueInvalid", message, field)));
    }
}
