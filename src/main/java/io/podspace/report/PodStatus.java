package io.podspace.report;

/** The slices of the status ring, in the order in which they are drawn. */
public enum PodStatus {
    /** Runs and gets requests. */
    READY,
    /** Runs, its check has not passed. */
    NOT_READY,
    /** Being restarted, waits for its back-off. */
    WARNING,
    /** Failed. */
    ERROR,
    /** Its image is being fetched, or its container is being made. */
    STARTING,
    /** Waits for a host. */
    PENDING,
    /** Being drained or stopped. */
    TERMINATING,
    /** Its host is silent. */
    UNKNOWN
}
