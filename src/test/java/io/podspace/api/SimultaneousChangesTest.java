package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.project.ProjectView;
import io.podspace.server.Deployments;
import io.podspace.server.Scene;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many change one object of the API at once: of two changes made from one state, one is a conflict, and none is lost. */
@Tag("server")
@ArquillianTest
class SimultaneousChangesTest {
    private static final int THREADS = 6;
    private static final int TIMES = 5;
    private static final int PATIENCE_SECONDS = 120;
    private static final FieldOwner SOMEBODY = new FieldOwner("test", FieldOwner.UPDATE, "");
    private static final String DEPLOYMENT = """
            {"metadata":{"name":"web"},"spec":{"replicas":0,"selector":{"matchLabels":{"app":"web"}},"template":{
            "metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"c","image":"demo:1"}]}}}}""";
    private static final String SERVICE = """
            {"metadata":{"name":"web","annotations":{"count":"0"}},"spec":{"selector":{"app":"web"},
            "ports":[{"port":80}]}}""";
    private static final String CONFIG_MAP = """
            {"metadata":{"name":"web"},"data":{"count":"0"}}""";

    @Inject
    Scene scene;

    @Inject
    Writer writer;

    @Inject
    Reader reader;

    @Inject
    Resources resources;

    private String project;

    @Deployment
    static WebArchive archive() {
        return Deployments.withTests(SimultaneousChangesTest.class);
    }

    @BeforeEach
    void makeProject() {
        scene.quiet();
        ProjectView view = scene.project();
        project = view.name();
    }

    @Test
    void noCompareAndSetIsLost() throws Exception {
        counts("apis/apps/v1", "deployments", DEPLOYMENT, "/spec", "replicas");
        counts("api/v1", "configmaps", CONFIG_MAP, "/data", "count");
        counts("api/v1", "services", SERVICE, "/metadata/annotations", "count");
    }

    private void counts(String root, String plural, String manifest, String place, String field) throws Exception {
        Target one = made(root, plural, manifest);
        Resource resource = resources.find(one);
        together(() -> {
            for (int done = 0; done < TIMES; ) {
                ObjectNode object = reader.get(resource, one);
                ObjectNode holder = (ObjectNode) object.at(place);
                boolean number = holder.path(field).isNumber();
                int next = holder.path(field).asInt() + 1;
                holder.set(field, number ? holder.numberNode(next) : holder.textNode(Integer.toString(next)));
                done += succeeds(() -> writer.update(resource, one, object, SOMEBODY, new ArrayList<>())) ? 1 : 0;
            }
        });
        assertThat(get(resource, one).at(place).path(field).asInt()).as(plural).isEqualTo(THREADS * TIMES);
    }

    @Test
    void noScaleMadeFromAnOlderOneIsKept() throws Exception {
        Target one = made("apis/apps/v1", "deployments", DEPLOYMENT);
        Resource resource = resources.find(one);
        together(() -> {
            for (int done = 0; done < TIMES; ) {
                ObjectNode object = reader.get(resource, one);
                String version = object.at("/metadata/resourceVersion").asText();
                int next = object.at("/spec/replicas").asInt() + 1;
                JsonNode scale = tree("{\"metadata\":{\"resourceVersion\":\"%s\"},\"spec\":{\"replicas\":%d}}"
                        .formatted(version, next));
                done += succeeds(() -> writer.scale(resource, one, SOMEBODY, live -> scale)) ? 1 : 0;
            }
        });
        assertThat(get(resource, one).at("/spec/replicas").asInt()).isEqualTo(THREADS * TIMES);
    }

    @Test
    void patchesWithoutAVersionAreAllKept() throws Exception {
        Target one = made("api/v1", "configmaps", CONFIG_MAP);
        Resource resource = resources.find(one);
        each(i -> {
            JsonNode patch = tree("{\"data\":{\"key%d\":\"%d\"}}".formatted(i, i));
            writer.patch(resource, one, "application/merge-patch+json", patch, SOMEBODY, new ArrayList<>());
        });
        assertThat(get(resource, one).path("data").size()).isEqualTo(THREADS + 1);
    }

    @Test
    void managersThatApplyAtOnceAllKeepTheirFields() throws Exception {
        Target one = target("api/v1", "configmaps").withName("shared");
        Resource resource = resources.find(one);
        each(i -> {
            FieldOwner manager = new FieldOwner("m" + i, FieldOwner.APPLY, "");
            JsonNode wish = tree("{\"data\":{\"key%d\":\"%d\"}}".formatted(i, i));
            writer.apply(resource, one, wish, manager, false, new ArrayList<>());
        });
        ObjectNode object = get(resource, one);
        assertThat(object.path("data").size()).isEqualTo(THREADS);
        assertThat(object.at("/metadata/managedFields").size()).isEqualTo(THREADS);
    }

    @Test
    void aDeletionMeansTheObjectThatWasSeen() {
        Target one = made("api/v1", "configmaps", CONFIG_MAP);
        Resource resource = resources.find(one);
        ObjectNode seen = get(resource, one);
        String uid = seen.at("/metadata/uid").asText();
        String version = seen.at("/metadata/resourceVersion").asText();
        JsonNode change = tree("{\"data\":{\"count\":\"7\"}}");
        scene.asSystem(
                () -> writer.patch(resource, one, "application/merge-patch+json", change, SOMEBODY, new ArrayList<>()));
        for (Preconditions wrong : List.of(new Preconditions("other", ""), new Preconditions(uid, version))) {
            ApiFault fault = catchThrowableOfType(
                    ApiFault.class,
                    () -> scene.asSystem(() -> writer.delete(resource, one, wrong, OptionalInt.empty())));
            assertThat(fault.status().reason()).isEqualTo("Conflict");
        }
        scene.asSystem(() -> writer.delete(resource, one, new Preconditions(uid, ""), OptionalInt.empty()));
    }

    private Target made(String root, String plural, String manifest) {
        Target all = target(root, plural);
        scene.asSystem(() -> writer.create(resources.find(all), all, tree(manifest), SOMEBODY, new ArrayList<>()));
        return all.withName("web");
    }

    private Target target(String root, String plural) {
        boolean core = root.equals("api/v1");
        List<String> path = core
                ? List.of("v1", "namespaces", project, plural)
                : List.of("apps", "v1", "namespaces", project, plural);
        return Target.of(path, core, Map.of());
    }

    private ObjectNode get(Resource resource, Target one) {
        return scene.asSystem(() -> reader.get(resource, one));
    }

    /** @return whether it was no conflict */
    private static boolean succeeds(Runnable change) {
        try {
            change.run();
            return true;
        } catch (ApiFault e) {
            if (e.status().code() != 409) {
                throw e;
            }
            return false;
        }
    }

    private void together(Runnable work) throws Exception {
        each(i -> work.run());
    }

    /** By as many threads at once, each with its number. */
    private void each(Consumer<Integer> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                Callable<Object> task = () -> scene.asSystem(() -> {
                    work.accept(number);
                    return number;
                });
                running.add(threads.submit(task));
            }
            for (Future<?> future : running) {
                future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private static JsonNode tree(String json) {
        return Trees.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
