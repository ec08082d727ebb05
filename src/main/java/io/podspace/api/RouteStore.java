package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.Changed.Topic;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectFacts;
import io.podspace.route.CertificateUpload;
import io.podspace.route.NewRoute;
import io.podspace.route.RouteChange;
import io.podspace.route.RouteTarget;
import io.podspace.route.RouteView;
import io.podspace.security.Permission;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ServiceView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Routes as the Routes of OpenShift: the same rows as {@link IngressStore}, those with several services too. */
@ApplicationScoped
class RouteStore extends RouteKindStore {
    private static final Resource RESOURCE = new Resource(
            "route.openshift.io", "v1", "routes", "Route", true, List.of(), Resources.ALL_VERBS, List.of("status"));

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    boolean tells(RouteView view) {
        return !view.targets().isEmpty();
    }

    @Override
    public List<ObjectNode> list(ProjectView project) {
        Map<Long, ObjectFacts> facts = objects.of(project.id(), Topic.ROUTE);
        List<ServiceView> ports = services.list(project.id());
        return routes.list(project.id()).stream()
                .filter(view -> facts.containsKey(view.id()) && tells(view))
                .flatMap(view -> listed(project, view, facts.get(view.id()), ports).stream())
                .toList();
    }

    /** One that goes while it is read was not there. */
    private Optional<ObjectNode> listed(
            ProjectView project, RouteView view, ObjectFacts facts, List<ServiceView> ports) {
        try {
            return Optional.of(RouteObjects.tree(project.name(), view, facts, ports, certificate(project, view)));
        } catch (PodSpaceException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** With a look at those services alone to which it sends. */
    @Override
    public ObjectNode get(ProjectView project, String name) {
        ObjectFacts facts = objects.named(project.id(), Topic.ROUTE, name).orElseThrow(() -> missing(name));
        RouteView view = view(facts);
        List<ServiceView> ports = view.targets().stream()
                .map(target -> objects.named(project.id(), Topic.SERVICE, target.service()))
                .flatMap(Optional::stream)
                .map(service -> unlessGone(name, () -> services.view(service.id())))
                .toList();
        return RouteObjects.tree(
                project.name(), view, facts, ports, unlessGone(name, () -> certificate(project, view)));
    }

    /** Keys are for editors. */
    private Optional<CertificateUpload> certificate(ProjectView project, RouteView view) {
        return Permission.EDIT.grantedTo(project.role()) && view.certificate().isPresent()
                ? routes.certificate(view.id())
                : Optional.empty();
    }

    @Override
    public void create(ProjectView project, ObjectNode wish) {
        RouteReader reader = new RouteReader(wish);
        RouteView view = routes.create(new NewRoute(
                project.id(),
                wish.path("metadata").path("name").asText(),
                reader.host(),
                reader.path(),
                reader.targets(services.list(project.id()), List.of()),
                Algorithm.ROUND_ROBIN,
                false,
                reader.insecure(),
                reader.certificate()));
        describe(view, wish);
    }

    /** What a Route cannot say stays as it is. */
    @Override
    public void update(ProjectView project, ObjectNode live, ObjectNode wish) {
        RouteView view = find(project, live.path("metadata").path("name").asText());
        RouteReader reader = new RouteReader(wish);
        boolean samePort = Trees.at(live, "spec.port").equals(Trees.at(wish, "spec.port"));
        List<RouteTarget> before = samePort ? view.targets() : List.of();
        routes.update(
                view.id(),
                new RouteChange(
                        reader.host().filter(host -> !(view.generated() && host.equals(view.host()))),
                        reader.path(),
                        reader.targets(services.list(project.id()), before),
                        view.algorithm(),
                        view.sticky(),
                        reader.insecure(),
                        reader.change(certificate(project, view))));
        describe(view, wish);
    }

    private void describe(RouteView view, ObjectNode wish) {
        Map<String, String> annotations = new LinkedHashMap<>(
                RouteNotes.of(wish.path("spec"), Trees.texts(Trees.at(wish, "metadata.annotations"))));
        annotations.remove(RouteObjects.GENERATED);
        routes.describe(view.id(), Trees.texts(Trees.at(wish, "metadata.labels")), annotations);
    }
}
