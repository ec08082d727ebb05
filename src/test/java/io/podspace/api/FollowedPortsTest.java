package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.deployment.PodTemplate;
import io.podspace.project.ProjectView;
import io.podspace.route.RouteView;
import io.podspace.route.Routes;
import io.podspace.security.Identity;
import io.podspace.security.Role;
import io.podspace.server.Scene;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ServiceChange;
import io.podspace.service.ServicePort;
import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Manifests come in any order, and what they mean by a name follows it, whoever changes the number. */
@Tag("server")
@ArquillianTest
class FollowedPortsTest {
    private static final FieldOwner SOMEBODY = new FieldOwner("test", FieldOwner.UPDATE, "");
    private static final String DEPLOYMENT = """
            {"metadata":{"name":"web"},"spec":{"replicas":0,"selector":{"matchLabels":{"app":"web"}},"template":{
            "metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"c","image":"demo:1",
            "ports":[{"name":"front","containerPort":8080}]}]}}}}""";
    private static final String SERVICE = """
            {"metadata":{"name":"web"},"spec":{"selector":{"app":"web"},
            "ports":[{"name":"http","port":80,"targetPort":"front"}]}}""";
    private static final String INGRESS = """
            {"metadata":{"name":"shop"},"spec":{"rules":[{"http":{"paths":[{"path":"/","pathType":"Prefix",
            "backend":{"service":{"name":"web","port":{"name":"http"}}}}]}}]}}""";

    @Inject
    Scene scene;

    @Inject
    Writer writer;

    @Inject
    Reader reader;

    @Inject
    Resources resources;

    @Inject
    Deployments deployments;

    @Inject
    Services services;

    @Inject
    Routes routes;

    private ProjectView project;
    private Identity editor;

    @Deployment
    static WebArchive archive() {
        return io.podspace.server.Deployments.withTests(FollowedPortsTest.class);
    }

    @BeforeEach
    void makeProject() {
        scene.quiet();
        project = scene.project();
        editor = scene.member(project.id(), Role.EDITOR);
    }

    @Test
    void aRouteWaitsForItsServiceAndThatForItsDeployment() {
        Target ingress = made("ingresses", INGRESS, "shop");
        assertThat(route().gaps()).containsExactly("The service web does not exist.");
        assertThat(backend(ingress)).isEqualTo("http");
        made("services", SERVICE, "web");
        assertThat(route().targets().getFirst().port()).isEqualTo(80);
        assertThat(route().gaps()).isEmpty();
        assertThat(backend(ingress)).isEqualTo("http");
        assertThat(service().ports().getFirst().targetPort()).isEqualTo(80);
        made("deployments", DEPLOYMENT, "web");
        assertThat(service().ports().getFirst().targetPort()).isEqualTo(8080);
    }

    /** As a user of the console, who has no token. */
    @Test
    void whatIsMeantByANameFollowsTheConsole() {
        made("deployments", DEPLOYMENT, "web");
        Target named = made("services", SERVICE, "web");
        made("ingresses", INGRESS, "shop");
        byHand(() -> {
            DeploymentView web = deployments.view(project.name(), "web");
            return deployments.configure(web.id(), web.revision(), moved(web.template()), "");
        });
        assertThat(service().ports().getFirst().targetPort()).isEqualTo(9090);
        assertThat(get(named).at("/spec/ports/0/targetPort").asText()).isEqualTo("front");
        ServiceView before = service();
        ServiceChange elsewhere = new ServiceChange(
                List.of(new ServicePort("http", 81, 9090, Protocol.HTTP)), before.algorithm(), before.selector());
        assertThatThrownBy(() -> byHand(() -> services.update(before.id(), elsewhere)))
                .hasMessageContaining("the route 'shop' sends to port 80");
        scene.asSystem(() -> services.replace(before.id(), elsewhere));
        assertThat(route().targets().getFirst().port()).isEqualTo(81);
        assertThat(route().gaps()).isEmpty();
    }

    @Test
    void aServiceGoesThoughARouteSendsToIt() {
        Target service = made("services", SERVICE, "web");
        made("ingresses", INGRESS, "shop");
        assertThatThrownBy(() -> byHand(() -> {
                    services.delete(service().id());
                    return null;
                }))
                .hasMessageStartingWith("The route 'shop' sends to the service 'web'.");
        scene.asSystem(() -> writer.delete(resources.find(service), service, Preconditions.NONE, OptionalInt.empty()));
        assertThat(service().deleting()).isTrue();
        assertThat(route().gaps()).containsExactly("The service web does not exist.");
    }

    private static PodTemplate moved(PodTemplate template) {
        return new PodTemplate(
                template.image(),
                template.pull(),
                template.command(),
                template.arguments(),
                template.environment(),
                List.of(new PodTemplate.Port("front", 9090)),
                template.resources(),
                template.workingDirectory(),
                template.user(),
                template.stopGraceSeconds());
    }

    private <T> T byHand(Supplier<T> work) {
        return scene.as(Optional.of(editor), work);
    }

    private ServiceView service() {
        return scene.asSystem(() -> services.list(project.id())).getFirst();
    }

    private RouteView route() {
        return scene.asSystem(() -> routes.list(project.id())).getFirst();
    }

    private String backend(Target ingress) {
        return get(ingress)
                .at("/spec/rules/0/http/paths/0/backend/service/port/name")
                .asText();
    }

    private Target made(String plural, String manifest, String name) {
        List<String> place = List.of("namespaces", project.name(), plural);
        List<String> path = new ArrayList<>(
                switch (plural) {
                    case "services" -> List.of("v1");
                    case "deployments" -> List.of("apps", "v1");
                    default -> List.of("networking.k8s.io", "v1");
                });
        path.addAll(place);
        Target all = Target.of(path, plural.equals("services"), Map.of());
        scene.asSystem(() -> writer.create(resources.find(all), all, tree(manifest), SOMEBODY, new ArrayList<>()));
        return all.withName(name);
    }

    private ObjectNode get(Target one) {
        return scene.asSystem(() -> reader.get(resources.find(one), one));
    }

    private static JsonNode tree(String json) {
        return Trees.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
