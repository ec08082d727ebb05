package io.podspace.activity;

import io.podspace.platform.Changed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row of an activity. Written once; only the count and the last time change. */
@Entity
@Table(name = "activity")
class Activity {
    private static final int LONGEST_MESSAGE = 2000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "project_id", updatable = false)
    private Long projectId;

    @Enumerated(EnumType.STRING)
    @Column(name = "object_kind", columnDefinition = "varchar(24)", updatable = false)
    private Changed.Topic objectKind;

    @Column(name = "object_uid", columnDefinition = "char(36)", updatable = false)
    private String objectUid;

    @Column(name = "object_name", updatable = false)
    private String objectName;

    @Column(name = "owner_uid", columnDefinition = "char(36)", updatable = false)
    private String ownerUid;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(8)", updatable = false)
    private Severity severity;

    @Column(updatable = false)
    private String reason;

    @Column(updatable = false)
    private String message;

    @Column(updatable = false)
    private String actor;

    private int times = 1;

    @Column(name = "first_at", updatable = false)
    private Instant firstAt;

    @Column(name = "last_at")
    private Instant lastAt;

    protected Activity() {}

    Activity(Happening what, String actor, Instant now) {
        Subject subject = what.subject();
        projectId = subject.project() == 0 ? null : subject.project();
        objectKind = subject.kind();
        objectUid = subject.uid();
        objectName = subject.name();
        ownerUid = subject.owner();
        severity = what.severity();
        reason = what.reason();
        message = fit(what.message());
        this.actor = actor;
        firstAt = now;
        lastAt = now;
    }

    /** The message as it is stored. */
    static String fit(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 3) + "...";
    }

    ActivityView view() {
        Subject subject = new Subject(projectId == null ? 0 : projectId, objectKind, objectUid, objectName, ownerUid);
        return new ActivityView(id, subject, severity, reason, message, actor, times, firstAt, lastAt);
    }
}
