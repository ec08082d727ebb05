package io.podspace.placement;

/**
 * What one pod reserves on its host.
 *
 * @param cpuMillis thousandths of a core, 0 or more
 * @param memoryBytes 0 or more
 */
public record Request(int cpuMillis, long memoryBytes) {}
