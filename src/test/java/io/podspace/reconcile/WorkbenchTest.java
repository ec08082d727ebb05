package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.platform.ErrorCode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkbenchTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Action.Start MINE = new Action.Start(1, "pod-1", 1, 7);
    private static final Action.Start ANOTHERS = new Action.Start(1, "pod-2", 2, 8);

    private final Workbench workbench = new Workbench();

    @Test
    void whatWaitedForAVariableOfTheProjectIsForgotten() {
        fails(5, MINE, ErrorCode.NOT_FOUND);
        fails(5, MINE, ErrorCode.NOT_FOUND);
        fails(6, ANOTHERS, ErrorCode.NOT_FOUND);
        assertThat(workbench.hasten(7)).containsExactly(5L);
        assertThat(workbench.efforts(5).on("pod-1")).isEmpty();
        assertThat(failure(6, ANOTHERS).times()).isEqualTo(1);
        fails(5, MINE, ErrorCode.NOT_FOUND);
        assertThat(failure(5, MINE).times()).as("the pauses begin anew").isEqualTo(1);
    }

    /** It may have looked right before the variable came. */
    @Test
    void whatIsUnderWayMeanwhileIsTriedOnceMore() {
        workbench.begins(5, MINE);
        assertThat(workbench.hasten(7)).isEmpty();
        workbench.failed(5, MINE, ErrorCode.NOT_FOUND, "no secret", NOW);
        assertThat(workbench.efforts(5).on("pod-1")).isEmpty();
        fails(5, MINE, ErrorCode.NOT_FOUND);
        assertThat(failure(5, MINE).times()).isEqualTo(1);
    }

    @Test
    void whatAnEngineRefusedHasNothingToDoWithVariables() {
        fails(5, MINE, ErrorCode.ENGINE);
        assertThat(workbench.hasten(7)).isEmpty();
        assertThat(failure(5, MINE).times()).isEqualTo(1);
        workbench.begins(5, MINE);
        workbench.hasten(7);
        workbench.failed(5, MINE, ErrorCode.ENGINE, "refused", NOW);
        assertThat(failure(5, MINE).times()).isEqualTo(2);
    }

    private void fails(long deployment, Action.Start start, ErrorCode code) {
        workbench.begins(deployment, start);
        workbench.failed(deployment, start, code, "failed", NOW);
    }

    private Effort.Failed failure(long deployment, Action.Start start) {
        return (Effort.Failed) workbench.efforts(deployment).on(start.name()).orElseThrow();
    }
}
