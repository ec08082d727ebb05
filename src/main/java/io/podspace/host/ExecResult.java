package io.podspace.host;

/**
 * Outcome of a command run inside a container.
 *
 * @param exitCode 0 is success
 * @param output standard output and error together, at most 64 KiB
 */
public record ExecResult(int exitCode, String output) {}
