package io.podspace.deployment;

import io.podspace.platform.Json;
import io.podspace.platform.ObjectRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The row of a deployment. The status and the observed generation have one writer, the reconciler; here they are only
 * read. Everything else is the user's wish.
 */
@Entity
@Table(name = "deployment")
class Deployment extends ObjectRow {
    @Column(name = "project_id", updatable = false)
    private long projectId;

    private int replicas;

    @Column(name = "revision_number")
    private int revisionNumber = 1;

    private boolean paused;

    /** JSON; null means the default. */
    @Column(columnDefinition = "text")
    private String strategy;

    @Column(columnDefinition = "mediumtext")
    private String shape;

    @Column(name = "observed_generation", insertable = false, updatable = false)
    private long observedGeneration;

    @Column(name = "status_state", insertable = false, updatable = false)
    private String statusState;

    @Column(name = "status_message", insertable = false, updatable = false)
    private String statusMessage;

    protected Deployment() {}

    Deployment(long projectId, String name, Map<String, String> labels, int replicas, Instant now) {
        super(name, labels, now);
        this.projectId = projectId;
        this.replicas = replicas;
    }

    long projectId() {
        return projectId;
    }

    int replicas() {
        return replicas;
    }

    int revisionNumber() {
        return revisionNumber;
    }

    boolean paused() {
        return paused;
    }

    Strategy strategy() {
        return Strategy.read(strategy);
    }

    void strategy(Strategy wish) {
        strategy = Json.write(wish);
        wishChanged();
    }

    long observedGeneration() {
        return observedGeneration;
    }

    /** A row that no reconciler has seen is pending. */
    String state() {
        return statusState == null ? "PENDING" : statusState;
    }

    Optional<String> message() {
        return Optional.ofNullable(statusMessage);
    }

    /** @return JSON of {@link Shape}; null when the API never changed it */
    String shape() {
        return shape;
    }

    void reshape(String shape, Map<String, String> podLabels) {
        this.shape = shape;
        relabel(podLabels);
    }

    void scale(int replicas) {
        this.replicas = replicas;
        wishChanged();
    }

    /** Pods shall be of that revision. */
    void goTo(int revision) {
        revisionNumber = revision;
        wishChanged();
    }

    /** Its rollout goes on as somebody decided, which no older plan may overrule. */
    void turn() {
        wishChanged();
    }

    void pause(boolean wish) {
        if (paused != wish) {
            paused = wish;
            wishChanged();
        }
    }
}
