package io.podspace.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podspace.report.ObjectFacts;
import io.podspace.route.CertificateUpload;
import io.podspace.route.RouteTarget;
import io.podspace.route.RouteView;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ServicePort;
import io.podspace.service.ServiceView;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Routes as the Routes of OpenShift. Pure. */
final class RouteObjects {
    static final String GENERATED = "openshift.io/host.generated";

    private RouteObjects() {}

    /** @param certificate with its key, for editors alone */
    static ObjectNode tree(
            String project,
            RouteView view,
            ObjectFacts facts,
            List<ServiceView> services,
            Optional<CertificateUpload> certificate) {
        ObjectNode tree = Trees.object("route.openshift.io/v1", "Route");
        tree.set("metadata", Trees.of(meta(project, view, facts)));
        ObjectNode spec = tree.putObject("spec");
        spec.put("host", view.host()).put("path", view.path());
        List<RouteTarget> targets = ordered(view.targets(), RouteNotes.backends(facts.annotations()));
        backend(spec.putObject("to"), targets.getFirst());
        if (targets.size() > 1) {
            ArrayNode others = spec.putArray("alternateBackends");
            targets.stream().skip(1).forEach(target -> backend(others.addObject(), target));
        }
        port(spec.putObject("port"), targets.getFirst(), services, RouteNotes.port(facts.annotations()));
        ObjectNode tls = spec.putObject("tls").put("termination", "edge");
        tls.put("insecureEdgeTerminationPolicy", view.insecure() == Insecure.REDIRECT ? "Redirect" : "Allow");
        certificate.ifPresent(upload -> tls.put("certificate", upload.chain()).put("key", upload.key()));
        spec.put("wildcardPolicy", "None");
        admitted(tree.putObject("status").putArray("ingress").addObject(), view);
        return tree;
    }

    private static ObjectMeta meta(String project, RouteView view, ObjectFacts facts) {
        ObjectMeta meta = Metadata.of(facts, project, facts.version());
        Map<String, String> annotations = new LinkedHashMap<>(RouteNotes.visible(facts.annotations()));
        if (view.generated()) {
            annotations.put(GENERATED, "true");
        }
        meta.setAnnotations(annotations);
        return meta;
    }

    private static List<RouteTarget> ordered(List<RouteTarget> targets, List<String> order) {
        return targets.stream()
                .sorted(Comparator.comparingInt(target -> {
                    int at = order.indexOf(target.service());
                    return at < 0 ? order.size() : at;
                }))
                .toList();
    }

    private static void backend(ObjectNode backend, RouteTarget target) {
        backend.put("kind", "Service").put("name", target.service()).put("weight", target.weight());
    }

    /** As it was named, while that name means this port, or none yet; else its number on the pods. */
    private static void port(ObjectNode port, RouteTarget target, List<ServiceView> services, String word) {
        Optional<ServicePort> meant = services.stream()
                .filter(service -> service.name().equals(target.service()))
                .flatMap(service -> service.ports().stream())
                .filter(candidate -> candidate.port() == target.port())
                .findFirst();
        if (!word.isEmpty() && RoutePorts.means(RoutePorts.named(services, target.service(), word), target.port())) {
            port.put("targetPort", word);
        } else {
            port.put("targetPort", meant.map(ServicePort::targetPort).orElse(target.port()));
        }
    }

    private static void admitted(ObjectNode ingress, RouteView view) {
        ingress.put("host", view.host()).put("routerName", "podspace").put("wildcardPolicy", "None");
        ingress.putArray("conditions")
                .addObject()
                .put("type", "Admitted")
                .put("status", "True")
                .put("lastTransitionTime", Metadata.time(view.createdAt()));
    }
}
