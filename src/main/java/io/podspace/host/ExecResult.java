package io.podspace.host;

/**
 * Outcome of a command run inside a container.
 *
 * @param exitCode 0 is success
 * @param output standard output and error together, at most 64 KiB
 */
public record ExecResult(int exitCode, String output) {
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final String RUNTIME = "OCI runtime exec failed";

    /**
     * Whether the container has no such program, or one that cannot be executed: the runtime's own word, so that a script
     * which ends with the same code is not taken for it.
     */
    public boolean notRun() {
        return (exitCode == NOT_EXECUTABLE || exitCode == NOT_FOUND) && output.contains(RUNTIME);
    }
}
