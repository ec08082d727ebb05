package io.podspace.reconcile;

import io.podspace.activity.Severity;
import io.podspace.deployment.DeploymentView;
import io.podspace.pod.PodPhase;
import io.podspace.pod.PodStatus;
import io.podspace.reconcile.DeploymentStatus.State;
import io.podspace.reconcile.Ledger.Pass;
import io.podspace.server.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Passes over one deployment, as tests of the ledger record them. */
record Passes(long epoch, Wanted wanted) {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    /** Under any epoch, with so many new pods and an activity. */
    Pass under(long any, int pods) {
        return new Pass(
                any,
                wanted,
                IntStream.range(0, pods).mapToObj(this::pod).toList(),
                List.of(),
                Optional.of(new DeploymentStatus(State.PROGRESSING, "told")),
                Optional.empty(),
                List.of(),
                List.of(new Note(Severity.NORMAL, "Trial", "A pass was written.")),
                false);
    }

    Pass telling(List<PodRow> created, List<Note> notes) {
        return new Pass(epoch, wanted, created, List.of(), Optional.empty(), Optional.empty(), List.of(), notes, false);
    }

    Pass of(HookRow hook) {
        return new Pass(
                epoch,
                wanted,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(hook),
                List.of(),
                false);
    }

    Pass turning(RolloutRow rollout) {
        return new Pass(
                epoch,
                wanted,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(rollout),
                List.of(),
                List.of(),
                false);
    }

    /** With which all rows of the deployment go. */
    Pass last() {
        return new Pass(
                epoch, wanted, List.of(), List.of(), Optional.empty(), Optional.empty(), List.of(), List.of(), true);
    }

    /** Of the wanted revision; nowhere yet. */
    PodRow pod(int slot) {
        return new PodRow(
                0,
                "",
                slot,
                0,
                wanted.revision(),
                wanted.request(wanted.revision()),
                Optional.empty(),
                PodPhase.PENDING,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Ending.NONE,
                PodRow.Times.since(NOW),
                Display.of(PodStatus.PENDING));
    }

    /** How often the activity of {@link #under} was recorded. */
    static long told(Rows rows, DeploymentView of) {
        return rows.number("SELECT COUNT(*) FROM activity WHERE object_uid = ? AND reason = 'Trial'", of.uid());
    }
}
