package io.podspace.service;

import io.podspace.host.ContainerSpec.PublishedPort;
import io.podspace.host.HostRef;
import io.podspace.host.NetworkAttachment;
import java.util.List;
import java.util.Map;

/**
 * A proxy's container.
 *
 * @param name container name, unique on the engine
 * @param kind balancer or router
 * @param host where it runs
 * @param networks where it is attached; may grow and shrink while it runs (routers)
 * @param publish ports published on the host; the driver adds the control port itself
 * @param labels with the cluster label
 */
public record ProxySpec(
        String name,
        Kind kind,
        HostRef host,
        List<NetworkAttachment> networks,
        List<PublishedPort> publish,
        Map<String, String> labels) {
    /** Where a router listens for HTTP and HTTPS inside its container; to be published. */
    public static final int ROUTER_HTTP = 8080;

    public static final int ROUTER_HTTPS = 8443;
    /** Where every proxy is controlled, by mutual TLS; no service may have this port. */
    public static final int CONTROL = 65535;

    /** What a proxy is for. */
    public enum Kind {
        BALANCER,
        ROUTER
    }

    public ProxySpec {
        networks = List.copyOf(networks);
        publish = List.copyOf(publish);
        labels = Map.copyOf(labels);
    }
}
