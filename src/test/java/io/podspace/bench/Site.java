package io.podspace.bench;

import io.podspace.haproxy.LiveRotation;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Where copies of the demo application run behind an HAProxy, with the same checks: what a benchmark breaks and changes. */
interface Site extends AutoCloseable {
    String name();

    /** The HAProxy's base URL on loopback. */
    URI front();

    /** Host name that it wants. */
    String host();

    /** A connection of its own to what HAProxy says of the copies. */
    LiveRotation rotation() throws IOException;

    /** So many copies without a past, all in rotation. */
    void fresh(int copies) throws Exception;

    /** No copy is left: what is measured at another site has the machine for itself. */
    void rest() throws Exception;

    /** Address to container of the copies that run. */
    Map<String, String> containers();
}
