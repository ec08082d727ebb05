package io.podspace.reconcile;

import io.podspace.placement.Usage;
import io.podspace.service.Tally;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The port to the rows: what is wanted, and what the loop writes down. The database is a driver like the engines. */
interface Ledger {

    /**
     * @param wanted empty when there is no such deployment
     * @param pods attempts that have not ended, and those of {@code seen}, ended or not
     */
    record Desired(Optional<Wanted> wanted, List<PodRow> pods) {}

    /**
     * All that one pass writes, in one transaction.
     *
     * @param epoch of the lease under which it was planned
     * @param wanted that it was planned for
     * @param rollout as it shall be; one that begins to go back changes the wanted revision, too
     * @param hooks as they shall be
     * @param removed the deployment and all its rows go
     */
    record Pass(
            long epoch,
            Wanted wanted,
            List<PodRow> created,
            List<PodRow> changed,
            Optional<DeploymentStatus> status,
            Optional<RolloutRow> rollout,
            List<HookRow> hooks,
            List<Note> notes,
            boolean removed) {}

    /** What became of a pass. */
    sealed interface Recorded {
        /** @param created the rows of the pass, with ids, in the same order */
        record Written(List<PodRow> created) implements Recorded {}

        /** Nothing was written: the lease or the wish has changed since the plan was made. */
        record Outdated() implements Recorded {}
    }

    /** @param seen row ids of pods of which containers were seen */
    Desired load(long deployment, Set<Long> seen);

    /** What is reserved on each host that has pods. */
    Map<Long, Usage> usage();

    /** Writes the pass, or nothing. */
    Recorded record(Pass pass);

    /**
     * The environment of a revision, name to value.
     *
     * @param revision row id
     */
    Map<String, String> environment(Wanted wanted, long revision);

    /**
     * What the reference of a revision's image means, once and for all its pods.
     *
     * @param revision row id
     * @param digest as an engine has it
     * @return the digest that was written first
     * @throws io.podspace.platform.PodSpaceException CONFLICT when the lease has changed hands
     */
    String pin(long epoch, long revision, String digest);

    /**
     * Notes that the pre-stop command of a pod is about to be run.
     *
     * @param pod row id of the attempt
     * @return false when that was noted before
     * @throws io.podspace.platform.PodSpaceException CONFLICT when the lease has changed hands
     */
    boolean preStop(long epoch, long pod);

    /** What was counted of a rollout, as it was kept last; {@link Tally#NONE} when it never was. */
    Tally tally(long rollout);

    /** Keeps what was counted of a rollout, if nobody has taken over meanwhile. */
    void keep(long epoch, long deployment, long rollout, Tally tally);
}
