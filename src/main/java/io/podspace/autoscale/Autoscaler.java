package io.podspace.autoscale;

import io.podspace.platform.Json;
import io.podspace.platform.ObjectRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The row of an autoscaler. */
@Entity
@Table(name = "autoscaler")
class Autoscaler extends ObjectRow {
    @Column(name = "project_id", updatable = false)
    private long projectId;

    @Column(name = "deployment_id")
    private long deploymentId;

    @Column(name = "min_replicas")
    private int min;

    @Column(name = "max_replicas")
    private int max;

    @Column(name = "cpu_percent")
    private int cpuPercent;

    /** JSON; null: nothing was said. */
    @Column(columnDefinition = "text")
    private String behavior;

    protected Autoscaler() {}

    Autoscaler(long projectId, String name, long deploymentId, Bounds bounds, Instant now) {
        super(name, Map.of(), now);
        this.projectId = projectId;
        set(deploymentId, bounds);
    }

    long projectId() {
        return projectId;
    }

    long deploymentId() {
        return deploymentId;
    }

    Bounds bounds() {
        return new Bounds(min, max, cpuPercent);
    }

    /** @return whether that is news */
    boolean change(long deployment, Bounds bounds) {
        boolean news = deployment != deploymentId || !bounds.equals(bounds());
        if (news) {
            set(deployment, bounds);
            wishChanged();
        }
        return news;
    }

    Optional<Behavior> behavior() {
        return Optional.ofNullable(behavior).map(json -> Json.read(json, Behavior.class));
    }

    /** @return whether that is news */
    boolean behave(Optional<Behavior> wish) {
        boolean news = !wish.equals(behavior());
        if (news) {
            behavior = wish.map(Json::write).orElse(null);
            wishChanged();
        }
        return news;
    }

    private void set(long deployment, Bounds bounds) {
        deploymentId = deployment;
        min = bounds.min();
        max = bounds.max();
        cpuPercent = bounds.cpuPercent();
    }
}
