package io.podspace.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.console.RingDrawing.Arc;
import io.podspace.pod.PodStatus;
import io.podspace.report.DeploymentCard.Ring;
import io.podspace.report.DeploymentCard.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingDrawingTest {
    @Test
    void drawsSlicesOneAfterTheOtherAndSpeaksThem() {
        Ring ring = new Ring(List.of(3), List.of(new Slice(PodStatus.READY, 3), new Slice(PodStatus.STARTING, 1)));
        assertThat(RingDrawing.of(ring, true))
                .isEqualTo(new RingDrawing(
                        List.of(
                                new Arc("is-running", "75.00 25.00", "0.00"),
                                new Arc("is-pending", "25.00 75.00", "-75.00")),
                        4,
                        "pods",
                        "3 running, 1 starting"));
    }

    @Test
    void namesTheRevisionWhereThereAreTwoRings() {
        assertThat(RingDrawing.of(new Ring(List.of(8), List.of(new Slice(PodStatus.TERMINATING, 1))), false))
                .isEqualTo(new RingDrawing(
                        List.of(new Arc("is-stopping", "100.00 0.00", "0.00")), 1, "#8", "Revision 8: 1 stopping"));
    }

    @Test
    void saysWhereASideHasPodsOfSeveralRevisions() {
        List<Slice> slices = List.of(new Slice(PodStatus.READY, 4));
        RingDrawing two = RingDrawing.of(new Ring(List.of(1, 2), slices), false);
        assertThat(two.caption()).isEqualTo("#1, #2");
        assertThat(two.spoken()).isEqualTo("Revisions 1, 2: 4 running");
        RingDrawing many = RingDrawing.of(new Ring(List.of(1, 2, 4), slices), false);
        assertThat(many.caption()).isEqualTo("3 revisions");
        assertThat(many.spoken()).isEqualTo("Revisions 1, 2, 4: 4 running");
    }

    @Test
    void drawsAnEmptyRing() {
        assertThat(RingDrawing.of(new Ring(List.of(1), List.of()), true))
                .isEqualTo(new RingDrawing(List.of(), 0, "pods", "no pods"));
    }
}
