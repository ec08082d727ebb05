package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Endpoints of a service as its one slice, of the same name. Pure. */
final class EndpointSlices {
    private static final String SERVICE = "kubernetes.io/service-name";

    private EndpointSlices() {}

    static ObjectNode of(ObjectNode endpoints) {
        JsonNode meta = endpoints.path("metadata");
        JsonNode subset = endpoints.path("subsets").path(0);
        ObjectNode slice = Trees.object("discovery.k8s.io/v1", "EndpointSlice");
        meta(slice.putObject("metadata"), meta);
        slice.put("addressType", "IPv4");
        ArrayNode list = slice.putArray("endpoints");
        subset.path("addresses").forEach(address -> endpoint(list.addObject(), address, true));
        subset.path("notReadyAddresses").forEach(address -> endpoint(list.addObject(), address, false));
        ArrayNode ports = slice.putArray("ports");
        subset.path("ports").forEach(ports::add);
        return slice;
    }

    /** The uid follows from that of the service, which the endpoints show as theirs. */
    private static void meta(ObjectNode own, JsonNode meta) {
        List.of("name", "namespace", "resourceVersion", "creationTimestamp")
                .forEach(field -> own.set(field, meta.path(field)));
        byte[] seed = ("slice/" + meta.path("uid").asText()).getBytes(StandardCharsets.UTF_8);
        own.put("uid", UUID.nameUUIDFromBytes(seed).toString());
        own.putObject("labels").put(SERVICE, meta.path("name").asText());
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
