package io.podspace.host;

/**
 * What placement may give away on a host, measured in requests of pods.
 *
 * @param cpuMillis thousandths of a core
 * @param memoryBytes memory
 * @param pods greatest number of pods
 */
public record Capacity(int cpuMillis, long memoryBytes, int pods) {
    /** What an engine bears without its listings becoming slow. */
    public static final int POD_LIMIT = 250;

    /**
     * Most pods idle most of the time, and a CPU request is only a weight under contention: so a core is given away this
     * many times. Memory cannot be taken back, so it is given away once, less a part for the host itself.
     */
    static final int CPU_OVERCOMMIT = 4;

    private static final int MEMORY_PERCENT = 90;

    static Capacity of(EngineFacts facts, int podLimit) {
        return new Capacity(facts.cpus() * 1000 * CPU_OVERCOMMIT, facts.memoryBytes() / 100 * MEMORY_PERCENT, podLimit);
    }
}
