package io.podspace.application;

import io.podspace.deployment.NewDeployment;
import io.podspace.deployment.PodTemplate.Port;
import io.podspace.platform.PodSpaceException;
import io.podspace.route.NewRoute;
import io.podspace.route.RouteTarget;
import io.podspace.service.NewService;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Insecure;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ServicePort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What exposes a deployment when the user only says that it shall be: a service and a route of the deployment's name. */
final class Exposure {
    /** Ports on which no HTTP is spoken, by custom: databases, caches, queues, mail, remote shells. */
    private static final Set<Integer> TCP_PORTS = Set.of(
            21, 22, 25, 53, 110, 143, 389, 465, 587, 993, 995, 1433, 1521, 1883, 3306, 4222, 5432, 5672, 6379, 9042,
            9092, 11211, 27017);

    private Exposure() {}

    /** @throws PodSpaceException INVALID at {@code service} or {@code route} */
    static ApplicationPlan plan(NewApplication wish) {
        NewDeployment deployment = wish.deployment();
        if (wish.route() && !wish.service()) {
            throw PodSpaceException.invalid("route", "route: it leads to a service; ask for the service too");
        }
        if (wish.service() && deployment.template().ports().isEmpty()) {
            throw PodSpaceException.invalid(
                    "service", "service: the application has no port; add the port that it listens on");
        }
        if (wish.route() && protocol(first(deployment)) == Protocol.TCP) {
            throw PodSpaceException.invalid(
                    "route",
                    "route: port %d does not speak HTTP; such an application is reached by its service only"
                            .formatted(first(deployment).number()));
        }
        return new ApplicationPlan(
                deployment,
                wish.service() ? Optional.of(service(deployment)) : Optional.empty(),
                wish.route() ? Optional.of(route(deployment)) : Optional.empty(),
                Optional.empty());
    }

    /** Whether a service finds pods of this deployment and of no other. */
    static boolean selectsOnly(
            Map<String, String> selector, Map<String, String> labels, List<Map<String, String>> others) {
        return selects(selector, labels) && others.stream().noneMatch(other -> selects(selector, other));
    }

    private static boolean selects(Map<String, String> selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.entrySet());
    }

    private static NewService service(NewDeployment deployment) {
        List<ServicePort> ports = deployment.template().ports().stream()
                .map(port -> new ServicePort(port.name(), port.number(), port.number(), protocol(port)))
                .toList();
        String app = deployment.labels().getOrDefault("app", deployment.name());
        return new NewService(
                deployment.projectId(), deployment.name(), ports, Algorithm.ROUND_ROBIN, Map.of("app", app));
    }

    private static NewRoute route(NewDeployment deployment) {
        return new NewRoute(
                deployment.projectId(),
                deployment.name(),
                Optional.empty(),
                "/",
                List.of(new RouteTarget(deployment.name(), first(deployment).number(), 1)),
                Algorithm.ROUND_ROBIN,
                false,
                Insecure.ALLOW,
                Optional.empty());
    }

    private static Port first(NewDeployment deployment) {
        return deployment.template().ports().getFirst();
    }

    private static Protocol protocol(Port port) {
        return TCP_PORTS.contains(port.number()) ? Protocol.TCP : Protocol.HTTP;
    }
}
