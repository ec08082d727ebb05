package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The columns in which {@code kubectl get} shows each kind. Pure. */
final class Columns {
    private Columns() {}

    /** @param wide shown with {@code -o wide} only */
    record Column(String name, String type, boolean wide, BiFunction<JsonNode, Instant, Object> value) {}

    static List<Column> of(String kind) {
        List<Column> columns = new ArrayList<>();
        columns.add(text("Name", o -> o.path("metadata").path("name").asText()));
        columns.addAll(SPECIAL.getOrDefault(kind, List.of()));
        if (!kind.equals("Event")) {
            columns.add(
                    SPECIAL.containsKey(kind) ? firstWide(columns) : columns.size(),
                    new Column("Age", "string", false, Columns::age));
        }
        return kind.equals("Event") ? columns.subList(1, columns.size()) : columns;
    }

    private static int firstWide(List<Column> columns) {
        int at = 0;
        while (at < columns.size() && !columns.get(at).wide()) {
            at++;
        }
        return at;
    }

    private static final Map<String, List<Column>> SPECIAL = Map.ofEntries(
            Map.entry("Namespace", List.of(text("Status", o -> Trees.at(o, "status.phase")
                    .asText()))),
            Map.entry(
                    "Project",
                    List.of(
                            text("Display Name", o -> o.path("metadata")
                                    .path("annotations")
                                    .path(Namespaces.DISPLAY_NAME)
                                    .asText()),
                            text("Status", o -> Trees.at(o, "status.phase").asText()))),
            Map.entry(
                    "Pod",
                    List.of(
                            text("Ready", o -> ready(o) + "/1"),
                            text("Status", Columns::podStatus),
                            new Column("Restarts", "integer", false, (o, now) -> o.path("status")
                                    .path("containerStatuses")
                                    .path(0)
                                    .path("restartCount")
                                    .asInt()),
                            wide("IP", o -> Trees.at(o, "status.podIP").asText("<none>")),
                            wide("Node", o -> Trees.at(o, "spec.nodeName").asText("<none>")),
                            wide("Image", o -> images(o.path("spec"))))),
            Map.entry(
                    "Deployment",
                    List.of(
                            text("Ready", o -> "%d/%d"
                                    .formatted(
                                            Trees.at(o, "status.readyReplicas").asInt(),
                                            Trees.at(o, "spec.replicas").asInt())),
                            number("Up-to-date", "status.updatedReplicas"),
                            number("Available", "status.availableReplicas"),
                            wide("Containers", o -> containers(Trees.at(o, "spec.template.spec"))),
                            wide("Images", o -> images(Trees.at(o, "spec.template.spec"))),
                            wide("Selector", o -> labels(Trees.at(o, "spec.selector.matchLabels"))))),
            Map.entry(
                    "ReplicaSet",
                    List.of(
                            number("Desired", "spec.replicas"),
                            number("Current", "status.replicas"),
                            number("Ready", "status.readyReplicas"),
                            wide("Containers", o -> containers(Trees.at(o, "spec.template.spec"))),
                            wide("Images", o -> images(Trees.at(o, "spec.template.spec"))),
                            wide("Selector", o -> labels(Trees.at(o, "spec.selector.matchLabels"))))),
            Map.entry(
                    "Service",
                    List.of(
                            text("Type", o -> Trees.at(o, "spec.type").asText()),
                            text("Cluster-IP", o -> Trees.at(o, "spec.clusterIP")
                                    .asText("<pending>")),
                            text("External-IP", o -> "<none>"),
                            text(
                                    "Port(s)",
                                    o -> each(
                                            Trees.at(o, "spec.ports"),
                                            p -> p.path("port").asText() + "/TCP")),
                            wide("Selector", o -> labels(Trees.at(o, "spec.selector"))))),
            Map.entry(
                    "Ingress",
                    List.of(
                            text("Class", o -> Trees.at(o, "spec.ingressClassName")
                                    .asText("<none>")),
                            text(
                                    "Hosts",
                                    o -> each(Trees.at(o, "status.loadBalancer.ingress"), i -> i.path("hostname")
                                            .asText("*"))),
                            text(
                                    "Address",
                                    o -> each(Trees.at(o, "status.loadBalancer.ingress"), i -> i.path("ip")
                                            .asText())),
                            text("Ports", o -> o.path("spec").has("tls") ? "80, 443" : "80"))),
            Map.entry(
                    "HorizontalPodAutoscaler",
                    List.of(
                            text(
                                    "Reference",
                                    o -> Trees.at(o, "spec.scaleTargetRef.kind").asText() + "/"
                                            + Trees.at(o, "spec.scaleTargetRef.name")
                                                    .asText()),
                            text("Targets", o -> "cpu: <unknown>/" + cpu(o.path("spec")) + "%"),
                            number("MinPods", "spec.minReplicas"),
                            number("MaxPods", "spec.maxReplicas"),
                            number("Replicas", "status.currentReplicas"))),
            Map.entry(
                    "EndpointSlice",
                    List.of(
                            text("AddressType", o -> o.path("addressType").asText()),
                            text(
                                    "Ports",
                                    o -> each(o.path("ports"), port -> port.path("port")
                                            .asText())),
                            text(
                                    "Endpoints",
                                    o -> each(
                                            o.path("endpoints"),
                                            e -> e.path("addresses").path(0).asText())))),
            Map.entry("Endpoints", List.of(text("Endpoints", Columns::endpoints))),
            Map.entry(
                    "Event",
                    List.of(
                            new Column(
                                    "Last Seen",
                                    "string",
                                    false,
                                    (o, now) -> since(either(o, "lastTimestamp", "deprecatedLastTimestamp"), now)),
                            text("Type", o -> o.path("type").asText()),
                            text("Reason", o -> o.path("reason").asText()),
                            text(
                                    "Object",
                                    o -> either(o, "involvedObject", "regarding")
                                                    .path("kind")
                                                    .asText()
                                                    .toLowerCase(Locale.ROOT)
                                            + "/"
                                            + either(o, "involvedObject", "regarding")
                                                    .path("name")
                                                    .asText()),
                            text("Message", o -> either(o, "message", "note").asText()))),
            Map.entry(
                    "Route",
                    List.of(
                            text("Host/Port", o -> Trees.at(o, "spec.host").asText()),
                            text("Path", o -> Trees.at(o, "spec.path").asText()),
                            text(
                                    "Services",
                                    o -> each(RouteReader.backends(o.path("spec")), b -> b.path("name")
                                            .asText())),
                            text("Port", o -> Trees.at(o, "spec.port.targetPort")
                                    .asText()),
                            text(
                                    "Termination",
                                    o -> Trees.at(o, "spec.tls.termination").asText() + "/"
                                            + Trees.at(o, "spec.tls.insecureEdgeTerminationPolicy")
                                                    .asText()),
                            text("Wildcard", o -> Trees.at(o, "spec.wildcardPolicy")
                                    .asText()))),
            Map.entry("ConfigMap", List.of(number("Data", Columns::keys))),
            Map.entry("Secret", List.of(text("Type", o -> o.path("type").asText()), number("Data", Columns::keys))));

