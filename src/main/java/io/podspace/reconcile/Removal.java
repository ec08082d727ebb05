package io.podspace.reconcile;

import java.util.OptionalInt;

/**
 * Somebody wants one attempt gone; another takes its slot.
 *
 * @param by account name
 * @param graceSeconds instead of the template's; empty: the template's
 */
record Removal(String by, OptionalInt graceSeconds) {
    /** For people, to go on after the pod's name. */
    String words() {
        return "was deleted by " + by;
    }
}
