package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.route.CertificateChange;
import io.podspace.route.CertificateUpload;
import io.podspace.route.RouteTarget;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ServicePort;
import io.podspace.service.ServiceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Route of OpenShift as a route. Pure. */
final class RouteReader {
    private static final int DEFAULT_WEIGHT = 100;

    private final ObjectNode wish;
    private final JsonNode spec;

    RouteReader(ObjectNode wish) {
        this.wish = wish;
        this.spec = wish.path("spec");
    }

    /** The first, and the others. */
    static List<JsonNode> backends(JsonNode spec) {
        List<JsonNode> backends = new ArrayList<>(List.of(spec.path("to")));
        spec.path("alternateBackends").forEach(backends::add);
        return backends;
    }

    Optional<String> host() {
        return Optional.of(spec.path("host").asText()).filter(host -> !host.isEmpty());
    }

    String path() {
        String path = spec.path("path").asText();
        return path.isEmpty() ? "/" : path;
    }

    /**
     * @param before targets that keep their ports where the port that is named stays the same
     * @throws ApiFault 422 when a service has no such port, or is not there and its port is not meant by a name
     */
    List<RouteTarget> targets(List<ServiceView> services, List<RouteTarget> before) {
        List<RouteTarget> targets = new ArrayList<>();
        for (JsonNode backend : backends(spec)) {
            String field = targets.isEmpty() ? "spec.to" : "spec.alternateBackends[%d]".formatted(targets.size() - 1);
            String name = backend.path("name").asText();
            Optional<Integer> kept = before.stream()
                    .filter(target -> target.service().equals(name))
                    .map(RouteTarget::port)
                    .findFirst();
            int weight = Trees.number(backend.path("weight"), DEFAULT_WEIGHT);
            targets.add(new RouteTarget(name, kept.orElseGet(() -> port(services, name, field)), weight));
        }
        return targets;
    }

    private int port(List<ServiceView> services, String name, String field) {
        JsonNode wanted = Trees.at(spec, "port.targetPort");
        Optional<ServiceView> found = services.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (found.isEmpty() && wanted.isTextual()) {
            return RoutePorts.LATER;
        }
        ServiceView service = found.orElseThrow(() -> invalid(
                "there is no service of that name; apply it first, or name the port in spec.port.targetPort",
                field + ".name"));
        List<ServicePort> fitting =
                service.ports().stream().filter(port -> fits(port, wanted)).toList();
        if (fitting.size() != 1 && (wanted.isMissingNode() || fitting.isEmpty())) {
            throw invalid(
                    "the service '%s' has no single such port; it has %s"
                            .formatted(
                                    service.name(),
                                    service.ports().stream()
                                            .map(port -> port.name() + "=" + port.targetPort())
                                            .toList()),
                    "spec.port.targetPort");
        }
        return fitting.getFirst().port();
    }

    private static boolean fits(ServicePort port, JsonNode wanted) {
        return wanted.isMissingNode()
                || (wanted.isTextual()
                        ? port.name().equals(wanted.asText())
                        : wanted.canConvertToInt() && port.targetPort() == wanted.asInt());
    }

    /** Without TLS nobody is sent on; with it they are, unless it says otherwise. */
    Insecure insecure() {
        JsonNode tls = spec.path("tls");
        if (!tls.isObject()) {
            return Insecure.ALLOW;
        }
        return tls.path("insecureEdgeTerminationPolicy").asText().equals("Allow") ? Insecure.ALLOW : Insecure.REDIRECT;
    }

    /** @throws ApiFault 422 when it is half a certificate */
    Optional<CertificateUpload> certificate() {
        String chain = Trees.at(spec, "tls.certificate").asText();
        String key = Trees.at(spec, "tls.key").asText();
        if (chain.isEmpty() != key.isEmpty()) {
            throw invalid(
                    "certificate and key belong together", chain.isEmpty() ? "spec.tls.certificate" : "spec.tls.key");
        }
        return Optional.of(new CertificateUpload(chain, key))
                .filter(upload -> !upload.chain().isEmpty());
    }

    /** @param before the certificate that there is */
    CertificateChange change(Optional<CertificateUpload> before) {
        Optional<CertificateUpload> next = certificate();
        if (next.isEmpty()) {
            return before.isEmpty() ? new CertificateChange.Keep() : new CertificateChange.Remove();
        }
        return before.filter(old -> same(old.chain(), next.get().chain())
                        && same(old.key(), next.get().key()))
                .<CertificateChange>map(old -> new CertificateChange.Keep())
                .orElseGet(() -> new CertificateChange.Replace(next.get()));
    }

    private static boolean same(String one, String other) {
        return one.strip().replaceAll("\\s+", "\n").equals(other.strip().replaceAll("\\s+", "\n"));
    }

    private ApiFault invalid(String message, String field) {
        return ApiFault.invalid(
                "Route.route.openshift.io \"%s\""
                        .formatted(wish.path("metadata").path("name").asText()),
                List.of(new ApiFault.Cause("FieldValueInvalid", message, field)));
    }
}
