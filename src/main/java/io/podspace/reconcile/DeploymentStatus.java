package io.podspace.reconcile;

/** What is said about a deployment: a word, and a sentence with the reason and the next step; empty while all is well. */
record DeploymentStatus(State state, String message) {

    /** In one word. */
    enum State {
        /** Not looked at yet. */
        PENDING,
        /** Pods are being started, replaced or removed. */
        PROGRESSING,
        /** As wanted. */
        READY,
        /** As wanted, and that is none. */
        STOPPED,
        /** Some pods are missing or not ready, and time alone may not cure it. */
        DEGRADED,
        /** No pod is ready, and time alone may not cure it. */
        FAILING,
        /** Pods are on a host that does not answer. */
        UNKNOWN,
        /** Being removed. */
        DELETING
    }
}
