package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.configuration.ConfigurationKind;
import io.podspace.configuration.VariableSource;
import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.Shape;
import io.podspace.deployment.Strategy;
import io.podspace.health.Check;
import io.podspace.health.Checks;
import io.podspace.health.Method;
import io.podspace.platform.PodSpaceException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is what was written: nothing gets lost between a manifest, PodSpace's own template and the manifest again. */
class TemplateRoundTripTest {
    private static final Shape SHAPE =
            new Shape(Map.of(), Map.of(), Map.of("app", "web"), Map.of("a", "b"), "web", Map.of());

    private static final String MANIFEST = """
            {"metadata":{"labels":{"app":"web"}},"spec":{"terminationGracePeriodSeconds":5,
            "securityContext":{"runAsUser":1000,"runAsGroup":1001},
            "containers":[{"name":"web","image":"nginx:1.27","command":["nginx"],"args":["-g","daemon off;"],
            "workingDir":"/srv","env":[{"name":"A","value":"1"},
            {"name":"PASSWORD","valueFrom":{"secretKeyRef":{"name":"db","key":"password"}}},
            {"name":"MODE","valueFrom":{"configMapKeyRef":{"name":"app","key":"mode","optional":true}}},{"name":"EMPTY"}],
            "envFrom":[{"prefix":"APP_","configMapRef":{"name":"app"}},{"secretRef":{"name":"db"}}],
            "ports":[{"name":"http","containerPort":8080},{"containerPort":9000}],
            "resources":{"requests":{"cpu":"50m","memory":"32Mi"},"limits":{"cpu":"1","memory":"64Mi"}},
            "readinessProbe":{"httpGet":{"path":"/health?x=1","port":"http","scheme":"HTTPS",
            "httpHeaders":[{"name":"Host","value":"shop"}]},"periodSeconds":2,"successThreshold":2},
            "livenessProbe":{"tcpSocket":{"port":9000},"initialDelaySeconds":7,"failureThreshold":5}}]}}""";

    @Test
    void aManifestComesBack() {
        PodTemplate template = read(MANIFEST, Checks.NONE);
        template = template.withPreStop(List.of("/bin/sh", "-c", "flush"));
        JsonNode written = Trees.of(TemplateObjects.of(template, SHAPE, Map.of("app", "web"), template.environment()));
        assertThat(refused(written.deepCopy())).isEmpty();
        assertThat(TemplateReader.read("x", written, template.checks())).isEqualTo(template);
        assertThat(template.sources())
                .containsExactly(
                        new VariableSource("APP_", ConfigurationKind.CONFIG_MAP, "app", "", false, 0),
                        new VariableSource("", ConfigurationKind.SECRET, "db", "", false, 1),
                        new VariableSource("PASSWORD", ConfigurationKind.SECRET, "db", "password", false, 1),
                        new VariableSource("MODE", ConfigurationKind.CONFIG_MAP, "app", "mode", true, 2));
        assertThat(written.at("/spec/containers/0/env").findValuesAsText("name"))
                .startsWith("A", "PASSWORD")
                .endsWith("EMPTY");
        assertThat(template.user()).contains("1000:1001");
        assertThat(template.ports())
                .containsExactly(new PodTemplate.Port("http", 8080), new PodTemplate.Port("port-9000", 9000));
        assertThat(template.checks().liveness()).contains(new Check(new Method.Tcp(9000), 7, 10, 1, 1, 5));
    }

    /** By name as long as that is the port that is asked; by its number where the manifest said that, or it moved. */
    @Test
    void aProbeMeansItsPortAsItWasWritten() {
        PodTemplate template = read(MANIFEST, Checks.NONE);
        Shape shape = new Shape(
                Map.of(), Map.of(), Map.of("app", "web"), Map.of(), "web", Probes.portNames(container(MANIFEST)));
        assertThat(ports(template, shape)).containsExactly("9000", "\"http\"");
        PodTemplate moved = read(MANIFEST.replace("\"containerPort\":8080", "\"containerPort\":8081"), Checks.NONE);
        assertThat(ports(moved, shape)).containsExactly("9000", "\"http\"");
        assertThat(ports(moved.withChecks(template.checks()), shape)).containsExactly("9000", "8080");
        assertThat(ports(template, SHAPE)).containsExactly("9000", "8080");
    }

