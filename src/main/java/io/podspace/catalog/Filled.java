package io.podspace.catalog;

import java.util.Map;

/**
 * A catalog entry as the user filled it.
 *
 * @param entry name of the entry
 * @param name of the deployment to be
 * @param replicas pods wanted, 0-10000
 * @param size name of one of the entry's sizes; blank: the first
 * @param values by parameter name
 */
public record Filled(long projectId, String entry, String name, int replicas, String size, Map<String, String> values) {
    public Filled {
        values = Map.copyOf(values);
    }
}
