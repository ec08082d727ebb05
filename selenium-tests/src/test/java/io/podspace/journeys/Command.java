package io.podspace.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of the machine that the box runs on: {@code docker} for its engine, {@code openssl} for certificates. */
final class Command {
    private static final int LIMIT_SECONDS = 120;

    private Command() {}

    /** @return what it printed; a failure carries it */
    static String run(String... words) {
        return run(new byte[0], words);
    }

    /** With something to read. */
    static String run(byte[] input, String... words) {
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            try (var typed = process.getOutputStream()) {
                typed.write(input);
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(List.of(words) + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
