package io.podspace.deployment;

import io.podspace.deployment.Hook.Moment;
import io.podspace.platform.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** The row of a hook: written with its rollout, moved on by the reconciler alone. */
@Entity
@Table(name = "rollout_hook")
class RolloutHook {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "rollout_id", updatable = false)
    private long rolloutId;

    @Column(name = "deployment_id", updatable = false)
    private long deploymentId;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(8)", updatable = false)
    private Moment moment;

    @Column(columnDefinition = "mediumtext", updatable = false)
    private String hook;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)", updatable = false)
    private HookState state;

    @Column(name = "started_at", insertable = false, updatable = false)
    private Instant startedAt;

    @Column(name = "ended_at", insertable = false, updatable = false)
    private Instant endedAt;

    @Column(name = "exit_code", insertable = false, updatable = false)
    private Integer exitCode;

    @Column(name = "end_reason", insertable = false, updatable = false)
    private String reason;

    @Column(name = "last_log", columnDefinition = "text", insertable = false, updatable = false)
    private String lastLog;

    protected RolloutHook() {}

    /** @param rollout whose row is written */
    RolloutHook(Rollout rollout, Moment moment, Hook hook) {
        rolloutId = rollout.id();
        deploymentId = rollout.deploymentId();
        this.moment = moment;
        this.hook = Json.write(hook);
        state = HookState.WAITING;
    }

    long rolloutId() {
        return rolloutId;
    }

    HookView view() {
        return new HookView(
                moment,
                Json.read(hook, Hook.class),
                state,
                Optional.ofNullable(startedAt),
                Optional.ofNullable(endedAt),
                Optional.ofNullable(exitCode),
                Optional.ofNullable(reason),
                Optional.ofNullable(lastLog));
    }
}
