package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.podspace.configuration.ConfigurationKind;
import io.podspace.configuration.VariableSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Variables whose values come from config maps and secrets, in the words of Kubernetes. Pure. */
final class VariableSources {
    private static final String CONTAINER = "spec.template.spec.containers[0].";

    private VariableSources() {}

    /**
     * Whole objects, then single keys.
     *
     * @throws ApiFault 422 when it is not said from where
     */
    static List<VariableSource> read(String what, JsonNode container) {
        List<VariableSource> sources = new ArrayList<>();
        for (int i = 0; i < container.path("envFrom").size(); i++) {
            JsonNode entry = container.path("envFrom").get(i);
            sources.add(source(
                    i,
                    what,
                    CONTAINER + "envFrom[%d]".formatted(i),
                    entry.path("prefix").asText(),
                    entry.path("configMapRef"),
                    entry.path("secretRef")));
        }
        for (int i = 0; i < container.path("env").size(); i++) {
            JsonNode variable = container.path("env").get(i);
            if (variable.has("valueFrom")) {
                sources.add(key(i, what, CONTAINER + "env[%d]".formatted(i), variable));
            }
        }
        return sources;
    }

    private static VariableSource key(int place, String what, String field, JsonNode variable) {
        if (!variable.path("value").asText().isEmpty()) {
            throw invalid(what, "may not be specified when `value` is not empty", field + ".valueFrom");
        }
        VariableSource source = source(
                place,
                what,
                field + ".valueFrom",
                variable.path("name").asText(),
                Trees.at(variable, "valueFrom.configMapKeyRef"),
                Trees.at(variable, "valueFrom.secretKeyRef"));
        if (source.key().isEmpty()) {
            throw invalid(what, "needs a key", field + ".valueFrom");
        }
        return source;
    }

    private static VariableSource source(
            int place, String what, String field, String variable, JsonNode configMap, JsonNode secret) {
        if (configMap.isMissingNode() == secret.isMissingNode()) {
            throw invalid(what, "must name one config map or one secret", field);
        }
        JsonNode reference = secret.isMissingNode() ? configMap : secret;
        return new VariableSource(
                variable,
                secret.isMissingNode() ? ConfigurationKind.CONFIG_MAP : ConfigurationKind.SECRET,
                reference.path("name").asText(),
                reference.path("key").asText(),
                reference.path("optional").asBoolean(),
                place);
    }

    /** For {@code env}: those with values of their own, and the others at their places. */
    static List<EnvVar> all(List<EnvVar> literals, List<VariableSource> sources) {
        List<EnvVar> all = new ArrayList<>(literals);
        sources.stream()
                .filter(source -> !source.whole())
                .sorted(Comparator.comparingInt(VariableSource::place))
                .forEach(source -> all.add(Math.min(source.place(), all.size()), variable(source)));
        return all;
    }

    /** For {@code envFrom}. */
    static List<EnvFromSource> whole(List<VariableSource> sources) {
        return sources.stream()
                .filter(VariableSource::whole)
                .map(VariableSources::from)
                .toList();
    }

    private static EnvVar variable(VariableSource source) {
        EnvVarBuilder variable = new EnvVarBuilder().withName(source.variable());
        Boolean optional = optional(source);
        return switch (source.kind()) {
            case CONFIG_MAP ->
                variable.withNewValueFrom()
                        .withNewConfigMapKeyRef(source.key(), source.object(), optional)
                        .endValueFrom()
                        .build();
            case SECRET ->
                variable.withNewValueFrom()
                        .withNewSecretKeyRef(source.key(), source.object(), optional)
                        .endValueFrom()
                        .build();
        };
    }

    private static EnvFromSource from(VariableSource source) {
        EnvFromSourceBuilder from =
                new EnvFromSourceBuilder().withPrefix(source.variable().isEmpty() ? null : source.variable());
        Boolean optional = optional(source);
        return switch (source.kind()) {
            case CONFIG_MAP ->
                from.withNewConfigMapRef(source.object(), optional).build();
            case SECRET -> from.withNewSecretRef(source.object(), optional).build();
        };
    }

    private static Boolean optional(VariableSource source) {
        return source.optional() ? true : null;
    }

    private static ApiFault invalid(String what, String message, String field) {
        return ApiFault.invalid(what, List.of(new ApiFault.Cause("FieldValueInvalid", message, field)));
    }
}
