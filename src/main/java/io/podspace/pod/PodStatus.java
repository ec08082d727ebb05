package io.podspace.pod;

/** What people read about a pod, and how it is drawn: derived by the reconciler, never patched. In drawing order. */
public enum PodStatus {
    /** Runs and gets requests, or runs and nothing asks for more. */
    READY,
    /** Runs, its checks do not pass. */
    NOT_READY,
    /** Ended and will be started again. */
    WARNING,
    /** Cannot be started: the message says why and what to do. */
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
