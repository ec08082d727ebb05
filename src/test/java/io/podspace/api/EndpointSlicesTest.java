package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointSlicesTest {
    @Test
    void aSliceSaysWhatTheEndpointsSay() {
        ObjectNode slice = only(tree("""
                {"metadata":{"name":"web","namespace":"shop","uid":"u","resourceVersion":"7"},"subsets":[{
                "addresses":[{"ip":"10.0.0.1","nodeName":"h","targetRef":{"kind":"Pod","name":"web-0"}}],
                "notReadyAddresses":[{"ip":"10.0.0.2","targetRef":{"kind":"Pod","name":"web-1"}}],
                "ports":[{"name":"http","port":8080,"protocol":"TCP"}]}]}"""));
        assertThat(slice.at("/metadata/labels/kubernetes.io~1service-name").asText())
                .isEqualTo("web");
        assertThat(slice.at("/metadata/uid").asText()).hasSize(36);
        assertThat(slice.path("endpoints")).isEqualTo(tree("""
                {"a":[{"addresses":["10.0.0.1"],"conditions":{"ready":true,"serving":true,"terminating":false},"nodeName":"h",
                "targetRef":{"kind":"Pod","name":"web-0"}},{"addresses":["10.0.0.2"],
                "conditions":{"ready":false,"serving":false,"terminating":false},"targetRef":{"kind":"Pod","name":"web-1"}}]}""").path("a"));
        assertThat(slice.at("/ports/0/port").asInt()).isEqualTo(8080);
    }

    @Test
    void aServiceWithoutPodsHasAnEmptySlice() {
        ObjectNode slice = only(tree("{\"metadata\":{\"name\":\"web\"}}"));
        assertThat(slice.path("endpoints")).isEmpty();
        assertThat(slice.path("ports")).isEmpty();
    }

    /** While a rollout has pods at two numbers. */
    @Test
    void eachSubsetIsASlice() {
        List<ObjectNode> slices = EndpointSlices.of(tree("""
                {"metadata":{"name":"web","uid":"u"},"subsets":[
                {"addresses":[{"ip":"10.0.0.1"}],"ports":[{"name":"http","port":8080},{"name":"admin","port":9}]},
                {"addresses":[{"ip":"10.0.0.2"}],"ports":[{"name":"http","port":9090},{"name":"admin","port":9}]}]}"""));
        assertThat(slices)
                .extracting(slice -> slice.at("/metadata/name").asText())
                .containsExactly("web", "web.9090-9")
                .allMatch(name -> EndpointSlices.service(name).equals("web"));
        assertThat(slices)
                .extracting(slice ->
                        slice.at("/metadata/labels/kubernetes.io~1service-name").asText())
                .containsOnly("web");
        assertThat(slices).extracting(slice -> Trees.uid(slice)).doesNotHaveDuplicates();
        assertThat(slices)
                .extracting(slice -> slice.at("/endpoints/0/addresses/0").asText())
                .containsExactly("10.0.0.1", "10.0.0.2");
    }

    private static ObjectNode only(ObjectNode endpoints) {
        List<ObjectNode> slices = EndpointSlices.of(endpoints);
        assertThat(slices).hasSize(1);
        return slices.getFirst();
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) Trees.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
