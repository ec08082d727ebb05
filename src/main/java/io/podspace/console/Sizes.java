package io.podspace.console;

import java.util.Locale;

/** Amounts of memory and processor time as people read them. Pure. */
final class Sizes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Sizes() {}

    /** E.g. "512 MiB", "1.5 GiB". */
    static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        boolean whole = amount >= 100 || Math.abs(amount - Math.rint(amount)) < 0.05;
        return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", amount, UNITS[unit]);
    }

    /** Thousandths of a core, e.g. "100 m", "2 cores". */
    static String cpu(int millis) {
        return millis >= 1000 && millis % 1000 == 0
                ? millis / 1000 + (millis == 1000 ? " core" : " cores")
                : millis + " m";
    }
}
