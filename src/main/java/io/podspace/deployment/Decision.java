package io.podspace.deployment;

/** What somebody may decide about the rollouts of a deployment, where it does something now: {@link Standing}. */
public enum Decision {
    /** On to the next stage, or to the rest of the exchange. */
    PROMOTE,
    /** No more pods are exchanged until somebody resumes. */
    PAUSE,
    /** Pods are exchanged again; the time to the deadline begins anew. */
    RESUME,
    /** Back to the revision that it came from, also while it is paused. */
    ABORT,
    /** The revision of the last rollout once more, its hooks included. */
    RETRY
}
