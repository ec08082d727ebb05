package io.podspace.service;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a service may be. */
final class ServiceRules {
    private static final int MOST_PORTS = 20;

    private ServiceRules() {}

    /** @return the wish, complete */
    static NewService check(NewService wish) {
        Names.label("name", wish.name());
        ServiceChange rest = check(new ServiceChange(wish.ports(), wish.algorithm(), wish.selector()), wish.name());
        return new NewService(wish.projectId(), wish.name(), rest.ports(), rest.algorithm(), rest.selector());
    }

    /** @return the change, complete, with its ports by number */
    static ServiceChange check(ServiceChange change, String name) {
        if (change.algorithm() == null) {
            throw PodSpaceException.invalid(
                    "algorithm", "algorithm is missing: ROUND_ROBIN, LEAST_CONNECTIONS or SOURCE");
        }
        return new ServiceChange(ports(change.ports()), change.algorithm(), selector(change.selector(), name));
    }

    static void nameIsTaken(Service existing) {
        throw PodSpaceException.at(
                "name",
                ErrorCode.ALREADY_EXISTS,
                existing.deleting()
                        ? "name: '%s' is still being deleted; wait a moment or choose another name"
                                .formatted(existing.name())
                        : "name: the project already has a service '%s'; choose another name"
                                .formatted(existing.name()));
    }

    /** @throws PodSpaceException CONFLICT when a port goes that a route needs */
    static void keepsPorts(List<ServiceRows.Use> uses, ServiceChange wish) {
        Set<Integer> left = wish.ports().stream().map(ServicePort::port).collect(Collectors.toSet());
        for (ServiceRows.Use use : uses) {
            if (!left.contains(use.port())) {
                throw PodSpaceException.at(
                        "ports",
                        ErrorCode.CONFLICT,
                        "ports: the route '%s' sends to port %d; change the route first"
                                .formatted(use.route(), use.port()));
            }
        }
    }

    /** @return the ports by number, each with a name */
    private static List<ServicePort> ports(List<ServicePort> ports) {
        if (ports.isEmpty() || ports.size() > MOST_PORTS) {
            throw PodSpaceException.invalid("ports", "ports: a service has 1-%d of them".formatted(MOST_PORTS));
        }
        List<ServicePort> named = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            String field = "ports[%d]".formatted(i);
            ServicePort port = named(field, ports.get(i));
            number(field + ".port", port.port());
            number(field + ".targetPort", port.targetPort());
            notControl(field + ".port", port.port());
            once(field + ".port", numbers.add(port.port()), Integer.toString(port.port()));
            once(field + ".name", names.add(port.name()), port.name());
            named.add(port);
        }
        named.sort(Comparator.comparingInt(ServicePort::port));
        return List.copyOf(named);
    }

    /** @return the selector, never empty */
    private static Map<String, String> selector(Map<String, String> selector, String serviceName) {
        return selector.isEmpty() ? Map.of("app", serviceName) : Names.labels("selector", selector);
    }

    private static ServicePort named(String field, ServicePort port) {
        String name = port.name() == null || port.name().isBlank() ? "port-" + port.port() : port.name();
        if (port.protocol() == null) {
            throw PodSpaceException.invalid(field + ".protocol", field + ".protocol is missing: HTTP or TCP");
        }
        return new ServicePort(Names.dnsLabel(field + ".name", name), port.port(), port.targetPort(), port.protocol());
    }

    private static void number(String field, int number) {
        if (number < 1 || number > 65535) {
            throw PodSpaceException.invalid(field, "%s: %d is no port, it must be 1-65535".formatted(field, number));
        }
    }

    private static void notControl(String field, int port) {
        if (port == ProxySpec.CONTROL) {
            throw PodSpaceException.invalid(
                    field, "%s: %d is kept for the control of balancers; choose another port".formatted(field, port));
        }
    }

    private static void once(String field, boolean first, String value) {
        if (!first) {
            throw PodSpaceException.invalid(field, "ports: %s is there twice".formatted(value));
        }
    }
}
