package io.podspace.report;

import io.podspace.health.Verdict;
import java.time.Instant;

/**
 * A check of a pod as one of those who run it reports it.
 *
 * @param role e.g. {@code readiness}
 * @param how e.g. {@code HTTP 200 on :8080/health every 2 s}
 * @param ran whether it has run yet; if not, the rest says nothing
 * @param words what the last run brought, e.g. {@code HTTP 500: out of order}
 * @param millis how long the last run took
 * @param by who runs it, e.g. {@code by shop-web}; empty when nobody does yet
 */
public record CheckView(
        String role, String how, Verdict verdict, boolean ran, String words, int millis, Instant at, String by) {}
