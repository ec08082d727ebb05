package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History history = new History(3);

    @Test
    void tellsWhatCameChangedAndWent() {
        history.see(List.of(object("a", 1, "x"), object("b", 2, "x")), 2);
        assertThat(said(history.see(List.of(object("a", 3, "y"), object("c", 4, "x")), 4)))
                .containsExactlyInAnyOrder("MODIFIED a", "ADDED c", "DELETED b");
        assertThat(history.see(List.of(object("a", 3, "y"), object("c", 4, "x")), 9))
                .isEmpty();
    }

    /** What only follows from others has no number of its own: it gets one that is new. */
    @Test
    void aChangeWithoutANewNumberGetsOne() {
        history.see(List.of(object("a", 1, "x")), 5);
        assertThat(history.see(List.of(object("a", 1, "y")), 8))
                .singleElement()
                .satisfies(change -> assertThat(change.version()).isEqualTo(8));
    }

    @Test
    void aNumberAloneIsNoChange() {
        history.see(List.of(object("a", 1, "x")), 1);
        assertThat(history.see(List.of(object("a", 2, "x")), 2)).isEmpty();
    }

    @Test
    void whoComesBackHearsWhatWasMissedOrThatItIsTooLate() {
        history.see(List.of(), 1);
        for (int i = 2; i <= 6; i++) {
            history.see(List.of(object("a", i, "v" + i)), i);
        }
        assertThat(history.since(4, null).map(HistoryTest::said)).contains(List.of("MODIFIED a", "MODIFIED a"));
        assertThat(history.since(6, null)).contains(List.of());
        assertThat(history.since(1, null)).isEmpty();
    }

    @Test
    void whoHasJustListedMissesNothingThoughNobodyWatchedThen() {
        history.see(List.of(object("a", 1, "x"), object("b", 7, "x")), 7);
        assertThat(history.since(5, Set.of("a")).map(HistoryTest::said)).contains(List.of("ADDED b"));
        assertThat(history.since(5, Set.of("a", "gone"))).isEmpty();
    }

    /** What went between a list and the watch that follows it has to be told, but not of things that were not asked for. */
    @Test
    void whoComesBackHoldsWhatWentMeanwhile() {
        History history = new History(9);
        history.see(List.of(object("a", 1, "x"), object("b", 1, "x"), object("c", 1, "y")), 1);
        history.see(List.of(object("b", 1, "x"), object("d", 2, "x")), 2);
        List<Change> missed = history.since(1, null).orElseThrow();
        assertThat(history.held(missed, object -> object.path("spec").asText().equals("x")))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(history.held(List.of(), object -> true)).containsExactlyInAnyOrder("b", "d");
    }

    /** Whoever applies all changes in turn ends with what is there, from whatever state that can still be told. */
    @Test
    void changesLeadFromAnyStateToTheNext() {
        Random random = new Random(4);
        History history = new History(50);
        Map<String, ObjectNode> there = new HashMap<>();
        List<Map<String, ObjectNode>> states = new ArrayList<>();
        for (int version = 1; version <= 60; version++) {
            String uid = "u" + random.nextInt(8);
            if (random.nextInt(4) == 0) {
                there.remove(uid);
            } else {
                there.put(uid, object(uid, version, "v" + random.nextInt(3)));
            }
            history.see(there.values(), version);
            states.add(Map.copyOf(there));
        }
        for (int from = 1; from <= 60; from++) {
            Map<String, ObjectNode> copy = new HashMap<>(states.get(from - 1));
            Optional<List<Change>> changes = history.since(from, null);
            if (changes.isPresent()) {
                changes.get().forEach(change -> apply(copy, change));
                assertThat(copy.keySet()).as("from " + from).isEqualTo(there.keySet());
            }
        }
    }

    private static void apply(Map<String, ObjectNode> state, Change change) {
        if (change.type() == Change.Type.DELETED) {
            state.remove(change.uid());
        } else {
            state.put(change.uid(), change.object());
        }
    }

    private static List<String> said(List<Change> changes) {
        return changes.stream()
                .map(change -> change.type() + " " + change.uid())
                .toList();
    }

    private static ObjectNode object(String uid, long version, String spec) {
        ObjectNode object = Trees.object("v1", "Thing");
        object.putObject("metadata").put("uid", uid).put("resourceVersion", Long.toString(version));
        return object.put("spec", spec);
    }
}
