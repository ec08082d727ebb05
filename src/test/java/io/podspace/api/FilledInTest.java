package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.deployment.PodTemplate;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nobody said follows what is said; what somebody said stays, and is refused where it contradicts. */
class FilledInTest {
    /** Requests and limits of one kind of resource: as manifests had them at first, as they come now, and as they are read then. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            cpu    | -     | -     | limits: 50m     | 50 50
            cpu    | -     | 50m   | limits: 20m     | 20 20
            cpu    | -     | 50m   | limits: 200m    | 50 200
            cpu    | -     | -     | requests: 2     | 2000 0
            cpu    | 30m   | 60m   | limits: 20m     | 30 20
            cpu    | 30m   | -     | limits: 20m     | 30 20
            cpu    | -     | 50m   | requests: 80m   | 80 50
            cpu    | -     | -     | limits: nothing | 100 0
            memory | -     | -     | limits: 16Mi    | 16 16
            memory | -     | -     | requests: 900Mi | 900 900
            memory | -     | -     | limits: 256Mi   | 128 256
            memory | 64Mi  | -     | limits: 32Mi    | 64 32
            memory | 64Mi  | 100Mi | requests: 1Gi   | 1024 100
            """)
    void aPatchMeansWhatItSays(String kind, String request, String limit, String said, String read) {
        ObjectNode live = shown(kind, request, limit);
        assertThat(read(kind, live, changed(live, kind, said))).isEqualTo(read);
    }

    @Test
    void whatWasAppliedWasSaid() {
        ObjectNode live = shown("cpu", "100m", null);
        ObjectNode wish = changed(live, "cpu", "limits: 50m");
        assertThat(read("cpu", live, wish)).isEqualTo("50 50");
        wish.withObject("/metadata/annotations")
                .put(
                        "kubectl.kubernetes.io/last-applied-configuration",
                        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"resources\":{\"requests\":{\"cpu\":\"100m\"}}}]}}}}");
        assertThat(read("cpu", live, wish)).isEqualTo("100 50");
    }

    @Test
    void whatWasAppliedOnTheServerWasSaid() {
        ObjectNode live = shown("memory", "128Mi", null);
        ObjectNode wish = changed(live, "memory", "limits: 50Mi");
        live.withObject("/metadata").set("managedFields", tree("""
                [{operation: Apply, manager: a, apiVersion: apps/v1, fieldsV1: {"f:spec": {"f:template": {"f:spec": {"f:containers":
                {'k:{"name":"a"}': {"f:resources": {"f:requests": {"f:memory": {}}}}}}}}}}]"""));
        assertThat(read("memory", live, wish)).isEqualTo("128 50");
    }

    /** As the API shows what a manifest with these values became. */
    private static ObjectNode shown(String kind, String request, String limit) {
        ObjectNode resources = Trees.empty();
        put(resources, "requests", kind, request);
        put(resources, "limits", kind, limit);
        PodTemplate.Resources read = TemplateReader.resources(resources);
        put(resources, "requests", "cpu", Quantities.cpu(read.cpuRequestMillis()));
        put(resources, "requests", "memory", Quantities.memory(read.memoryRequestBytes()));
        put(resources, "limits", "cpu", read.cpuLimitMillis() == 0 ? null : Quantities.cpu(read.cpuLimitMillis()));
        put(resources, "limits", "memory", Quantities.memory(read.memoryLimitBytes()));
        ObjectNode deployment =
                (ObjectNode) tree("{metadata: {}, spec: {template: {spec: {containers: [{name: a}]}}}}");
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).set("resources", resources);
        return deployment;
    }

    private static ObjectNode changed(ObjectNode live, String kind, String said) {
        ObjectNode wish = live.deepCopy();
        ObjectNode resources = (ObjectNode) wish.at("/spec/template/spec/containers/0/resources");
        put(resources, said.split(": ")[0], kind, said.split(": ")[1]);
        return wish;
    }

    private static void put(ObjectNode resources, String list, String kind, String quantity) {
        if (quantity != null) {
            resources.withObject("/" + list).put(kind, quantity);
        }
    }

    private static String read(String kind, ObjectNode live, ObjectNode wish) {
        ObjectNode before = wish.deepCopy();
        PodTemplate.Resources read =
                TemplateReader.resources(FilledIn.without(live, wish).at("/spec/containers/0/resources"));
        assertThat(wish).isEqualTo(before);
        return kind.equals("cpu")
                ? read.cpuRequestMillis() + " " + read.cpuLimitMillis()
                : (read.memoryRequestBytes() >> 20) + " " + (read.memoryLimitBytes() >> 20);
    }

    private static JsonNode tree(String yaml) {
        return YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8));
    }
}
