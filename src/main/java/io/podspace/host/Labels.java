package io.podspace.host;

/** Label keys on everything that is ours on an engine. Nothing without the cluster label is ever touched. */
public final class Labels {
    public static final String CLUSTER = "io.podspace.cluster";
    /** {@code pod}, {@code hook}, {@code balancer}, {@code checker}, {@code router}, {@code relay} or {@code network}. */
    public static final String KIND = "io.podspace.kind";

    public static final String PROJECT = "io.podspace.project";
    public static final String DEPLOYMENT = "io.podspace.deployment";
    /** Row id of the pod's attempt. */
    public static final String POD = "io.podspace.pod";

    /** Row id of the hook. */
    public static final String HOOK = "io.podspace.hook";

    public static final String REVISION = "io.podspace.revision";
    /** Row id of the service that a balancer is. */
    public static final String SERVICE = "io.podspace.service";

    public static final String EPOCH = "io.podspace.epoch";

    private Labels() {}
}
