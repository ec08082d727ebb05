package io.podspace.console;

/** A number with its noun, e.g. "1 pod", "3 pods". Pure. */
final class Counts {
    private Counts() {}

    static String of(long count, String noun) {
        return count + " " + (count == 1 ? noun : noun + "s");
    }
}
