package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Endpoints of a service as its slices, one for each subset. The first, and often only one, has the service's name; the
 * others add their numbers after a dot, which no name of a service has. Pure.
 */
final class EndpointSlices {
    private static final String SERVICE = "kubernetes.io/service-name";

    private EndpointSlices() {}

    static List<ObjectNode> of(ObjectNode endpoints) {
        JsonNode subsets = endpoints.path("subsets");
        List<ObjectNode> slices = new ArrayList<>();
        slices.add(slice(endpoints.path("metadata"), "", subsets.path(0)));
        for (int i = 1; i < subsets.size(); i++) {
            String numbers = String.join("-", subsets.path(i).path("ports").findValuesAsText("port"));
            slices.add(slice(endpoints.path("metadata"), "." + numbers, subsets.path(i)));
        }
        return slices;
    }

    /** Of which endpoints a slice of that name is part. */
    static String service(String name) {
        return name.split("\\.", 2)[0];
    }

    private static ObjectNode slice(JsonNode meta, String suffix, JsonNode subset) {
        ObjectNode slice = Trees.object("discovery.k8s.io/v1", "EndpointSlice");
        meta(slice.putObject("metadata"), meta, suffix);
        slice.put("addressType", "IPv4");
        ArrayNode list = slice.putArray("endpoints");
        subset.path("addresses").forEach(address -> endpoint(list.addObject(), address, true));
        subset.path("notReadyAddresses").forEach(address -> endpoint(list.addObject(), address, false));
        ArrayNode ports = slice.putArray("ports");
        subset.path("ports").forEach(ports::add);
        return slice;
    }

    /** The uid follows from that of the service, which the endpoints show as theirs. */
    private static void meta(ObjectNode own, JsonNode meta, String suffix) {
        String service = meta.path("name").asText();
        own.put("name", service + suffix);
        List.of("namespace", "resourceVersion", "creationTimestamp").forEach(field -> own.set(field, meta.path(field)));
        byte[] seed = ("slice/" + meta.path("uid").asText() + suffix).getBytes(StandardCharsets.UTF_8);
        own.put("uid", UUID.nameUUIDFromBytes(seed).toString());
        own.putObject("labels").put(SERVICE, service);
    }

    private static void endpoint(ObjectNode endpoint, JsonNode address, boolean ready) {
        endpoint.putArray("addresses").add(address.path("ip").asText());
        endpoint.putObject("conditions")
                .put("ready", ready)
                .put("serving", ready)
                .put("terminating", false);
        if (address.has("nodeName")) {
            endpoint.put("nodeName", address.path("nodeName").asText());
        }
        endpoint.set("targetRef", address.path("targetRef"));
    }
}
