package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressFluent;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import io.podspace.platform.Changed.Topic;
import io.podspace.platform.Settings;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectFacts;
import io.podspace.route.NewRoute;
import io.podspace.route.RouteChange;
import io.podspace.route.RouteTarget;
import io.podspace.route.RouteView;
import io.podspace.service.ProxyTable;
import io.podspace.service.ServiceView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Routes with one service as ingresses with one path; what has more can be said only as a Route of OpenShift. */
@ApplicationScoped
class IngressStore extends RouteKindStore {
    private static final Resource RESOURCE = new Resource(
            "networking.k8s.io",
            "v1",
            "ingresses",
            "Ingress",
            true,
            List.of("ing"),
            Resources.ALL_VERBS,
            List.of("status"));

    @Inject
    Settings settings;

    @Override
    public Resource resource() {
        return RESOURCE;
    }

    @Override
    boolean tells(RouteView view) {
        return view.targets().size() == 1;
    }

    @Override
    public List<ObjectNode> list(ProjectView project) {
        Map<Long, ObjectFacts> facts = objects.of(project.id(), Topic.ROUTE);
        List<ServiceView> all = services.list(project.id());
        return routes.list(project.id()).stream()
                .filter(view -> facts.containsKey(view.id()) && tells(view))
                .map(view -> tree(project, view, facts.get(view.id()), all))
                .toList();
    }

    @Override
    public ObjectNode get(ProjectView project, String name) {
        ObjectFacts facts = objects.named(project.id(), Topic.ROUTE, name).orElseThrow(() -> missing(name));
        RouteView view = view(facts);
        List<ServiceView> to = objects
                .named(project.id(), Topic.SERVICE, view.targets().getFirst().service())
                .map(service -> unlessGone(name, () -> services.view(service.id())))
                .stream()
                .toList();
        return tree(project, view, facts, to);
    }

    private ObjectNode tree(ProjectView project, RouteView view, ObjectFacts facts, List<ServiceView> to) {
        RouteTarget target = view.targets().getFirst();
        IngressFluent<IngressBuilder>.SpecNested<IngressBuilder> spec = new IngressBuilder()
                .withMetadata(Metadata.of(facts, project.name(), facts.version()))
                .editMetadata()
                .withAnnotations(RouteNotes.visible(facts.annotations()))
                .endMetadata()
                .withNewSpec()
                .withIngressClassName("podspace")
                .addNewRule()
                .withHost(view.generated() ? null : view.host())
                .withNewHttp()
                .addNewPath()
                .withPath(view.path())
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(target.service())
                .withPort(port(target, to, RouteNotes.port(facts.annotations())))
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .endRule();
        if (view.insecure() == ProxyTable.Insecure.REDIRECT) {
            spec.addNewTl().withHosts(view.host()).endTl();
        }
        return Trees.of(spec.endSpec()
                .withNewStatus()
                .withNewLoadBalancer()
                .addNewIngress()
                .withHostname(view.host())
                .withIp(settings.router().bind())
                .endIngress()
                .endLoadBalancer()
                .endStatus()
                .build());
    }

    /** As it was named, while that name means this port, or none yet. */
    private static ServiceBackendPort port(RouteTarget target, List<ServiceView> to, String word) {
        boolean named =
                !word.isEmpty() && RoutePorts.means(RoutePorts.named(to, target.service(), word), target.port());
        return named ? new ServiceBackendPort(word, null) : new ServiceBackendPort(null, target.port());
    }

    @Override
    public void create(ProjectView project, ObjectNode wish) {
        RouteChange spec = IngressReader.read(wish, services.list(project.id()));
        RouteView view = routes.create(new NewRoute(
                project.id(),
                wish.path("metadata").path("name").asText(),
                spec.host(),
                spec.path(),
                spec.targets(),
                spec.algorithm(),
                spec.sticky(),
                spec.insecure(),
                Optional.empty()));
        describe(view, wish, Map.of());
    }

    /** What an ingress cannot say of a route stays as it is. */
    @Override
    public void update(ProjectView project, ObjectNode live, ObjectNode wish) {
        RouteView view = find(project, live.path("metadata").path("name").asText());
        RouteChange spec = IngressReader.read(wish, services.list(project.id()));
        List<RouteTarget> targets = spec.targets().stream()
                .map(target -> new RouteTarget(
                        target.service(),
                        target.port(),
                        view.targets().getFirst().weight()))
                .toList();
        routes.update(
                view.id(),
                new RouteChange(
                        spec.host(),
                        spec.path(),
                        targets,
                        view.algorithm(),
                        view.sticky(),
                        spec.insecure(),
                        spec.certificate()));
        describe(
                view, wish, objects.of(project.id(), Topic.ROUTE).get(view.id()).annotations());
    }

    private void describe(RouteView view, ObjectNode wish, Map<String, String> before) {
        routes.describe(
                view.id(),
                Trees.texts(Trees.at(wish, "metadata.labels")),
                RouteNotes.kept(
                        before, Trees.texts(Trees.at(wish, "metadata.annotations")), IngressReader.portName(wish)));
    }
}
