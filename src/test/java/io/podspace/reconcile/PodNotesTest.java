package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the whole loop tells of single pods, beside what it says of their deployment. */
class PodNotesTest {
    private final World world = new World(Given.host(1, 20));

    @Test
    void eachPodTellsHowItBeganAndTheDeploymentSaysItOnce() {
        world.want(2);
        world.settle();
        for (PodRow pod : world.ledger.live()) {
            assertThat(about(pod))
                    .extracting(Note::reason)
                    .startsWith("Created")
                    .contains("Started");
            assertThat(about(pod)).extracting(PodNotesTest::quiet).containsOnly(true);
        }
        assertThat(world.ledger.notes)
                .filteredOn(note -> note.pod().isEmpty())
                .extracting(Note::message)
                .contains("Made web-0, web-1.");
    }

    @Test
    void onePodThatEndsSaysSoAndTheNextInItsSlotTellsWhyItIsThere() {
        world.want(1);
        world.settle();
        PodRow first = world.ledger.live().getFirst();
        world.engine.exit(1, world.running().getFirst().name(), 7);
        world.settle();
        assertThat(about(first))
                .filteredOn(note -> !quiet(note))
                .extracting(Note::reason, Note::message)
                .containsExactly(tuple("PodEnded", "web-0 ended with exit code 7."));
        PodRow next = world.ledger.live().getFirst();
        assertThat(next.uid()).isNotEqualTo(first.uid());
        assertThat(about(next).getFirst().message())
                .startsWith("It was made on ")
                .endsWith(", since the one before it ended with exit code 7.");
    }

    @Test
    void onePodThatEndsAgainAndAgainWaits() {
        world.want(1);
        world.settle();
        for (int i = 0; i < 2; i++) {
            world.engine.exit(1, world.running().getFirst().name(), 7);
            world.settle();
        }
        assertThat(about(world.ledger.live().getFirst()))
                .filteredOn(note -> note.reason().equals("BackOff"))
                .singleElement()
                .satisfies(
                        note -> assertThat(note.message()).startsWith("It ended with exit code 7, 2 times in a row."));
    }

    private static boolean quiet(Note note) {
        return note.pod().orElseThrow().quiet();
    }

    private List<Note> about(PodRow pod) {
        return world.ledger.notes.stream()
                .filter(note -> note.pod().map(Note.OfPod::uid).equals(Optional.of(pod.uid())))
                .toList();
    }
}
