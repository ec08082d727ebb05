/**
 * Benchmarks: programs, not tests. Each measures PodSpace beside peers in the same run on the same engine, arms
 * interleaved, and prints medians with ranges; {@code ./podspace bench NAME} starts them against a box of their own.
 */
package io.podspace.bench;
