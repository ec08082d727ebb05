package io.podspace.host;

/**
 * Names of what is ours on an engine. They derive from rows alone, so that a repeated effect meets what an earlier one
 * made.
 */
public final class Names {
    private Names() {}

    /** @param pod row id of the attempt */
    public static String pod(String cluster, long pod) {
        return "ps-" + cluster + "-pod-" + pod;
    }

    /** @param project row id */
    public static String network(String cluster, long project) {
        return "ps-" + cluster + "-net-" + project;
    }

    /** The network through which the proxies of a host publish their ports; one a host. */
    public static String edgeNetwork(String cluster) {
        return "ps-" + cluster + "-net-edge";
    }
}
