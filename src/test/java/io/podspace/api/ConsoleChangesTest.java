package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.configuration.ConfigurationView;
import io.podspace.configuration.Configurations;
import io.podspace.configuration.Values;
import io.podspace.deployment.Deployments;
import io.podspace.project.ProjectView;
import io.podspace.security.Identity;
import io.podspace.security.Role;
import io.podspace.server.Scene;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people change in the console is the console's, for whoever applies on the server. */
@Tag("server")
@ArquillianTest
class ConsoleChangesTest {
    private static final FieldOwner KUBECTL = new FieldOwner("kubectl", FieldOwner.APPLY, "");

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
    Configurations configurations;

    private ProjectView project;
    private Identity editor;

    @Deployment
    static WebArchive archive() {
        return io.podspace.server.Deployments.withTests(ConsoleChangesTest.class);
    }

    @BeforeEach
    void makeProject() {
        scene.quiet();
        project = scene.project();
        editor = scene.member(project.id(), Role.EDITOR);
    }

    @Test
    void anArrowIsAConflictUntilSomebodyTakesOver() {
        JsonNode wish = deployment(2);
        apply("deployments", wish, false);
        long id = scene.asSystem(() -> deployments.view(project.name(), "web").id());
        console(() -> deployments.scale(id, 3));
        assertThat(owned("deployments", "podspace-console").toString()).isEqualTo("{\"f:spec\":{\"f:replicas\":{}}}");
        assertThat(owned("deployments", "kubectl").at("/f:spec").has("f:replicas"))
                .isFalse();

        ApiFault conflict = catchThrowableOfType(ApiFault.class, () -> apply("deployments", wish, false));
        assertThat(conflict.status().reason()).isEqualTo("Conflict");
        assertThat(conflict.status().causes())
                .containsExactly(new ApiFault.Cause(
                        "FieldManagerConflict", "conflict with \"podspace-console\" using apps/v1", ".spec.replicas"));

        apply("deployments", wish, true);
        assertThat(get("deployments").at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(owned("deployments", "podspace-console").isMissingNode()).isTrue();
        assertThat(owned("deployments", "kubectl").at("/f:spec").has("f:replicas"))
                .isTrue();
    }

    /** Who leaves the field out of what is applied leaves it to the console. */
    @Test
    void whatIsNotAppliedStaysTheConsoles() {
        apply("deployments", deployment(2), false);
        long id = scene.asSystem(() -> deployments.view(project.name(), "web").id());
        console(() -> deployments.scale(id, 5));
        ObjectNode without = (ObjectNode) deployment(0);
        ((ObjectNode) without.path("spec")).remove("replicas");
        apply("deployments", without, false);
        assertThat(get("deployments").at("/spec/replicas").asInt()).isEqualTo(5);
    }

    @Test
    void whatTheConsoleMadeIsItsOwn() {
        ConfigurationView made = console(() -> configurations.create(Scene.secretWish(project.id(), "web")));
        assertThat(owned("secrets", "podspace-console").at("/f:data").has("f:password"))
                .isTrue();
        console(() -> configurations.update(made.id(), Values.of(Map.of("user", "x")), false));
        assertThat(owned("secrets", "podspace-console").path("f:data").toString())
                .isEqualTo("{\"f:user\":{}}");
        console(() -> {
            configurations.delete(made.id());
            return made;
        });
        assertThat(catchThrowableOfType(ApiFault.class, () -> get("secrets"))
                        .status()
                        .code())
                .isEqualTo(404);
    }

    private <T> T console(Supplier<T> change) {
        return scene.as(Optional.of(editor), change);
    }

    private void apply(String plural, JsonNode wish, boolean force) {
        Target one = target(plural);
        scene.asSystem(() -> writer.apply(resources.find(one), one, wish, KUBECTL, force, new ArrayList<>()));
    }

    private ObjectNode get(String plural) {
        Target one = target(plural);
        return scene.asSystem(() -> reader.get(resources.find(one), one));
    }

    private JsonNode owned(String plural, String manager) {
        return StreamSupport.stream(get(plural).at("/metadata/managedFields").spliterator(), false)
                .filter(entry -> entry.path("manager").asText().equals(manager))
                .map(entry -> entry.path("fieldsV1"))
                .findFirst()
                .orElse(Trees.empty().path("none"));
    }

    private Target target(String plural) {
        boolean core = plural.equals("secrets");
        List<String> path = core
                ? List.of("v1", "namespaces", project.name(), plural, "web")
                : List.of("apps", "v1", "namespaces", project.name(), plural, "web");
        return Target.of(path, core, Map.of());
    }

    private static JsonNode deployment(int replicas) {
        return Trees.read("""
                {"spec":{"replicas":%d,"selector":{"matchLabels":{"app":"web"}},"template":{
                "metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"c","image":"demo:1"}]}}}}""".formatted(replicas).getBytes(StandardCharsets.UTF_8));
    }
}
