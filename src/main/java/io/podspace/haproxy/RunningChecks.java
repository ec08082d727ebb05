package io.podspace.haproxy;

import io.podspace.health.Result;
import java.util.List;
import java.util.Map;

/**
 * The checks that a HAProxy process runs for pods.
 *
 * @param values pod to its value in the map of checks
 * @param results pod to what came of its checks so far
 */
record RunningChecks(Map<Long, String> values, Map<Long, List<Result>> results) {
    static final RunningChecks NONE = new RunningChecks(Map.of(), Map.of());

    RunningChecks {
        values = Map.copyOf(values);
        results = Map.copyOf(results);
    }
}
