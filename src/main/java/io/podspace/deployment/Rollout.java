package io.podspace.deployment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The row of a rollout: the passage of a deployment from one revision to another. A deployment has at most one that is
 * not over. Users and the reconciler change it, both under the lock of the deployment's row; what users may decide, and
 * when, is {@link Standing}.
 */
@Entity
@Table(name = "rollout")
class Rollout {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "deployment_id", updatable = false)
    private long deploymentId;

    @Column(name = "from_revision", updatable = false)
    private Integer fromRevision;

    @Column(name = "to_revision", updatable = false)
    private int toRevision;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    private RolloutState state;

    private String reason;

    @Column(updatable = false)
    private String cause;

    @Column(name = "started_by", updatable = false)
    private String startedBy;

    @Column(name = "started_at", updatable = false)
    private Instant startedAt;

    @Column(name = "progress_at")
    private Instant progressAt;

    @Column(name = "completed_at", insertable = false, updatable = false)
    private Instant completedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    private Integer stage;

    @Column(name = "stage_since")
    private Instant stageSince;

    private Integer weight;

    protected Rollout() {}

    /**
     * @param from revision to go back to; empty when there is no good one
     * @param staged whether it goes by stages
     */
    Rollout(
            long deploymentId,
            Optional<Integer> from,
            int to,
            boolean paused,
            boolean staged,
            String cause,
            String startedBy,
            Instant now) {
        this.deploymentId = deploymentId;
        fromRevision = from.orElse(null);
        toRevision = to;
        state = paused ? RolloutState.PAUSED : RolloutState.RUNNING;
        this.cause = cause;
        this.startedBy = startedBy;
        startedAt = now;
        progressAt = now;
        staging(staged ? Staging.BEGIN : Staging.NONE);
    }

    long id() {
        return id;
    }

    long deploymentId() {
        return deploymentId;
    }

    RolloutState state() {
        return state;
    }

    Optional<Integer> from() {
        return Optional.ofNullable(fromRevision);
    }

    int to() {
        return toRevision;
    }

    void pause() {
        state = RolloutState.PAUSED;
    }

    /** The time to its deadline begins anew. */
    void resume(Instant now) {
        state = RolloutState.RUNNING;
        progressAt = now;
        staging(staging().resumed(now));
    }

    /**
     * On to the next stage, or to the rest of the exchange.
     *
     * @param stages how many the strategy has
     */
    void promote(int stages, Instant now) {
        staging(staging().next(stages));
        progressAt = now;
    }

    /** @return the revision to go back to */
    int abort(String why) {
        state = RolloutState.ROLLING_BACK;
        staging(staging().back());
        reason = why;
        return fromRevision;
    }

    /** Another takes its place. */
    void supersede(Instant now) {
        state = state == RolloutState.WATCHED ? RolloutState.COMPLETE : RolloutState.SUPERSEDED;
        endedAt = now;
    }

    /** @param hooks of it, in their order */
    RolloutView view(List<HookView> hooks) {
        return new RolloutView(
                id,
                from(),
                toRevision,
                state,
                Optional.ofNullable(reason),
                cause,
                startedBy,
                startedAt,
                progressAt,
                Optional.ofNullable(completedAt),
                Optional.ofNullable(endedAt),
                staging(),
                hooks);
    }

    private Staging staging() {
        return new Staging(Optional.ofNullable(stage), Optional.ofNullable(stageSince), Optional.ofNullable(weight));
    }

    private void staging(Staging now) {
        stage = now.stage().orElse(null);
        stageSince = now.since().orElse(null);
        weight = now.weight().orElse(null);
    }
}
