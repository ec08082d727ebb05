package io.podspace.reconcile;

import java.util.OptionalInt;

/**
 * Somebody wants one attempt gone; another takes its slot.
 *
 * @param by account name
 * @param graceSeconds instead of the template's; empty: the template's
 */
record Removal(String by, OptionalInt graceSeconds) {
    private static final String WORDS = "was deleted by ";

    /** For people, to go on after the pod's name. */
    String words() {
        return WORDS + by;
    }

    /** Whether that was why an attempt ended. */
    static boolean caused(Ending ending) {
        return ending.reason().startsWith(WORDS);
    }
}
