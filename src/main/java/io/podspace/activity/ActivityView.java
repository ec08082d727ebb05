package io.podspace.activity;

import java.time.Instant;

/**
 * Something that happened, with its repetitions.
 *
 * @param id grows in the order of first occurrence
 * @param reason one word in camel case, e.g. {@code ScaledUp}
 * @param message a sentence for people
 * @param actor account name, or the part of the platform that acted
 * @param times how often since {@code firstAt}
 */
public record ActivityView(
        long id,
        Subject subject,
        Severity severity,
        String reason,
        String message,
        String actor,
        int times,
        Instant firstAt,
        Instant lastAt) {}
