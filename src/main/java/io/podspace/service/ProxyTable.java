package io.podspace.service;

import io.podspace.health.Checks;
import java.util.List;

/**
 * All that a proxy shall do.
 *
 * @param listeners of a balancer: one per service port; empty for a router
 * @param routes of a router: host and path to backend; empty for a balancer
 * @param backends with their endpoints; a listener or route names one of them
 * @param certificates of a router, by the host name they serve
 */
public record ProxyTable(
        List<Listener> listeners, List<RouteEntry> routes, List<Backend> backends, List<Certificate> certificates) {
    public ProxyTable {
        listeners = List.copyOf(listeners);
        routes = List.copyOf(routes);
        backends = List.copyOf(backends);
        certificates = List.copyOf(certificates);
    }

    /** A port of a balancer, 1-65535. */
    public record Listener(int port, String backend) {}

    /**
     * A route's entry.
     *
     * @param host lower case DNS name
     * @param path prefix, begins with a slash; matches whole segments
     * @param backend key of a backend
     * @param insecure what plain HTTP gets
     */
    public record RouteEntry(String host, String path, String backend, Insecure insecure) {}

    /** What a request over plain HTTP gets. */
    public enum Insecure {
        ALLOW,
        REDIRECT
    }

    /**
     * A set of endpoints with one way to choose among them.
     *
     * @param key stable over time: {@code s<service id>-<port>} or {@code r<route id>}; {@code [a-z0-9-]+}
     */
    public record Backend(
            String key, Protocol protocol, Algorithm algorithm, boolean sticky, List<Endpoint> endpoints) {
        public Backend {
            endpoints = List.copyOf(endpoints);
        }
    }

    /** What a proxy understands of what it passes on. */
    public enum Protocol {
        /** Requests one by one: paths, cookies, counts of answers. */
        HTTP,
        /** Bytes of connections. */
        TCP
    }

    /** Who gets the next request, or the next connection. */
    public enum Algorithm {
        /** In turn, by weight. */
        ROUND_ROBIN,
        /** The one with the fewest connections. */
        LEAST_CONNECTIONS,
        /** Always the same one for an address of a client, as long as the same ones are there. */
        SOURCE
    }

    /**
     * A pod's address in a backend.
     *
     * @param pod row id of the pod's attempt
     * @param weight 0-256; 0: gets only requests whose cookie names it
     * @param aside a rollout gives its requests to others: to them go also those whose cookie names it
     * @param checks beside the connection to its port, which is always tried; commands in it are for the engine
     */
    public record Endpoint(long pod, String address, int port, int weight, Wish wish, boolean aside, Checks checks) {
        /** Cookies that name it are honoured. */
        public Endpoint(long pod, String address, int port, int weight, Wish wish, Checks checks) {
            this(pod, address, port, weight, wish, false, checks);
        }

        /** Checked by connections only. */
        public Endpoint(long pod, String address, int port, int weight, Wish wish) {
            this(pod, address, port, weight, wish, Checks.NONE);
        }
    }

    /** How an endpoint shall be treated. */
    public enum Wish {
        /** Checked, but gets no request yet. */
        WARM,
        /** Has just started; gets requests from its first passed check on, without being asked for again. */
        JOIN,
        /** Gets requests while its check passes. */
        SERVE,
        /** Gets no new request; those under way go on. */
        DRAIN;

        /** Whether the proxy may send it requests by itself. */
        public boolean serves() {
            return this == JOIN || this == SERVE;
        }
    }

    /**
     * @param host lower case DNS name it is used for
     * @param pem chain and private key; never logged
     */
    public record Certificate(String host, String pem) {
        /** Characters of the longest PEM that a router takes: it must fit into a buffer of HAProxy with its command. */
        public static final int LONGEST = 15_000;

        @Override
        public String toString() {
            return "Certificate[" + host + "]";
        }
    }
}
