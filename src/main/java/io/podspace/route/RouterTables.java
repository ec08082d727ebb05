package io.podspace.route;

import io.podspace.route.RoutedRoute.Target;
import io.podspace.service.ProxyTable;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Certificate;
import io.podspace.service.ProxyTable.Endpoint;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ProxyTable.RouteEntry;
import io.podspace.service.RoutedPod;
import io.podspace.service.RoutedService;
import io.podspace.service.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * What every router shall do: all routes, each with its pods. Traffic goes from router to pod directly, so a service is
 * here only the set of its pods. Pure.
 */
public final class RouterTables {
    private RouterTables() {}

    /**
     * @param routes that are not being deleted; the oldest certificate of a host counts
     * @param services that the routes' targets may name; one that is missing or being deleted has no pods
     */
    public static ProxyTable of(List<RoutedRoute> routes, List<RoutedService> services, List<RoutedPod> pods) {
        Map<Long, RoutedService> byId = services.stream()
                .filter(service -> !service.deleting())
                .collect(Collectors.toMap(RoutedService::id, Function.identity()));
        List<RoutedRoute> ordered = routes.stream()
                .sorted(Comparator.comparingLong(RoutedRoute::id))
                .toList();
        Map<String, Certificate> certificates = new LinkedHashMap<>();
        ordered.forEach(route -> route.certificate().ifPresent(c -> certificates.putIfAbsent(c.host(), c)));
        return new ProxyTable(
                List.of(),
                ordered.stream()
                        .map(route -> new RouteEntry(route.host(), route.path(), key(route), route.insecure()))
                        .toList(),
                ordered.stream().map(route -> backend(route, byId, pods)).toList(),
                List.copyOf(certificates.values()));
    }

    private record Share(Target target, ToIntFunction<RoutedPod> port, List<RoutedPod> pods, Split split) {
        /** Weight of one of its pods before scaling. */
        double of(RoutedPod pod) {
            return (double) target.weight() / pods.size() * split.part(pod);
        }
    }

    private static Backend backend(RoutedRoute route, Map<Long, RoutedService> services, List<RoutedPod> pods) {
        List<Share> shares = new ArrayList<>();
        for (Target target : route.targets()) {
            share(target, services, pods).ifPresent(shares::add);
        }
        long active = route.targets().stream().filter(t -> t.weight() > 0).count();
        Algorithm algorithm = active > 1 ? Algorithm.ROUND_ROBIN : route.algorithm();
        return new Backend(key(route), Protocol.HTTP, algorithm, route.sticky(), endpoints(shares));
    }

    private static Optional<Share> share(Target target, Map<Long, RoutedService> services, List<RoutedPod> pods) {
        RoutedService service = services.get(target.service());
        return Optional.ofNullable(service).flatMap(s -> s.ports().stream()
                .filter(port -> port.port() == target.port())
                .findFirst()
                .map(port -> share(target, pod -> s.target(port, pod), s.behind(pods))));
    }

    private static Share share(Target target, ToIntFunction<RoutedPod> port, List<RoutedPod> behind) {
        return new Share(target, port, behind, new Split(behind));
    }

    /**
     * Weights as in OpenShift's router: service weight over its pods, as a rollout splits it, scaled so that the largest is 256, at least 1. A
     * service of weight 0 keeps weight 0: no new visitors, but cookies still lead to it. A pod behind two services counts
     * with the first that has a weight.
     */
    private static List<Endpoint> endpoints(List<Share> shares) {
        double largest = shares.stream()
                .flatMap(share -> share.pods().stream().map(share::of))
                .max(Double::compare)
                .orElse(0.0);
        Map<Long, Endpoint> endpoints = new LinkedHashMap<>();
        for (Share share : shares) {
            for (RoutedPod pod : share.pods()) {
                Endpoint endpoint = new Endpoint(
                        pod.id(),
                        pod.address().orElseThrow(),
                        share.port().applyAsInt(pod),
                        Split.weight(share.of(pod), largest),
                        pod.wish().orElseThrow(),
                        share.split().aside(pod),
                        pod.checks());
                endpoints.merge(pod.id(), endpoint, (first, next) -> first.weight() > 0 ? first : next);
            }
        }
        return List.copyOf(endpoints.values());
    }

    private static String key(RoutedRoute route) {
        return "r" + route.id();
    }
}
