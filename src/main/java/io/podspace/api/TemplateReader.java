package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.podspace.deployment.PodTemplate;
import io.podspace.health.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A pod template of Kubernetes as one of PodSpace. What it reads was held against {@link Fields} before. Pure. */
final class TemplateReader {
    private static final String CONTAINER = "spec.template.spec.containers";
    private static final int DEFAULT_GRACE = 30;

    private TemplateReader() {}

    /**
     * @param before checks as they are
     * @throws ApiFault 422 when a field is missing or cannot be said in PodSpace
     */
    static PodTemplate read(String what, JsonNode template, Checks before) {
        JsonNode spec = template.path("spec");
        if (spec.path("containers").size() != 1) {
            throw ApiFault.invalid(
                    what,
                    List.of(new ApiFault.Cause(
                            "FieldValueInvalid",
                            "must have exactly one container; run others as deployments of their own",
                            CONTAINER)));
        }
        JsonNode container = spec.path("containers").path(0);
        Map<String, String> environment = environment(what, container.path("env"));
        for (String list : List.of("command", "args")) {
            for (int i = 0; i < container.path(list).size(); i++) {
                plain(what, container.path(list).path(i).asText(), "%s[0].%s[%d]".formatted(CONTAINER, list, i));
            }
        }
        return new PodTemplate(
                container.path("image").asText(),
                pull(container),
                texts(container.path("command")),
                texts(container.path("args")),
                environment,
                ports(container.path("ports")),
                resources(container.path("resources")),
                Optional.of(container.path("workingDir").asText()).filter(folder -> !folder.isEmpty()),
                user(what, spec.path("securityContext"), container.path("securityContext")),
                spec.path("terminationGracePeriodSeconds").asInt(DEFAULT_GRACE),
                Probes.read(container, before),
                texts(container.path("lifecycle").path("preStop").path("exec").path("command")),
                VariableSources.read(what, container));
    }

    private static Map<String, String> environment(String what, JsonNode list) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode variable = list.get(i);
            String field = "%s[0].env[%d]".formatted(CONTAINER, i);
            if (environment.containsKey(variable.path("name").asText())) {
                throw invalid(what, "the variable is there twice", field + ".name");
            }
            if (variable.has("valueFrom")) {
                continue;
            }
            plain(what, variable.path("value").asText(), field + ".value");
            environment.put(
                    variable.path("name").asText(), variable.path("value").asText());
        }
        return environment;
    }

    /** Kubernetes would put variables in; PodSpace takes the text as it is, which would not be the same. */
    private static void plain(String what, String text, String field) {
        if (text.contains("$(")) {
            throw invalid(what, "references such as $(NAME) are not resolved; write the value out", field);
        }
    }

    /** Without a policy: always for a moving tag, as in Kubernetes. */
    private static PodTemplate.Pull pull(JsonNode container) {
        String policy = container.path("imagePullPolicy").asText();
        String image = container.path("image").asText();
        boolean moving =
                !image.contains("@") && (image.endsWith(":latest") || image.lastIndexOf(':') <= image.lastIndexOf('/'));
        boolean always = policy.isEmpty() ? moving : policy.equals("Always");
        return always ? PodTemplate.Pull.ALWAYS : PodTemplate.Pull.IF_NOT_PRESENT;
    }

    private static List<PodTemplate.Port> ports(JsonNode list) {
        List<PodTemplate.Port> ports = new ArrayList<>();
        for (JsonNode port : list) {
            int number = port.path("containerPort").asInt();
            ports.add(new PodTemplate.Port(port.path("name").asText("port-" + number), number));
        }
        return ports;
    }

    /** What is not said is taken from the limit, then from the defaults, as a limit range would. */
    static PodTemplate.Resources resources(JsonNode resources) {
        PodTemplate.Resources defaults = PodTemplate.Resources.DEFAULT;
        Optional<Integer> cpuLimit =
                Quantities.millis(resources.path("limits").path("cpu").asText());
        Optional<Integer> cpu =
                Quantities.millis(resources.path("requests").path("cpu").asText());
        Optional<Long> memoryLimit =
                Quantities.units(resources.path("limits").path("memory").asText());
        Optional<Long> memory =
                Quantities.units(resources.path("requests").path("memory").asText());
        long limit = memoryLimit.orElse(Math.max(defaults.memoryLimitBytes(), memory.orElse(0L)));
        return new PodTemplate.Resources(
                cpu.or(() -> cpuLimit).orElse(defaults.cpuRequestMillis()),
                cpuLimit.orElse(0),
                memory.or(() -> memoryLimit).orElse(Math.min(defaults.memoryRequestBytes(), limit)),
                limit,
                defaults.pids());
    }

    private static Optional<String> user(String what, JsonNode pod, JsonNode container) {
        JsonNode user = container.has("runAsUser") ? container.get("runAsUser") : pod.path("runAsUser");
        JsonNode group = container.has("runAsGroup") ? container.get("runAsGroup") : pod.path("runAsGroup");
        if (user.isMissingNode() && !group.isMissingNode()) {
            throw invalid(what, "needs runAsUser beside it", "spec.template.spec.securityContext.runAsGroup");
        }
        return user.isMissingNode()
                ? Optional.empty()
                : Optional.of(user.asText() + (group.isMissingNode() ? "" : ":" + group.asText()));
    }

    private static ApiFault invalid(String what, String message, String field) {
        return ApiFault.invalid(what, List.of(new ApiFault.Cause("FieldValueInvalid", message, field)));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
