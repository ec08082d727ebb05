package io.podspace.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** Fields of PodSpace's own wishes as paths in the objects of Kubernetes, so that a refusal names what was written. Pure. */
final class FieldPaths {
    private static final String CONTAINER = "spec.template.spec.containers[0].";
    private static final Map<String, Map<String, String>> PATHS = Map.of(
            "Deployment", deployment(),
            "HorizontalPodAutoscaler", autoscaler("spec.metrics[0].resource.target.averageUtilization"),
            "HorizontalPodAutoscalerV1", autoscaler("spec.targetCPUUtilizationPercentage"),
            "Service", Map.of("ports", "spec.ports", "selector", "spec.selector"),
            "Ingress",
                    Map.of(
                            "host", "spec.rules[0].host",
                            "path", "spec.rules[0].http.paths[0].path",
                            "targets", "spec.rules[0].http.paths[0].backend.service"),
            "Route",
                    Map.of(
                            "host", "spec.host",
                            "path", "spec.path",
                            "targets", "spec.to",
                            "certificate.chain", "spec.tls.certificate",
                            "certificate.key", "spec.tls.key"),
            "ConfigMap", Map.of("values", "data", "binary", "binaryData"),
            "Secret", Map.of("values", "data", "binary", "data"),
            "Namespace", Map.of("displayName", "metadata.annotations"),
            "Project", Map.of("displayName", "metadata.annotations"));

    /** What the rules of checks call it, and what a probe does. */
    private static final Map<String, String> OF_PROBES = Map.of(
            "delaySeconds", "initialDelaySeconds",
            "successes", "successThreshold",
            "failures", "failureThreshold",
            "path", "httpGet.path",
            "headers", "httpGet.httpHeaders",
            "command", "exec.command");

    private FieldPaths() {}

    private static Map<String, String> autoscaler(String cpu) {
        return Map.of(
                "deployment", "spec.scaleTargetRef.name",
                "min", "spec.minReplicas",
                "max", "spec.maxReplicas",
                "cpuPercent", cpu);
    }

    private static Map<String, String> deployment() {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("replicas", "spec.replicas");
        paths.put("maxSurge", "spec.strategy.rollingUpdate.maxSurge");
        paths.put("maxUnavailable", "spec.strategy.rollingUpdate.maxUnavailable");
        paths.put("minReadySeconds", "spec.minReadySeconds");
        paths.put("progressDeadlineSeconds", "spec.progressDeadlineSeconds");
        paths.put("revisionHistoryLimit", "spec.revisionHistoryLimit");
        paths.put("stopGraceSeconds", "spec.template.spec.terminationGracePeriodSeconds");
        paths.put("user", CONTAINER + "securityContext.runAsUser");
        paths.put("image", CONTAINER + "image");
        paths.put("command", CONTAINER + "command");
        paths.put("arguments", CONTAINER + "args");
        paths.put("environment", CONTAINER + "env");
        paths.put("sources", CONTAINER + "env");
        paths.put("workingDirectory", CONTAINER + "workingDir");
        paths.put("resources.cpuRequestMillis", CONTAINER + "resources.requests.cpu");
        paths.put("resources.cpuLimitMillis", CONTAINER + "resources.limits.cpu");
        paths.put("resources.memoryRequestBytes", CONTAINER + "resources.requests.memory");
        paths.put("resources.memoryLimitBytes", CONTAINER + "resources.limits.memory");
        paths.put("ports", CONTAINER + "ports");
        paths.put("checks", CONTAINER + "livenessProbe.exec.command");
        return paths;
    }

    /** @param field as an exception names it, e.g. {@code ports[1].number} */
    static String of(String kind, String field) {
        if (field.equals("name") || field.startsWith("labels") || field.startsWith("metadata.")) {
            return field.startsWith("metadata.") ? field : "metadata." + field;
        }
        if (kind.equals("Route") && field.startsWith("targets[")) {
            return backend(field);
        }
        if (kind.equals("Ingress") && field.startsWith("targets[")) {
            String rest = field.substring(field.indexOf(']') + 1);
            return PATHS.get(kind).get("targets")
                    + rest.replace(".service", ".name").replace(".port", ".port.number");
        }
        if (field.startsWith("behavior.")) {
            return "spec." + field;
        }
        if (field.startsWith("checks.")) {
            return probe(field);
        }
        String root = field.replaceAll("\\[.*", "");
        Map<String, String> paths = PATHS.getOrDefault(kind, Map.of());
        String path = paths.get(root);
        return path == null ? field : path + field.substring(root.length()).replace("].number", "].containerPort");
    }

    private static String probe(String field) {
        String[] words = field.split("\\.", 3);
        String probe = CONTAINER + words[1] + "Probe";
        return words.length == 2 ? probe : probe + "." + OF_PROBES.getOrDefault(words[2], words[2]);
    }

    /** A Route names its first service apart from the others. */
    private static String backend(String field) {
        int at = Integer.parseInt(field.substring(field.indexOf('[') + 1, field.indexOf(']')));
        String rest = field.substring(field.indexOf(']') + 1).replace(".service", ".name");
        String place = at == 0 ? "spec.to" : "spec.alternateBackends[%d]".formatted(at - 1);
        return rest.equals(".port") ? "spec.port.targetPort" : place + rest;
    }
}
