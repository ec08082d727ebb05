package io.podspace.configuration;

import java.io.Serializable;
import java.util.List;

/**
 * From where a pod's variable takes its value when its container is made. Part of a revision; names only, no values.
 *
 * @param variable name of the variable; of a whole object what is put before each of its keys, may be empty
 * @param object name of the config map or secret in the same project
 * @param key in it; empty: all of its keys become variables
 * @param optional when the object or the key is missing the variable is left out, else the pod waits
 * @param place among all variables of the template, from 0, so that a manifest comes back in its order
 */
public record VariableSource(
        String variable, ConfigurationKind kind, String object, String key, boolean optional, int place)
        implements Serializable {

    /** Behind the variables with values of their own. */
    public VariableSource(String variable, ConfigurationKind kind, String object, String key, boolean optional) {
        this(variable, kind, object, key, optional, Integer.MAX_VALUE);
    }

    /** Whether all keys of the object become variables. */
    public boolean whole() {
        return key.isEmpty();
    }

    /** At the place that the same source had before. */
    public VariableSource placedAsIn(List<VariableSource> before) {
        return before.stream()
                .filter(other -> equals(other.at(place)))
                .findFirst()
                .orElse(this);
    }

    private VariableSource at(int other) {
        return new VariableSource(variable, kind, object, key, optional, other);
    }
}
