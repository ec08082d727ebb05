package io.podspace.application;

import io.podspace.deployment.DeploymentSummary;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import io.podspace.route.RouteTarget;
import io.podspace.route.RouteView;
import io.podspace.route.Routes;
import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The boundary of "Add to project" and its reverse. Editors. All is written, or nothing. */
@ApplicationScoped
public class Applications {
    @Inject
    Deployments deployments;

    @Inject
    Services services;

    @Inject
    Routes routes;

    @Inject
    Transactions transactions;

    /** What one wish became. */
    private record Made(DeploymentView deployment, Optional<String> url) {}

    /**
     * Says what would be made, by making all of it and taking it back: so it passes here only if it passes {@link #add}.
     *
     * @throws PodSpaceException as {@link #add}
     */
    public ApplicationPlan review(NewApplication wish) {
        ApplicationPlan plan = Exposure.plan(wish);
        return transactions.read(() -> plan.answeringAt(make(plan).url()));
    }

    /** @throws PodSpaceException as the create methods of deployments, services and routes */
    public DeploymentView add(NewApplication wish) {
        ApplicationPlan plan = Exposure.plan(wish);
        return transactions.write(() -> make(plan).deployment());
    }

    /**
     * Deletes a deployment with the services that select nothing else and the routes that lead nowhere else. A service in
     * a route that stays is kept.
     */
    public void remove(long deploymentId) {
        transactions.write(() -> {
            DeploymentView deployment = deployments.view(deploymentId);
            List<ServiceView> its = servicesOf(deployment);
            Set<String> names = its.stream().map(ServiceView::name).collect(Collectors.toSet());
            Map<Boolean, List<RouteView>> all = routes.list(deployment.projectId()).stream()
                    .collect(Collectors.partitioningBy(route -> names.containsAll(services(route))));
            Set<String> kept = all.get(false).stream()
                    .filter(Predicate.not(RouteView::deleting))
                    .flatMap(route -> services(route).stream())
                    .collect(Collectors.toSet());
            all.get(true).forEach(route -> routes.delete(route.id()));
            its.stream()
                    .filter(service -> !kept.contains(service.name()))
                    .forEach(service -> services.delete(service.id()));
            deployments.delete(deploymentId);
        });
    }

    private Made make(ApplicationPlan plan) {
        DeploymentView deployment = deployments.create(plan.deployment());
        plan.service().ifPresent(services::create);
        return new Made(deployment, plan.route().map(routes::create).map(RouteView::url));
    }

    private List<ServiceView> servicesOf(DeploymentView deployment) {
        List<Map<String, String>> others = deployments.list(deployment.projectId()).stream()
                .filter(other -> other.id() != deployment.id() && !other.deleting())
                .map(DeploymentSummary::labels)
                .toList();
        return services.list(deployment.projectId()).stream()
                .filter(service -> Exposure.selectsOnly(service.selector(), deployment.labels(), others))
                .toList();
    }

    private static Set<String> services(RouteView route) {
        return route.targets().stream().map(RouteTarget::service).collect(Collectors.toSet());
    }
}
