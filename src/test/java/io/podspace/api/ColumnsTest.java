package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The word that people look at first when something is wrong. */
class ColumnsTest {
    private static final PodObjects PODS = new PodObjects("shop", Samples.workload(), 1);

    @ParameterizedTest
    @CsvSource({
        "PENDING,     PENDING,  false, false, Pending",
        "STARTING,    STARTING, true,  false, ContainerCreating",
        "NOT_READY,   STARTING, true,  true,  Running",
        "READY,       READY,    true,  true,  Running",
        "WARNING,     PENDING,  false, false, CrashLoopBackOff",
        "ERROR,       STARTING, true,  false, CreateContainerError",
        "TERMINATING, DRAINING, true,  true,  Terminating"
    })
    void aPodHasTheStatusThatKubectlShowsElsewhere(
            PodStatus status, PodPhase phase, boolean placed, boolean started, String word) {
        Optional<Instant> since = started ? Optional.of(Samples.MADE) : Optional.empty();
        ObjectNode tree = PODS.tree(Samples.pod(status, phase, since, Optional.empty()));
        if (!placed) {
            tree.putObject("spec");
        }
        assertThat(Columns.of("Pod"))
                .filteredOn(column -> column.name().equals("Status"))
                .singleElement()
                .satisfies(column ->
                        assertThat(column.value().apply(tree, Samples.MADE)).isEqualTo(word));
    }
}
