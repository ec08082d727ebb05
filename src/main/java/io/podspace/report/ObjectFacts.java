package io.podspace.report;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What every object of the public API has.
 *
 * @param labels of a deployment: those of its pods
 * @param version resource version of its row
 * @param deletingSince when its deletion was asked for
 * @param managedFields who set which field, as the public API keeps it
 */
public record ObjectFacts(
        long id,
        String uid,
        String name,
        Map<String, String> labels,
        Map<String, String> annotations,
        long generation,
        long version,
        Optional<Instant> deletingSince,
        Instant createdAt,
        Optional<String> managedFields) {}
