package io.podspace.reconcile;

import io.podspace.host.HostRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Blocks of addresses that a host reaches already, so that no project's network hides them. Known for the host that this
 * server runs on only: nothing of ours runs on the others to read theirs, so there the operator chooses the pool.
 */
final class HostRoutes {
    private static final Path TABLE = Path.of("/proc/net/route");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int DESTINATION = 1;
    private static final int MASK = 7;

    private HostRoutes() {}

    static List<String> of(HostRef host) {
        if (!"unix".equals(host.endpoint().getScheme()) || !Files.isReadable(TABLE)) {
            return List.of();
        }
        try {
            return parse(Files.readAllLines(TABLE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param lines of the kernel's table: numbers in hexadecimal, lowest byte first; the default route is left out */
    static List<String> parse(List<String> lines) {
        return lines.stream()
                .skip(1)
                .map(line -> BLANKS.split(line.strip()))
                .filter(fields -> fields.length > MASK)
                .map(fields -> new Cidr(number(fields[DESTINATION]), Long.bitCount(number(fields[MASK]))))
                .filter(block -> block.prefix() > 0)
                .map(Cidr::toString)
                .toList();
    }

    private static long number(String hexadecimal) {
        return Integer.toUnsignedLong(Integer.reverseBytes(Integer.parseUnsignedInt(hexadecimal, 16)));
    }
}
