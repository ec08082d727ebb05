package io.podspace.haproxy;

import io.podspace.service.Responses;
import java.util.Locale;

/**
 * A slot as HAProxy has it now. A blank one has no pod and no address.
 *
 * @param pod row id of the pod's attempt it was filled for; 0: none
 * @param address {@code 0.0.0.0} when it has none
 * @param port 0 when it has none
 * @param admin what it was told
 * @param up its check passes, or has not failed yet
 * @param checked a check has run since HAProxy started
 * @param refused it is not up, and the last check found nothing that listens; perhaps of the pod before
 * @param sessions requests or connections under way; of one that serves, as they were up to two seconds ago
 * @param answered over HTTP since HAProxy started, by whatever pod; of one that serves, up to two seconds ago
 * @param cookie that names it; empty: its pool gives none, or it is not known yet
 */
record Slot(
        SlotName name,
        long pod,
        String address,
        int port,
        int weight,
        Admin admin,
        boolean up,
        boolean checked,
        boolean refused,
        int sessions,
        Responses answered,
        String cookie) {
    /** That has answered nothing yet, and has no cookie. */
    Slot(
            SlotName name,
            long pod,
            String address,
            int port,
            int weight,
            Admin admin,
            boolean up,
            boolean checked,
            int sessions) {
        this(name, pod, address, port, weight, admin, up, checked, false, sessions, Responses.NONE, "");
    }

    static final String NO_ADDRESS = "0.0.0.0";

    /** What a slot was told to be. */
    enum Admin {
        READY,
        DRAIN,
        MAINT;

        /** The word of the runtime API. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean blank() {
        return pod == 0 && !hasAddress();
    }

    boolean hasAddress() {
        return !address.equals(NO_ADDRESS);
    }

    /** Gets new requests. */
    boolean inRotation() {
        return up && admin == Admin.READY;
    }
}
