package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Predicate<JsonNode> ALL = object -> true;

    private final History history = new History(5);

    @Test
    void tellsWhatWentCameAndChangedInThisOrder() {
        begin(1, object("a", 1, "x"), object("b", 1, "x"));
        assertThat(said(see(5, 6, object("a", 4, "y"), object("c", 3, "x"))))
                .containsExactly("DELETED b", "ADDED c", "MODIFIED a");
        assertThat(history.compare(List.of(object("a", 4, "y"), object("c", 3, "x"))))
                .isEmpty();
    }

    @Test
    void aNumberAloneIsNoChange() {
        begin(1, object("a", 1, "x"));
        assertThat(history.compare(List.of(object("a", 2, "x")))).isEmpty();
    }

    /** An object that somebody may have been shown with that number, and other contents. */
    @Test
    void aChangeWithoutANewerNumberWantsOne() {
        begin(2, object("a", 1, "x"), object("b", 7, "x"));
        List<Change> found = history.compare(List.of(object("a", 1, "y"), object("b", 7, "y")));
        assertThat(found.get(0).wantsNumber(5)).isFalse();
        assertThat(found.get(0).wantsNumber(1)).isTrue();
        assertThat(found.get(1).wantsNumber(5)).isTrue();
        assertThat(history.compare(List.of(object("a", 1, "x"))))
                .singleElement()
                .matches(deleted -> deleted.wantsNumber(9));
    }

    @Test
    void whatIsShownIsNotNewerThanItsContents() {
        begin(1, object("a", 1, "x"), object("b", 1, "x"));
        assertThat(see(5, 9, object("a", 7, "y"), object("b", 1, "y")))
                .extracting(change -> Trees.version(change.object()))
                .containsExactly(5L, 7L);
    }

    @Test
    void whoComesBackHearsWhatWasMissedOrThatItIsTooLate() {
        begin(1);
        for (int i = 2; i <= 8; i++) {
            see(i, i, object("a", i, "v" + i));
        }
        assertThat(missed(6)).containsExactly("MODIFIED a", "MODIFIED a");
        assertThat(missed(8)).isEmpty();
        assertThat(history.since(1, null, ALL)).isEmpty();
    }

    @Test
    void whoHasJustListedMissesNothingThoughNobodyWatchedThen() {
        ObjectNode same = object("a", 1, "x");
        ObjectNode derived = object("b", 1, "x");
        begin(7, same, object("b", 1, "y"), object("c", 6, "x"));
        Map<String, Integer> shown = Map.of("a", same.hashCode(), "b", derived.hashCode());
        Missed missed = history.since(5, shown, ALL).orElseThrow();
        assertThat(said(missed.changes())).containsExactly("MODIFIED b", "ADDED c");
        assertThat(missed.held()).containsExactlyInAnyOrder("a", "b");
        assertThat(history.since(5, Map.of("gone", 1), ALL)).isEmpty();
    }

    /** Of one who asked for a part of what there was. */
    @Test
    void whatNobodyWasShownIsNew() {
        ObjectNode mine = object("a", 1, "x");
        begin(7, mine, object("b", 1, "y"));
        Map<String, Integer> shown = Map.of("a", mine.hashCode(), "b", Shown.UNREAD);
        Missed missed = history.since(
                        5, shown, object -> object.path("spec").asText().equals("x"))
                .orElseThrow();
        assertThat(said(missed.changes())).containsExactly("ADDED b");
        assertThat(missed.held()).as("so it is not told as gone").containsExactly("a");
    }

    /** What went or is selected no more between a list and its watch is told, but not of things that were not asked for. */
    @Test
    void whoComesBackHoldsWhatWasSelectedThen() {
        begin(1, object("a", 1, "x"), object("b", 1, "x"), object("c", 1, "y"), object("e", 1, "x"));
        see(2, 3, object("b", 1, "x"), object("d", 2, "x"), object("e", 2, "y"));
        Predicate<JsonNode> selector = object -> object.path("spec").asText().equals("x");
        assertThat(history.since(1, null, selector).orElseThrow().held()).isEqualTo(Set.of("a", "b", "e"));
        assertThat(history.since(3, null, ALL).orElseThrow().held()).isEqualTo(Set.of("b", "d", "e"));
    }

    private void begin(long order, ObjectNode... objects) {
        history.begin(List.of(objects), order);
    }

    private List<Change> see(long version, long order, ObjectNode... objects) {
        return history.go(List.of(objects), history.compare(List.of(objects)), version, order);
    }

    private List<String> missed(long version) {
        return said(history.since(version, null, ALL).orElseThrow().changes());
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
