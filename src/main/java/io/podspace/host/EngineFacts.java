package io.podspace.host;

/**
 * What an engine is and has.
 *
 * @param id by which an engine knows itself, wherever it is reached
 * @param version of the engine
 * @param apiVersion highest it speaks
 * @param cpus number of cores
 * @param memoryBytes physical memory
 */
public record EngineFacts(String id, String version, String apiVersion, int cpus, long memoryBytes) {}
