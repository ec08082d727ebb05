/**
 * The control loop: signals become {@link io.podspace.reconcile.Work}, a pass compares what is wanted with what was
 * observed, a pure planner says what to do, drivers do it, rows say what came of it. Only the holder of the
 * {@link io.podspace.reconcile.Lease} acts. May use {@code deployment}, {@code configuration}, {@code pod}, {@code health}, {@code host},
 * {@code placement}, {@code service}, {@code route}, {@code project}, {@code image}, {@code activity}, {@code security},
 * {@code platform}.
 */
package io.podspace.reconcile;