    private static List<String> ports(PodTemplate template, Shape shape) {
        JsonNode container = container(Trees.of(TemplateObjects.of(template, shape, Map.of(), Map.of()))
                .toString());
        return List.of(
                container.at("/livenessProbe/tcpSocket/port").toString(),
                container.at("/readinessProbe/httpGet/port").toString());
    }

    private static JsonNode container(String template) {
        return tree(template).at("/spec/containers/0");
    }

    @Test
    void whatTheConsoleMadeIsAcceptedAsItIsShown() {
        PodTemplate template = new PodTemplate(
                        "demo:1",
                        PodTemplate.Pull.ALWAYS,
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(new PodTemplate.Port("http", 8080)),
                        PodTemplate.Resources.DEFAULT,
                        Optional.empty(),
                        Optional.empty(),
                        10)
                .withChecks(Checks.simple(8080, "/health"));
        JsonNode written = Trees.of(TemplateObjects.of(template, SHAPE, Map.of(), Map.of()));
        assertThat(refused(written.deepCopy())).isEmpty();
        assertThat(TemplateReader.read("x", written, template.checks())).isEqualTo(template);
    }

    /** A probe by a command, from a manifest or from the console, stays what it is when something else is changed. */
    @Test
    void commandsOfProbesComeBack() {
        PodTemplate template = read("""
                {"spec":{"containers":[{"name":"a","image":"b:1","startupProbe":{"exec":{"command":["pg_isready","-q"]}},
                "livenessProbe":{"exec":{"command":["pg_isready","-q"]},"periodSeconds":5}}]}}""", Checks.NONE);
        Method command = new Method.Command(List.of("pg_isready", "-q"));
        assertThat(template.checks().liveness()).contains(new Check(command, 0, 5, 1, 1, 3));
        assertThat(template.checks().startup()).contains(Check.of(command));
        JsonNode written = Trees.of(TemplateObjects.of(template, SHAPE, Map.of(), Map.of()));
        assertThat(refused(written.deepCopy())).isEmpty();
        assertThat(TemplateReader.read("x", written, template.checks())).isEqualTo(template);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"httpGet\":{\"port\":80},\"exec\":{\"command\":[\"x\"]}}"})
    void aProbeAsksInOneWay(String probe) {
        assertThatThrownBy(() -> read(
                        "{\"spec\":{\"containers\":[{\"name\":\"a\",\"readinessProbe\":" + probe + "}]}}", Checks.NONE))
                .isInstanceOfSatisfying(PodSpaceException.class, fault -> assertThat(
                                FieldPaths.of("Deployment", fault.field().orElseThrow()))
                        .isEqualTo("spec.template.spec.containers[0].readinessProbe"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {httpGet: {port: web}}         | httpGet.port   | the container has no port named 'web'; there are: http, admin
            {tcpSocket: {port: web}}       | tcpSocket.port | the container has no port named 'web'; there are: http, admin
            {httpGet: {port: 65536}}       | httpGet.port   | 65536 is out of range, it must be 1-65535
            {tcpSocket: {port: 0}}         | tcpSocket.port | 0 is out of range, it must be 1-65535
            """)
    void aPortThatIsNoneIsRefusedWhereItStands(String probe, String field, String message) {
        String ports = "ports: [{containerPort: 1}, {name: http, containerPort: 2}, {name: admin, containerPort: 3}]";
        String template = "{spec: {containers: [{name: a, %s, readinessProbe: %s}]}}".formatted(ports, probe);
        JsonNode read = YamlReader.read(template.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> TemplateReader.read("x", read, Checks.NONE))
                .isInstanceOfSatisfying(PodSpaceException.class, fault -> assertThat(
                                FieldPaths.of("Deployment", fault.field().orElseThrow()))
                        .isEqualTo("spec.template.spec.containers[0].readinessProbe." + field))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "checks.readiness.delaySeconds, readinessProbe.initialDelaySeconds",
        "checks.startup.failures, startupProbe.failureThreshold",
        "checks.liveness.successes, livenessProbe.successThreshold",
        "checks.liveness.periodSeconds, livenessProbe.periodSeconds",
        "checks.liveness.path, livenessProbe.httpGet.path",
        "checks.liveness.headers, livenessProbe.httpGet.httpHeaders",
        "checks.startup.command, startupProbe.exec.command"
    })
    void rulesOfChecksNameFieldsOfProbes(String rule, String field) {
        assertThat(FieldPaths.of("Deployment", rule)).isEqualTo("spec.template.spec.containers[0]." + field);
    }

    @Test
    void strategiesComeBack() {
        for (Strategy strategy : List.of(
                Strategy.DEFAULT,
                Strategy.STOP_ONE_START_ONE.with(3, 90, 5),
                Strategy.DEFAULT.with(Strategy.Kind.RECREATE),
                Strategy.DEFAULT.with(Strategy.Kind.CANARY),
                Strategy.DEFAULT.with(Strategy.Kind.BLUE_GREEN))) {
            ObjectNode spec = Trees.empty();
            spec.set("strategy", Trees.of(Strategies.of(strategy)));
            spec.put("minReadySeconds", strategy.minReadySeconds());
            spec.put("progressDeadlineSeconds", strategy.progressDeadlineSeconds());
            assertThat(Strategies.read(spec, strategy)).isEqualTo(strategy);
        }
        assertThat(Strategies.read(
                                tree(
                                        "{\"strategy\":{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"maxSurge\":\"25%\"}}}"),
                                Strategy.DEFAULT)
                        .maxSurge()
                        .toString())
                .isEqualTo("25%");
    }

    @Test
    void limitsAloneAreRequestsToo() {
        PodTemplate template = read("""
                {"spec":{"containers":[{"name":"a","image":"b:1","resources":{"limits":{"memory":"64Mi","cpu":"50m"}}}]}}""", Checks.NONE);
        assertThat(template.resources()).isEqualTo(new PodTemplate.Resources(50, 50, 64 << 20, 64 << 20, 512));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"spec\":{\"containers\":[]}}",
                "{\"spec\":{\"containers\":[{\"name\":\"a\"},{\"name\":\"b\"}]}}",
                "{\"spec\":{\"containers\":[{\"name\":\"a\",\"env\":[{\"name\":\"X\"},{\"name\":\"X\"}]}]}}",
                "{\"spec\":{\"containers\":[{\"name\":\"a\",\"env\":[{\"name\":\"X\",\"valueFrom\":{}}]}]}}",
                "{\"spec\":{\"containers\":[{\"name\":\"a\",\"env\":[{\"name\":\"X\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"x\"}}}]}]}}",
                "{\"spec\":{\"containers\":[{\"name\":\"a\",\"envFrom\":[{\"prefix\":\"X\"}]}]}}",
                "{\"spec\":{\"containers\":[{\"name\":\"a\",\"args\":[\"$(HOME)\"]}]}}",
                "{\"spec\":{\"containers\":[{\"name\":\"a\",\"securityContext\":{\"runAsGroup\":1}}]}}"
            })
    void whatWouldNotBeTheSameIsRefused(String template) {
        assertThatThrownBy(() -> read(template, Checks.NONE))
                .isInstanceOfSatisfying(
                        ApiFault.class,
                        fault -> assertThat(fault.status().code()).isEqualTo(422));
    }

    private static List<ApiFault.Cause> refused(JsonNode template) {
        ObjectNode deployment = Trees.empty();
        deployment.putObject("spec").set("template", template);
        return new FieldCheck("Deployment", deployment).causes();
    }

    private static PodTemplate read(String json, Checks before) {
        return TemplateReader.read("x", tree(json), before);
    }

    private static JsonNode tree(String json) {
        return Trees.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
