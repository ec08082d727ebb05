package io.podspace.configuration;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills in variables from config maps and secrets for the platform's own starts. Checks no permission; nothing of it goes to a user. */
@ApplicationScoped
public class Variables {
    @Inject
    ConfigurationRows configurations;

    @Inject
    Transactions transactions;

    /**
     * All variables of a pod. As in Kubernetes, whole objects come first, each over the ones before it, then single
     * variables; keys that cannot be names of variables are left out.
     *
     * @param literals variables with values of their own
     * @throws PodSpaceException NOT_FOUND, with what to add, when an object or a key is missing
     */
    public Map<String, String> of(long projectId, Map<String, String> literals, List<VariableSource> sources) {
        if (sources.isEmpty()) {
            return literals;
        }
        return transactions.read(() -> {
            Map<String, String> variables = new LinkedHashMap<>();
            sources.stream()
                    .filter(VariableSource::whole)
                    .forEach(source -> variables.putAll(all(source, values(projectId, source))));
            variables.putAll(literals);
            sources.stream().filter(source -> !source.whole()).forEach(source -> one(source, values(projectId, source))
                    .ifPresent(value -> variables.put(source.variable(), value)));
            return variables;
        });
    }

    private Optional<Map<String, String>> values(long projectId, VariableSource source) {
        return configurations.find(projectId, source.kind(), source.object()).map(configurations::values);
    }

    static Map<String, String> all(VariableSource source, Optional<Map<String, String>> values) {
        if (values.isEmpty() && !source.optional()) {
            throw missing("The %s '%s', whose keys shall be variables, is not there. Create it."
                    .formatted(source.kind().text(), source.object()));
        }
        Map<String, String> variables = new LinkedHashMap<>();
        values.orElse(Map.of()).forEach((key, value) -> {
            if (ConfigurationRules.isVariable(source.variable() + key)) {
                variables.put(source.variable() + key, value);
            }
        });
        return variables;
    }

    static Optional<String> one(VariableSource source, Optional<Map<String, String>> values) {
        String from = "%s '%s'".formatted(source.kind().text(), source.object());
        if (values.isEmpty() && !source.optional()) {
            throw missing("The %s, from which the variable %s takes its value, is not there. Create it."
                    .formatted(from, source.variable()));
        }
        Optional<String> value = values.map(all -> all.get(source.key()));
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
