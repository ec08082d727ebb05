package io.podspace.pod;

import java.util.Map;

/** What an exit code of a container means. Engines tell an end by a signal as 128 and its number, as shells do. */
public final class ExitCode {
    private static final int BY_SIGNAL = 128;
    /** On Linux. */
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(10, "SIGUSR1"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(12, "SIGUSR2"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"));

    private ExitCode() {}

    /** For people, e.g. {@code 1}, or {@code 139 (SIGSEGV)} where a signal is the usual cause. */
    public static String words(int code) {
        String signal = SIGNALS.get(code - BY_SIGNAL);
        return signal == null ? Integer.toString(code) : "%d (%s)".formatted(code, signal);
    }
}
