package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.report.ObjectFacts;
import io.podspace.route.CertificateChange;
import io.podspace.route.CertificateUpload;
import io.podspace.route.RouteTarget;
import io.podspace.route.RouteView;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ServicePort;
import io.podspace.service.ServiceView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteRoundTripTest {
    private static final List<ServiceView> SERVICES = List.of(service("a", 80), service("b", 80, 81), service("c", 80));

    /** Whatever the order of its services, their weights and its port, a Route comes back as it was written. */
    @Test
    void aRouteComesBackAsItWasWritten() {
        Random random = new Random(87);
        for (int i = 0; i < 300; i++) {
            ObjectNode spec = random(random);
            RouteReader reader = new RouteReader(wish(spec));
            List<RouteTarget> targets = new ArrayList<>(reader.targets(SERVICES, List.of()));
            Collections.shuffle(targets, random);
            ObjectNode shown = RouteObjects.tree(
                    "shop",
                    view(targets, reader.insecure(), false),
                    facts(RouteNotes.of(spec, Map.of("x", "y"))),
                    SERVICES,
                    reader.certificate());
            assertThat(shown.path("spec")).isEqualTo(spec);
            assertThat(Trees.texts(Trees.at(shown, "metadata.annotations"))).isEqualTo(Map.of("x", "y"));
            FieldCheck check = new FieldCheck("Route", shown);
            assertThat(check.causes()).isEmpty();
            assertThat(check.unknown()).isEmpty();
        }
    }

    private static ObjectNode random(Random random) {
        List<String> names = new ArrayList<>(List.of("a", "b", "c"));
        Collections.shuffle(names, random);
        ObjectNode spec = Trees.empty().put("host", "shop.example").put("path", "/x");
        backend(spec.putObject("to"), names.get(0), random);
        if (random.nextBoolean()) {
            backend(spec.putArray("alternateBackends").addObject(), names.get(1), random);
        }
        ObjectNode port = spec.putObject("port");
        if (random.nextBoolean()) {
            port.put("targetPort", "port-80");
        } else {
            port.put("targetPort", 8080);
        }
        ObjectNode tls = spec.putObject("tls").put("termination", "edge");
        tls.put("insecureEdgeTerminationPolicy", random.nextBoolean() ? "Allow" : "Redirect");
        if (random.nextBoolean()) {
            tls.put("certificate", "chain").put("key", "secret");
        }
        return spec.put("wildcardPolicy", "None");
    }

    private static void backend(ObjectNode backend, String name, Random random) {
        backend.put("kind", "Service").put("name", name).put("weight", random.nextInt(257));
    }

    @Test
    void whatTheConsoleMadeKeepsItsPortsWhileTheirNameStays() {
        List<RouteTarget> made = List.of(new RouteTarget("b", 81, 1), new RouteTarget("a", 80, 1));
        ObjectNode shown = RouteObjects.tree(
                "shop", view(made, Insecure.ALLOW, true), facts(Map.of()), SERVICES, Optional.empty());
        assertThat(Trees.at(shown, "spec.port.targetPort").asInt()).isEqualTo(8081);
        assertThat(Trees.texts(Trees.at(shown, "metadata.annotations"))).containsEntry(RouteObjects.GENERATED, "true");
        assertThat(new RouteReader(shown).targets(SERVICES, made)).isEqualTo(made);
    }

    @Test
    void anIngressKeepsWhatARouteSaid() {
        Map<String, String> noted = RouteNotes.of(
                tree(
                        "{\"to\":{\"name\":\"b\"},\"alternateBackends\":[{\"name\":\"a\"}],\"port\":{\"targetPort\":\"http\"}}"),
                Map.of("x", "y"));
        Map<String, String> kept = RouteNotes.kept(noted, Map.of("z", "1"), "");
        assertThat(kept).hasSize(2).containsEntry("z", "1");
        assertThat(RouteNotes.backends(kept)).containsExactly("b", "a");
        assertThat(RouteNotes.port(kept)).as("the Ingress says a number").isEmpty();
        assertThat(RouteNotes.port(RouteNotes.kept(noted, Map.of(), "web"))).isEqualTo("web");
    }

    /** By number nobody could say which port is meant; by name that is found when the service comes. */
    @Test
    void aPortOfAServiceThatIsNotThereYetIsMeantByItsName() {
        ObjectNode wish = wish(tree("{\"to\":{\"name\":\"later\"},\"port\":{\"targetPort\":\"http\"}}"));
        List<RouteTarget> targets = new RouteReader(wish).targets(SERVICES, List.of());
        assertThat(targets).containsExactly(new RouteTarget("later", RoutePorts.LATER, 100));
        Map<String, String> noted = RouteNotes.of(wish.path("spec"), Map.of());
        ObjectNode shown = RouteObjects.tree(
                "shop", view(targets, Insecure.ALLOW, true), facts(noted), SERVICES, Optional.empty());
        assertThat(Trees.at(shown, "spec.port.targetPort").asText()).isEqualTo("http");
        assertThat(RoutePorts.named(SERVICES, "a", "port-80")).contains(80);
        assertThat(RoutePorts.named(SERVICES, "a", "x")).isEmpty();
    }

    @Test
    void refusalsOfAnIngressNameWhatWasWritten() {
        assertThat(FieldPaths.of("Ingress", "targets[0].port"))
                .isEqualTo("spec.rules[0].http.paths[0].backend.service.port.number");
        assertThat(FieldPaths.of("Ingress", "targets[0].service"))
                .isEqualTo("spec.rules[0].http.paths[0].backend.service.name");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"to\":{\"name\":\"nothing\"}}', spec.to.name",
        "'{\"to\":{\"name\":\"a\"},\"alternateBackends\":[{\"name\":\"x\"}]}', spec.alternateBackends[0].name",
        "'{\"to\":{\"name\":\"b\"}}', spec.port.targetPort",
        "'{\"to\":{\"name\":\"a\"},\"port\":{\"targetPort\":\"x\"}}', spec.port.targetPort",
        "'{\"to\":{\"name\":\"a\"},\"port\":{\"targetPort\":80}}', spec.port.targetPort"
    })
    void whatIsNotThereIsRefusedWithItsPath(String spec, String path) {
        assertThatThrownBy(() -> new RouteReader(wish(tree(spec))).targets(SERVICES, List.of()))
                .isInstanceOfSatisfying(ApiFault.class, fault -> assertThat(
                                fault.status().causes().getFirst().field())
                        .isEqualTo(path));
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', ALLOW",
        "'{\"tls\":{}}', REDIRECT",
        "'{\"tls\":{\"insecureEdgeTerminationPolicy\":\"Allow\"}}', ALLOW"
    })
    void tlsSaysWhatPlainHttpGets(String spec, Insecure insecure) {
        assertThat(new RouteReader(wish(tree(spec))).insecure()).isEqualTo(insecure);
    }

    @Test
    void aCertificateStaysIsReplacedOrGoes() {
        Optional<CertificateUpload> before = Optional.of(new CertificateUpload("one\n", "two"));
        RouteReader same = new RouteReader(wish(tree("{\"tls\":{\"certificate\":\"one\",\"key\":\"two\"}}")));
        RouteReader none = new RouteReader(wish(tree("{}")));
        assertThat(same.change(before)).isInstanceOf(CertificateChange.Keep.class);
        assertThat(same.change(Optional.empty())).isInstanceOf(CertificateChange.Replace.class);
        assertThat(none.change(before)).isInstanceOf(CertificateChange.Remove.class);
        assertThat(none.change(Optional.empty())).isInstanceOf(CertificateChange.Keep.class);
        assertThatThrownBy(() -> new RouteReader(wish(tree("{\"tls\":{\"key\":\"x\"}}"))).certificate())
                .isInstanceOf(ApiFault.class);
    }

    @ParameterizedTest
    @CsvSource({
        "host, spec.host",
        "targets[0].service, spec.to.name",
        "targets[2].weight, spec.alternateBackends[1].weight",
        "targets[1].port, spec.port.targetPort",
        "certificate.chain, spec.tls.certificate"
    })
    void refusalsNameWhatWasWritten(String field, String path) {
        assertThat(FieldPaths.of("Route", field)).isEqualTo(path);
    }

    private static RouteView view(List<RouteTarget> targets, Insecure insecure, boolean generated) {
        return new RouteView(
                1,
                "u",
                1,
                "front",
                "shop.example",
                "/x",
                "http://shop.example/x",
                generated,
                targets,
                List.of(),
                Algorithm.ROUND_ROBIN,
                false,
                insecure,
                Optional.empty(),
                false,
                1,
                Instant.EPOCH);
    }

    private static ObjectFacts facts(Map<String, String> annotations) {
        return new ObjectFacts(
                1, "u", "front", Map.of(), annotations, 1, 7, Optional.empty(), Instant.EPOCH, Optional.empty());
    }

    private static ObjectNode wish(JsonNode spec) {
        ObjectNode wish = Trees.empty();
        wish.putObject("metadata").put("name", "front");
        wish.set("spec", spec);
        return wish;
    }

    private static JsonNode tree(String json) {
        return Trees.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ServiceView service(String name, int... ports) {
        List<ServicePort> all = Arrays.stream(ports)
                .mapToObj(port -> new ServicePort("port-" + port, port, 8000 + port, Protocol.HTTP))
                .toList();
        return new ServiceView(
                1,
                "u",
                1,
                name,
                all,
                Algorithm.ROUND_ROBIN,
                Map.of(),
                Optional.empty(),
                true,
                Optional.empty(),
                List.of(),
                false,
                1,
                Instant.EPOCH);
    }
}
