package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever lists and then watches ends with what is there, however lists, watches and changes fall: objects are made,
 * changed, removed and made again, between any two steps, on two nodes, of which each may be started anew.
 */
class WatchPropertyTest {
    private static final int STEPS = 4000;
    private static final List<String> NAMES = List.of("a", "b", "c");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void clientsHoldWhatIsThere(long seed) throws Exception {
        Trial trial = new Trial(new Random(seed));
        for (int i = 0; i < STEPS; i++) {
            trial.step();
        }
        trial.settle();
    }

    private static final class Trial {
        private final Random random;
        private final Things things = new Things();
        private final List<Node> nodes;
        private final List<Client> clients = new ArrayList<>();
        private boolean disturbed = true;

        Trial(Random random) {
            this.random = random;
            nodes = new ArrayList<>(List.of(new Node(this), new Node(this)));
            for (int i = 0; i < 6; i++) {
                clients.add(new Client(
                        this,
                        i % 2 == 0 ? object -> true : object -> label(object).equals("x")));
            }
        }

        void step() throws InterruptedException {
            int dice = random.nextInt(40);
            if (dice == 0 && random.nextInt(10) == 0) {
                nodes.set(random.nextInt(nodes.size()), new Node(this));
                clients.forEach(Client::cut);
            } else if (dice < 10) {
                disturb();
            } else if (dice < 20) {
                node().feed.read();
            } else {
                clients.get(random.nextInt(clients.size())).step();
            }
        }

        /** Anything may happen between any two things that a node or a client does. */
        void disturb() {
            for (int i = random.nextInt(3); disturbed && i > 0; i--) {
                String name = NAMES.get(random.nextInt(NAMES.size()));
                switch (random.nextInt(4)) {
                    case 0 -> things.remove(name);
                    case 1 -> things.derive(name);
                    default -> things.write(name, random.nextBoolean() ? "x" : "y");
                }
            }
        }

        Node node() {
            return nodes.get(random.nextInt(nodes.size()));
        }

        void settle() throws InterruptedException {
            disturbed = false;
            for (Node node : nodes) {
                node.feed.read();
            }
            for (Client client : clients) {
                client.settle();
                assertThat(client.held)
                        .isEqualTo(things.list().stream()
                                .filter(client.selector)
                                .collect(Collectors.toMap(WatchPropertyTest::name, WatchPropertyTest::contents)));
            }
        }
    }

    private static final class Node {
        private final Feed feed;
        private final Shown<String> shown = new Shown<>();

        Node(Trial trial) {
            feed = new Feed(
                    () -> {
                        trial.disturb();
                        List<ObjectNode> state = trial.things.list();
                        trial.disturb();
                        return state;
                    },
                    new Feed.Numbers(trial.things::newest, trial.things::next));
        }
    }

    /** Keeps what it was told by name, as client libraries do, and comes back with the last version that it was shown. */
    private static final class Client {
        private final Trial trial;
        private final Predicate<JsonNode> selector;
        private final Map<String, String> held = new HashMap<>();
        private long version = -1;
        private Node at;
        private Feed.Listener listener;

        Client(Trial trial, Predicate<JsonNode> selector) {
            this.trial = trial;
            this.selector = selector;
        }

        void step() throws InterruptedException {
            if (version < 0) {
                list();
            } else if (listener == null) {
                watch();
            } else if (trial.random.nextInt(20) == 0) {
                cut();
            } else {
                hear();
            }
        }

        void settle() throws InterruptedException {
            while (version < 0 || listener == null || hear()) {
                if (version < 0) {
                    list();
                }
                if (listener == null) {
                    watch();
                }
            }
        }

        void cut() {
            if (listener != null) {
                at.feed.leave(listener);
            }
            listener = null;
        }

        private void list() {
            Node node = trial.node();
            long listed = trial.things.newest();
            trial.disturb();
            List<ObjectNode> all = trial.things.list();
            int page = trial.random.nextInt(all.size() + 1);
            List<ObjectNode> read = new ArrayList<>(all.subList(0, page));
            node.shown.remember("things", listed, all.stream().map(Trees::uid).toList(), read);
            if (page < all.size()) {
                trial.disturb();
                List<ObjectNode> rest = trial.things.list().stream()
                        .filter(object -> page == 0 || name(object).compareTo(name(all.get(page - 1))) > 0)
                        .toList();
                node.shown.add("things", listed, rest);
                read.addAll(rest);
            }
            held.clear();
            read.stream().filter(selector).forEach(object -> held.put(name(object), contents(object)));
            version = listed;
        }

        private void watch() {
            at = trial.node();
            at.feed.read();
            Optional<Feed.Listener> joined = at.feed.join(version, at.shown.at("things", version), selector);
            joined.ifPresentOrElse(found -> listener = found, () -> version = -1);
        }

        private boolean hear() throws InterruptedException {
            long seen = at.feed.seen();
            Change change = listener.next(0);
            if (change == null) {
                version = seen; // a bookmark
                return false;
            }
            Optional<Change.Type> type = listener.toldAs(change, selector);
            if (type.isPresent()) {
                apply(type.get(), change.object());
            }
            return true;
        }

        private void apply(Change.Type type, ObjectNode object) {
            version = Trees.version(object);
            switch (type) {
                case DELETED -> held.remove(name(object));
                case ADDED, MODIFIED -> {
                    held.put(name(object), contents(object));
                    assertThat(object.path("row").asLong())
                            .as("no row is older than the version that it is shown with")
                            .isEqualTo(trial.things.rowAt(Trees.uid(object), version));
                }
            }
        }
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    private static String label(JsonNode object) {
        return object.path("label").asText();
    }

    private static String contents(JsonNode object) {
        return "%s %s %s %s"
                .formatted(
                        Trees.uid(object),
                        label(object),
                        object.path("row").asText(),
                        object.path("derived").asText());
    }
}
