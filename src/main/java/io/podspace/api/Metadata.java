package io.podspace.api;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.podspace.report.ObjectFacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Metadata of objects. Pure. */
final class Metadata {
    private Metadata() {}

    /** @param namespace null for what lies in none, and so is given no grace */
    static ObjectMeta of(ObjectFacts facts, String namespace, long version) {
        ObjectMeta meta = of(facts.uid(), facts.name(), namespace, version, facts.createdAt());
        meta.setLabels(facts.labels());
        meta.setAnnotations(facts.annotations());
        meta.setGeneration(facts.generation());
        facts.managedFields().ifPresent(text -> meta.setManagedFields(Trees.managed(text)));
        facts.deletingSince().ifPresent(since -> {
            meta.setDeletionTimestamp(time(since));
            meta.setDeletionGracePeriodSeconds(namespace == null ? null : 0L);
        });
        return meta;
    }

    static ObjectMeta of(String uid, String name, String namespace, long version, Instant createdAt) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withUid(uid)
                .withResourceVersion(Long.toString(version))
                .withCreationTimestamp(time(createdAt))
                .withLabels(Map.of())
                .withAnnotations(Map.of())
                .build();
    }

    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
