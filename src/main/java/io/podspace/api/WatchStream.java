package io.podspace.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.security.Bearer;
import io.podspace.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Sends the changes of objects to one client until it goes, its time is over, or its right is gone: asked
 * every second.
 */
@ApplicationScoped
class WatchStream {
    private static final long ASK_MILLIS = 900;
    private static final Duration BOOKMARKS = Duration.ofSeconds(55);
    private static final long LONGEST_SECONDS = 24 * 60 * 60;

    @Inject
    Watches watches;

    @Inject
    StreamRights rights;

    @Inject
    Clock clock;

    /**
     * What a client wants to hear.
     *
     * @param least what the client needs in the one project, now and as long as it watches
     * @param table version of tables; null: objects
     */
    record Wish(
            Resource resource,
            Place place,
            Permission least,
            Predicate<JsonNode> selector,
            String table,
            String include,
            boolean bookmarks,
            Instant until) {}

    static Instant until(Target target, Instant now) {
        long seconds = target.number("timeoutSeconds", 0, LONGEST_SECONDS);
        return now.plusSeconds(seconds == 0 ? LONGEST_SECONDS : seconds);
    }

    /** A version that is too old is told as an event: clients list again at that, and some give up at an answer 410. */
    void open(HttpServletRequest request, HttpServletResponse response, Bearer bearer, Target target, Wish wish)
            throws IOException {
        Feed feed = watches.feed(wish.resource(), wish.place());
        String from = target.query("resourceVersion");
        long version = from.isEmpty() || from.equals("0") ? -1 : target.number("resourceVersion", 0, Long.MAX_VALUE);
        Optional<Feed.Listener> joined = join(feed, wish, version);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-cache, private");
        if (joined.isEmpty()) {
            write(response.getOutputStream(), "ERROR", expired(version, feed.seen()));
            return;
        }
        Feed.Listener listener = joined.get();
        BooleanSupplier allowed = allowed(bearer, wish);
        Hangup hangup = Hangup.ofCurrentRequest();
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        Thread.ofVirtual().name("watcher").start(() -> {
            try {
                send(response.getOutputStream(), allowed, hangup, wish, feed, listener);
            } catch (IOException | IllegalStateException e) {
                // the client is gone, which is how most watches end
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                feed.leave(listener);
                feed.release();
                hangup.close();
                end(async);
            }
        });
    }

    private Optional<Feed.Listener> join(Feed feed, Wish wish, long version) {
        Optional<Feed.Listener> listener = Optional.empty();
        try {
            feed.read();
            listener = watches.join(feed, wish.resource(), wish.place(), version, wish.selector());
            return listener;
        } finally {
            if (listener.isEmpty()) {
                feed.release();
            }
        }
    }

    private static ObjectNode expired(long version, long seen) {
        return Faults.tree(
                new ApiFault(410, "Expired", "too old resource version: %d (%d)".formatted(version, seen)).status(),
                Optional.empty());
    }

    private static void end(AsyncContext async) {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            // the connection broke and the server has completed it
        }
    }

    private void send(
            OutputStream out, BooleanSupplier allowed, Hangup hangup, Wish wish, Feed feed, Feed.Listener listener)
            throws IOException, InterruptedException {
        out.flush();
        Instant asked = clock.instant();
        Instant marked = asked;
        while (!hangup.happened() && !listener.cut() && clock.instant().isBefore(wish.until())) {
            long seen = feed.seen();
            Change change = listener.next(ASK_MILLIS);
            Instant now = clock.instant();
            if (now.isAfter(asked.plusMillis(ASK_MILLIS))) {
                asked = now;
                if (!allowed.getAsBoolean()) {
                    return;
                }
            }
            if (change != null) {
                Optional<Change.Type> type = listener.toldAs(change, wish.selector());
                if (type.isPresent()) {
                    write(out, type.get().name(), shape(wish, told(wish, change), now));
                }
            } else if (wish.bookmarks() && now.isAfter(marked.plus(BOOKMARKS))) {
                marked = now;
                bookmark(out, wish, seen);
            }
        }
    }

    private static ObjectNode told(Wish wish, Change change) {
        boolean project = !wish.resource().namespaced() && change.type() == Change.Type.DELETED;
        return project ? Namespaces.gone(change.object()) : change.object();
    }

    private BooleanSupplier allowed(Bearer bearer, Wish wish) {
        return switch (wish.place()) {
            case Place.OneProject one -> rights.of(bearer, one.id(), wish.least());
            // it is read as the caller each time, so what is lost is told as deleted
            case Place.Everywhere all -> rights.of(bearer);
        };
    }

    private static JsonNode shape(Wish wish, ObjectNode object, Instant now) {
        ObjectNode meta = Trees.empty()
                .put(
                        "resourceVersion",
                        object.path("metadata").path("resourceVersion").asText());
        return wish.table() == null
                ? object
                : Tables.of(wish.table(), wish.resource().kind(), List.of(object), meta, wish.include(), now);
    }

    private static void bookmark(OutputStream out, Wish wish, long version) throws IOException {
        ObjectNode mark =
                Trees.object(wish.resource().apiVersion(), wish.resource().kind());
        mark.putObject("metadata")
                .put("resourceVersion", Long.toString(version))
                .putNull("creationTimestamp");
        write(out, "BOOKMARK", mark);
    }

    private static void write(OutputStream out, String type, JsonNode object) throws IOException {
        ObjectNode event = Trees.empty().put("type", type);
        event.set("object", object);
        out.write(Trees.bytes(event));
        out.write('\n');
        out.flush();
    }
}
