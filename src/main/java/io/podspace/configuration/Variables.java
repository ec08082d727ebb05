package io.podspace.configuration;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fills in variables from config maps and secrets for the platform's own starts. Checks no permission; nothing of it goes to a user. */
@ApplicationScoped
public class Variables {
    @Inject
    ConfigurationRows configurations;

    @Inject
    Transactions transactions;

    /**
     * Variables of a pod.
     *
     * @param leftOut a sentence for each object of which keys cannot be variables
     */
    public record Filled(Map<String, String> variables, List<String> leftOut) {}

    /**
     * All variables of a pod. As in Kubernetes, whole objects come first, each over the ones before it, then single
     * variables; keys that cannot be names of variables, or whose values are no text, are left out.
     *
     * @param literals variables with values of their own
     * @throws PodSpaceException NOT_FOUND, with what to add, when an object or a key is missing or no text
     */
    public Filled of(long projectId, Map<String, String> literals, List<VariableSource> sources) {
        if (sources.isEmpty()) {
            return new Filled(literals, List.of());
        }
        return transactions.read(() -> {
            Map<String, String> variables = new LinkedHashMap<>();
            List<String> leftOut = new ArrayList<>();
            sources.stream().filter(VariableSource::whole).forEach(source -> {
                Optional<Values> values = values(projectId, source);
                variables.putAll(all(source, values));
                leftOut(source, values.orElse(Values.none())).ifPresent(leftOut::add);
            });
            variables.putAll(literals);
            sources.stream().filter(source -> !source.whole()).forEach(source -> one(source, values(projectId, source))
                    .ifPresent(value -> variables.put(source.variable(), value)));
            return new Filled(variables, leftOut);
        });
    }

    private Optional<Values> values(long projectId, VariableSource source) {
        return configurations.find(projectId, source.kind(), source.object()).map(configurations::values);
    }

    static Map<String, String> all(VariableSource source, Optional<Values> values) {
        if (values.isEmpty() && !source.optional()) {
            throw missing("The %s '%s', whose keys shall be variables, is not there. Create it."
                    .formatted(source.kind().text(), source.object()));
        }
        Map<String, String> variables = new LinkedHashMap<>();
        values.orElse(Values.none()).texts().forEach((key, value) -> {
            if (ConfigurationRules.isVariable(source.variable() + key)) {
                variables.put(source.variable() + key, value);
            }
        });
        return variables;
    }

    static Optional<String> leftOut(VariableSource source, Values values) {
        List<String> keys = new ArrayList<>(values.binary().keySet());
        values.texts().keySet().stream()
                .filter(key -> !ConfigurationRules.isVariable(source.variable() + key))
                .forEach(keys::add);
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Of the %s '%s' these keys are no variables, since they cannot be names of variables or their values are no text: %s."
                                .formatted(
                                        source.kind().text(),
                                        source.object(),
                                        keys.stream().sorted().collect(Collectors.joining(", "))));
    }

    static Optional<String> one(VariableSource source, Optional<Values> values) {
        String from = "%s '%s'".formatted(source.kind().text(), source.object());
        if (values.isEmpty() && !source.optional()) {
            throw missing("The %s, from which the variable %s takes its value, is not there. Create it."
                    .formatted(from, source.variable()));
        }
        Optional<String> value = values.map(all -> all.texts().get(source.key()));
        if (!source.optional() && values.orElse(Values.none()).binary().containsKey(source.key())) {
            throw missing(
                    "The value of the key '%s' of the %s is bytes and no text, so the variable %s cannot take it. Give the key a text."
                            .formatted(source.key(), from, source.variable()));
        }
        if (value.isEmpty() && !source.optional()) {
            throw missing("The %s has no key '%s', from which the variable %s takes its value. Add the key."
                    .formatted(from, source.key(), source.variable()));
        }
        return value;
    }

    private static PodSpaceException missing(String message) {
        return new PodSpaceException(ErrorCode.NOT_FOUND, message);
    }
}
