package io.podspace.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A numbered, immutable pod template.
 *
 * @param imageDigest what the reference meant when it was first pulled
 * @param template with an empty environment
 * @param cause why it was made
 * @param current pods are made from this one
 */
public record RevisionView(
        int number,
        String image,
        Optional<String> imageDigest,
        PodTemplate template,
        List<String> environmentNames,
        String cause,
        String createdBy,
        Instant createdAt,
        boolean current) {}
