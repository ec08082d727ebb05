package io.podspace.project;

import io.podspace.platform.ObjectRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The row of a project. The subnet and the network's message have one writer, the reconciler of projects; everything
 * else is the user's wish.
 */
@Entity
@Table(name = "project")
class Project extends ObjectRow {
    @Column(name = "display_name")
    private String displayName;

    private boolean egress = true;

    @Column(insertable = false, updatable = false)
    private String subnet;

    @Column(name = "network_message", insertable = false, updatable = false)
    private String networkMessage;

    protected Project() {}

    Project(String name, String displayName, Instant now) {
        super(name, Map.of(), now);
        this.displayName = displayName;
    }

    String displayName() {
        return displayName;
    }

    boolean egress() {
        return egress;
    }

    Optional<String> subnet() {
        return Optional.ofNullable(subnet);
    }

    Optional<String> networkMessage() {
        return Optional.ofNullable(networkMessage);
    }

    void rename(String displayName) {
        this.displayName = displayName;
        wishChanged();
    }

    /** Who sees it changed, which watchers of all projects have to learn like any other change. */
    void membersChanged() {
        wishChanged();
    }

    void setEgress(boolean egress) {
        this.egress = egress;
        wishChanged();
    }
}
