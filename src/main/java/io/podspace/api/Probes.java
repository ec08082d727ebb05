package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HTTPHeader;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.podspace.deployment.PodTemplate;
import io.podspace.health.Check;
import io.podspace.health.Checks;
import io.podspace.health.Method;
import io.podspace.platform.PodSpaceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Probes of Kubernetes as checks, and back. Pure. */
final class Probes {
    /** As Kubernetes: every status that is neither an error nor information. */
    private static final int LEAST = 200;

    private static final int MOST = 399;
    private static final int LAST_PORT = 65535;

    private static final List<String> NAMES = List.of("startupProbe", "livenessProbe", "readinessProbe");
    private static final List<String> WAYS = List.of("httpGet", "tcpSocket", "exec");

    private Probes() {}

    /**
     * @param container of a manifest
     * @param before checks as they are: what a probe cannot say of them stays
     */
    static Checks read(JsonNode container, Checks before) {
        return new Checks(
                check(container, "startupProbe", before.startup()),
                check(container, "livenessProbe", before.liveness()),
                check(container, "readinessProbe", before.readiness()));
    }

    private static Optional<Check> check(JsonNode container, String name, Optional<Check> before) {
        JsonNode probe = container.path(name);
        if (probe.isMissingNode()) {
            return Optional.empty();
        }
        mustAskInOneWay(name, probe);
        Method method = method(container, rule(name), probe);
        return Optional.of(new Check(
                before.map(Check::method).filter(old -> alike(old, method)).orElse(method),
                probe.path("initialDelaySeconds").asInt(0),
                probe.path("periodSeconds").asInt(10),
                probe.path("timeoutSeconds").asInt(1),
                probe.path("successThreshold").asInt(1),
                probe.path("failureThreshold").asInt(3)));
    }

    private static void mustAskInOneWay(String name, JsonNode probe) {
        if (WAYS.stream().filter(probe::has).count() != 1) {
            throw PodSpaceException.invalid(rule(name), "must have one of httpGet, tcpSocket and exec");
        }
    }

    /** The check as the rules of checks name it. */
    private static String rule(String name) {
        return "checks." + name.replace("Probe", "");
    }

    /** Whether they differ in nothing that a probe can say: the accepted statuses are the console's. */
    private static boolean alike(Method old, Method method) {
        return old instanceof Method.Http one
                && method instanceof Method.Http other
                && new Method.Http(one.port(), one.path(), one.secure(), one.headers(), LEAST, MOST).equals(other);
    }

    private static Method method(JsonNode container, String field, JsonNode probe) {
        if (probe.has("exec")) {
            List<String> words = new ArrayList<>();
            probe.path("exec").path("command").forEach(word -> words.add(word.asText()));
            return new Method.Command(words);
        }
        JsonNode http = probe.path("httpGet");
        if (http.isMissingNode()) {
            return new Method.Tcp(port(container, field + ".tcpSocket.port", probe.at("/tcpSocket/port")));
        }
        List<Method.Header> headers = new ArrayList<>();
        http.path("httpHeaders")
                .forEach(header -> headers.add(new Method.Header(
                        header.path("name").asText(), header.path("value").asText())));
        return new Method.Http(
                port(container, field + ".httpGet.port", http.path("port")),
                http.path("path").asText("/"),
                http.path("scheme").asText().equals("HTTPS"),
                headers,
                LEAST,
                MOST);
    }

    private static int port(JsonNode container, String field, JsonNode port) {
        if (!port.isTextual()) {
            return number(field, port.asInt());
        }
        for (JsonNode candidate : container.path("ports")) {
            if (candidate.path("name").asText().equals(port.asText())) {
                return candidate.path("containerPort").asInt();
            }
        }
        List<String> names = container.path("ports").findValuesAsText("name");
        throw PodSpaceException.invalid(
                field,
                "the container has no port named '%s'; %s"
                        .formatted(
                                port.asText(),
                                names.isEmpty()
                                        ? "its ports have no names"
                                        : "there are: " + String.join(", ", names)));
    }

    /** The rules of checks have the same range, but do not know what asks there. */
    private static int number(String field, int port) {
        if (port < 1 || port > LAST_PORT) {
            throw PodSpaceException.invalid(field, "%d is out of range, it must be 1-%d".formatted(port, LAST_PORT));
        }
        return port;
    }

    /** Names by which probes mean their ports, by the name of the probe. */
    static Map<String, String> portNames(JsonNode container) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : NAMES) {
            JsonNode probe = container.path(name);
            JsonNode port =
                    probe.path(probe.has("httpGet") ? "httpGet" : "tcpSocket").path("port");
            if (port.isTextual()) {
                names.put(name, port.asText());
            }
        }
        return names;
    }

    /**
     * @param named the port that the manifest meant by its name: shown so while it is the one that is asked
     * @return null where there is none, as the model wants it
     */
    static Probe of(Optional<Check> check, Optional<PodTemplate.Port> named) {
        return check.map(found -> of(found, named)).orElse(null);
    }

    private static IntOrString port(int number, Optional<PodTemplate.Port> named) {
        return named.filter(port -> port.number() == number)
                .map(port -> new IntOrString(port.name()))
                .orElseGet(() -> new IntOrString(number));
    }

    private static Probe of(Check check, Optional<PodTemplate.Port> named) {
        ProbeBuilder probe = new ProbeBuilder()
                .withInitialDelaySeconds(check.delaySeconds() == 0 ? null : check.delaySeconds())
                .withPeriodSeconds(check.periodSeconds())
                .withTimeoutSeconds(check.timeoutSeconds())
                .withSuccessThreshold(check.successes())
                .withFailureThreshold(check.failures());
        switch (check.method()) {
            case Method.Http http ->
                probe.withNewHttpGet()
                        .withPath(http.path())
                        .withPort(port(http.port(), named))
                        .withScheme(http.secure() ? "HTTPS" : "HTTP")
                        .withHttpHeaders(http.headers().stream()
                                .map(header -> new HTTPHeader(header.name(), header.value()))
                                .toList())
                        .endHttpGet();
            case Method.Tcp tcp ->
                probe.withNewTcpSocket().withPort(port(tcp.port(), named)).endTcpSocket();
            case Method.Command command ->
                probe.withNewExec().withCommand(command.words()).endExec();
        }
        return probe.build();
    }
}
