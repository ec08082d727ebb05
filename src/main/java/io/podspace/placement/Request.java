package io.podspace.placement;

/** What one pod reserves: thousandths of a core and bytes of memory. */
public record Request(int cpuMillis, long memoryBytes) {}
