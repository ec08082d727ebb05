package io.podspace.reconcile;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Who carries out effects: one virtual thread each, as many at a time on a host as its engine gains from. An engine starts
 * no more containers a second with more than six at a time (figures in docs/decisions/0042), while stopping is mostly
 * waiting. A hung host holds up its own crews only.
 */
final class Crews {
    private static final int STARTS = 6;
    private static final int STOPS = 24;
    private static final int PULLS = 3;
    private static final int OTHERS = 6;

    private enum Kind {
        START(STARTS),
        STOP(STOPS),
        PULL(PULLS),
        OTHER(OTHERS);

        private final int limit;

        Kind(int limit) {
            this.limit = limit;
        }
    }

    private record Crew(long host, Kind kind) {}

    private final Map<Crew, Semaphore> places = new ConcurrentHashMap<>();
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    /** The executor for an effect. */
    Executor of(Action.Effect effect) {
        Kind kind =
                switch (effect) {
                    case Action.Make make -> Kind.START;
                    case Action.Stop stop -> Kind.STOP;
                    case Action.Pull pull -> Kind.PULL;
                    case Action.Harvest harvest -> Kind.OTHER;
                    case Action.Remove remove -> Kind.OTHER;
                    case Action.TryCheck tried -> Kind.OTHER;
                    case Action.CancelStart cancel -> Kind.OTHER;
                };
        Semaphore crew = places.computeIfAbsent(new Crew(effect.host(), kind), key -> new Semaphore(kind.limit, true));
        return work -> Thread.ofVirtual().name(effect.name()).start(() -> {
            Thread.currentThread().setContextClassLoader(loader);
            crew.acquireUninterruptibly();
            try {
                work.run();
            } finally {
                crew.release();
            }
        });
    }
}
