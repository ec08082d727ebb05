package io.podspace.journeys;

import java.util.concurrent.atomic.AtomicInteger;

/** Names that no earlier run has used, so that journeys need an own box no more than an empty one. */
final class Names {
    private static final String RUN = Long.toString(System.currentTimeMillis() / 1000 % 2_000_000_000L, 36);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Names() {}

    static String fresh(String prefix) {
        return prefix + "-" + RUN + COUNT.incrementAndGet();
    }
}
