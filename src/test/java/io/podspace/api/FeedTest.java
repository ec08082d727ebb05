package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final Predicate<JsonNode> ALL = object -> true;

    private final Things things = new Things();
    private final List<Runnable> meanwhile = new ArrayList<>();
    private final Feed feed = new Feed(
            () -> {
                meanwhile.forEach(Runnable::run);
                meanwhile.clear();
                return things.list();
            },
            new Feed.Numbers(things::newest, things::next));

    /** What kubectl does when it deletes: it lists, then watches from the list, while the feed has long been running. */
    @Test
    void whatGoesBetweenAListAndItsWatchIsTold() throws Exception {
        things.write("a", "x");
        feed.read();
        long listed = things.newest();
        things.remove("a");
        feed.read();
        assertThat(told(listed)).containsExactly("DELETED a");
    }

    @Test
    void whatGoesWhileItsFeedReadsIsTold() throws Exception {
        things.write("a", "x");
        feed.read();
        long listed = things.newest();
        meanwhile.add(() -> things.remove("a"));
        feed.read();
        assertThat(told(listed)).containsExactly("DELETED a");
    }

    @Test
    void whatOnlyFollowsFromOthersBetweenAListAndItsWatchIsTold() throws Exception {
        things.write("a", "x");
        feed.read();
        long listed = things.newest();
        things.derive("a");
        feed.read();
        assertThat(told(listed)).containsExactly("MODIFIED a");
    }

    /** The row has a number that the list has seen, what follows from it came later. */
    @Test
    void whatFollowsLaterThanItsRowIsTold() throws Exception {
        things.write("a", "x");
        feed.read();
        things.write("a", "y");
        long listed = things.newest();
        things.derive("a");
        feed.read();
        assertThat(told(listed)).containsExactly("MODIFIED a");
    }

    /** Nobody can say whether that list showed it: it has to be read again. */
    @Test
    void aListThatIsOlderThanTheFeedIsTooOld() {
        things.write("a", "x");
        long listed = things.newest();
        things.remove("a");
        feed.read();
        assertThat(feed.join(listed, null, ALL)).isEmpty();
        assertThat(feed.join(things.newest(), null, ALL)).isPresent();
    }

    @Test
    void nothingIsToldTwice() throws Exception {
        things.write("a", "x");
        feed.read();
        things.remove("a");
        feed.read();
        long listed = things.newest();
        feed.read();
        assertThat(told(listed)).isEmpty();
        assertThat(feed.seen()).isGreaterThanOrEqualTo(listed);
    }

    private List<String> told(long from) throws InterruptedException {
        Feed.Listener listener = feed.join(from, null, ALL).orElseThrow();
        List<String> told = new ArrayList<>();
        for (Change change = listener.next(0); change != null; change = listener.next(0)) {
            String name = change.object().path("metadata").path("name").asText();
            listener.toldAs(change, ALL).ifPresent(type -> told.add(type + " " + name));
        }
        return told;
    }
}