    private interface Text {
        String of(JsonNode object);
    }

    private static Column text(String name, Text value) {
        return new Column(name, "string", false, (object, now) -> value.of(object));
    }

    private static Column wide(String name, Text value) {
        return new Column(name, "string", true, (object, now) -> value.of(object));
    }

    private static Column number(String name, String path) {
        return number(name, object -> Trees.at(object, path).asInt());
    }

    private static Column number(String name, ToIntFunction<JsonNode> value) {
        return new Column(name, "integer", false, (object, now) -> value.applyAsInt(object));
    }

    /** Both kinds of events say the same in other words. */
    private static JsonNode either(JsonNode event, String one, String other) {
        return event.has(one) ? event.path(one) : event.path(other);
    }

    private static int cpu(JsonNode spec) {
        return spec.path("targetCPUUtilizationPercentage")
                .asInt(Trees.at(spec.path("metrics").path(0), "resource.target.averageUtilization")
                        .asInt());
    }

    private static int keys(JsonNode object) {
        return object.path("data").size();
    }

    private static int ready(JsonNode pod) {
        return Trees.at(pod, "status.containerStatuses").path(0).path("ready").asBoolean() ? 1 : 0;
    }

    private static String podStatus(JsonNode pod) {
        if (pod.path("metadata").has("deletionTimestamp")) {
            return "Terminating";
        }
        String waiting = Trees.at(pod.path("status").path("containerStatuses").path(0), "state.waiting.reason")
                .asText();
        String phase = Trees.at(pod, "status.phase").asText();
        boolean begins = waiting.equals(PodStates.CREATING) && !pod.path("spec").has("nodeName");
        return waiting.isEmpty() || begins ? phase : waiting;
    }

    private static String endpoints(JsonNode object) {
        JsonNode subset = object.path("subsets").path(0);
        String all = each(
                subset.path("addresses"),
                address -> each(
                        subset.path("ports"),
                        port -> address.path("ip").asText() + ":"
                                + port.path("port").asText()));
        return all.isEmpty() ? "<none>" : all;
    }

    private static String containers(JsonNode spec) {
        return each(spec.path("containers"), c -> c.path("name").asText());
    }

    private static String images(JsonNode spec) {
        return each(spec.path("containers"), c -> c.path("image").asText());
    }

    private static String each(Iterable<JsonNode> list, Text value) {
        return StreamSupport.stream(list.spliterator(), false).map(value::of).collect(Collectors.joining(","));
    }

    private static String labels(JsonNode labels) {
        return new TreeMap<>(Trees.texts(labels))
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
    }

    private static Object age(JsonNode object, Instant now) {
        return since(object.path("metadata").path("creationTimestamp"), now);
    }

    private static String since(JsonNode time, Instant now) {
        if (!time.isTextual()) {
            return "<unknown>";
        }
        Duration age = Duration.between(Instant.parse(time.asText()), now);
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 600) {
            return age.toMinutes() + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
        }
        if (seconds < 3 * 3600) {
            return age.toMinutes() + "m";
        }
        return age.toHours() < 48 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
