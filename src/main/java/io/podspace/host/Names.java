package io.podspace.host;

import java.util.OptionalLong;

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

    /** @param hook row id */
    public static String hook(String cluster, long hook) {
        return "ps-" + cluster + "-hook-" + hook;
    }

    /** @param session any word that no other session has */
    public static String relay(String cluster, String session) {
        return "ps-" + cluster + "-relay-" + session;
    }

    /** @param project row id */
    public static String network(String cluster, long project) {
        return "ps-" + cluster + "-net-" + project;
    }

    /** @return the project whose {@link #network} has this name; empty for any other name */
    public static OptionalLong projectOf(String cluster, String network) {
        String before = network(cluster, 0).substring(0, network(cluster, 0).length() - 1);
        String number = network.startsWith(before) ? network.substring(before.length()) : "";
        return number.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(number)) : OptionalLong.empty();
    }

    /** @param service row id of the service that the balancer is */
    public static String balancer(String cluster, long service) {
        return "ps-" + cluster + "-svc-" + service;
    }

    /** @param project row id of the project whose pods are only checked by this proxy */
    public static String checker(String cluster, long project) {
        return "ps-" + cluster + "-checks-" + project;
    }

    /** @param host row id of the host that the router serves on */
    public static String router(String cluster, long host) {
        return "ps-" + cluster + "-router-" + host;
    }

    /**
     * The network through which the proxies of a host publish their ports; one a host. It sorts before the projects'
     * networks: an engine publishes through the network that is first by name, and moves the ports, cutting what is open,
     * when a container joins one that sorts before.
     */
    public static String edgeNetwork(String cluster) {
        return "ps-" + cluster + "-edge";
    }
}
