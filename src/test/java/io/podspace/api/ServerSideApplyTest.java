package io.podspace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Server-side apply: who owns what, what is a conflict, what goes. Examples, then random objects. */
class ServerSideApplyTest {
    private static final Resource DEPLOYMENTS =
            new Resource("apps", "v1", "deployments", "Deployment", true, List.of(), Resources.ALL_VERBS, List.of());
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int RUNS = 500;

    /** What is there, and who has set what of it. */
    private record State(ObjectNode object, ManagedFields managed) {
        State apply(String manager, String wish, boolean force) {
            ServerSideApply.Applied applied =
                    merge(manager, FieldOwner.APPLY).apply(object.deepCopy(), (ObjectNode) tree(wish), managed, force);
            return new State(applied.object(), applied.managed());
        }

        State update(String manager, String next) {
            ObjectNode after = (ObjectNode) tree(next);
            return new State(after, merge(manager, FieldOwner.UPDATE).updated(object, after, managed));
        }

        List<String> of(String manager) {
            return managed.of(new FieldOwner(manager, FieldOwner.APPLY, ""), "apps/v1")
                    .paths();
        }
    }

    private static ServerSideApply merge(String manager, String operation) {
        return new ServerSideApply(DEPLOYMENTS, new FieldOwner(manager, operation, ""), NOW);
    }

    private static State live(String object) {
        return new State((ObjectNode) tree(object), ManagedFields.NONE);
    }

    /** Live, applied before, applied now, result: by one manager. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{spec: {paused: true}}; {spec: {replicas: 2}}; {spec: {replicas: 3}}; {spec: {paused: true, replicas: 3}}",
                "{metadata: {labels: {x: '1'}}}; {metadata: {labels: {a: '1', b: '2'}}}; {metadata: {labels: {a: '1'}}};"
                        + " {metadata: {labels: {x: '1', a: '1'}}}",
                "{metadata: {labels: {x: '1'}}}; {metadata: {labels: {a: '1'}}}; {spec: {replicas: 1}};"
                        + " {metadata: {labels: {x: '1'}}, spec: {replicas: 1}}",
                "{spec: {selector: {matchLabels: {a: b}}}}; {}; {spec: {selector: {matchLabels: {c: d}}}};"
                        + " {spec: {selector: {matchLabels: {c: d}}}}",
            })
    void oneManager(String live, String before, String now, String result) {
        State state = live(live).apply("one", before, false).apply("one", now, false);
        assertThat(state.object()).isEqualTo(tree(result));
        assertThat(state.apply("one", now, false)).isEqualTo(state);
    }

    @Test
    void elementsOfListsAreFoundByTheirKeys() {
        State state =
                live("{spec: {template: {spec: {containers: [{name: web, image: a, env: [{name: A, value: '1'}]}]}}}}")
                        .apply(
                                "one",
                                "{spec: {template: {spec: {containers: [{name: web, env: [{name: B, value: '2'}], ports: [{containerPort: 80}]}]}}}}",
                                false);
        assertThat(state.object())
                .isEqualTo(
                        tree("{spec: {template: {spec: {containers: [{name: web, image: a, env: [{name: A, value: '1'},"
                                + " {name: B, value: '2'}], ports: [{containerPort: 80}]}]}}}}"));
        assertThat(state.of("one"))
                .contains(
                        ".spec.template.spec.containers[name=\"web\"].env[name=\"B\"].value",
                        ".spec.template.spec.containers[name=\"web\"].ports[containerPort=80,protocol=\"TCP\"]");
        State less = state.apply("one", "{spec: {template: {spec: {containers: [{name: web}]}}}}", false);
        assertThat(less.object())
                .isEqualTo(
                        tree(
                                "{spec: {template: {spec: {containers: [{name: web, image: a, env: [{name: A, value: '1'}]}]}}}}"));
    }

    /** A probe that nobody applies any more goes with what the platform filled in. */
    @Test
    void anObjectThatNobodyHasGoesWithItsDefaults() {
        String probe =
                "{spec: {template: {spec: {containers: [{name: web, readinessProbe: {tcpSocket: {port: 1}}}]}}}}";
        State applied = live("{}").apply("one", probe, false);
        ObjectNode filled = (ObjectNode) tree(probe.replace("{port: 1}", "{port: 1}, periodSeconds: 10"));
        State less = new State(filled, applied.managed())
                .apply("one", "{spec: {template: {spec: {containers: [{name: web}]}}}}", false);
        assertThat(less.object()).isEqualTo(tree("{spec: {template: {spec: {containers: [{name: web}]}}}}"));
    }

    @Test
    void whatSomebodyElseSetIsAConflict() {
        State state = live("{}").apply("one", "{spec: {replicas: 2, minReadySeconds: 1}}", false);
        ApiFault fault = catchThrowableOfType(
                ApiFault.class, () -> state.apply("two", "{spec: {replicas: 3, paused: true}}", false));
        assertThat(fault.status())
                .isEqualTo(new ApiFault.Status(
                        409,
                        "Conflict",
                        "Apply failed with 1 conflict: conflict with \"one\" using apps/v1: .spec.replicas",
                        0,
                        List.of(new ApiFault.Cause(
                                "FieldManagerConflict", "conflict with \"one\" using apps/v1", ".spec.replicas"))));
        State forced = state.apply("two", "{spec: {replicas: 3, paused: true}}", true);
        assertThat(forced.object()).isEqualTo(tree("{spec: {replicas: 3, minReadySeconds: 1, paused: true}}"));
        assertThat(forced.of("one")).containsExactly(".spec.minReadySeconds");
        assertThat(forced.of("two")).containsExactly(".spec.paused", ".spec.replicas");
    }

    @Test
    void whatTwoWantAlikeStaysUntilBothLeaveIt() {
        State both =
                live("{}").apply("one", "{spec: {replicas: 2}}", false).apply("two", "{spec: {replicas: 2}}", false);
        State left = both.apply("one", "{spec: {minReadySeconds: 1}}", false);
        assertThat(left.object()).isEqualTo(tree("{spec: {replicas: 2, minReadySeconds: 1}}"));
        assertThat(left.apply("two", "{metadata: {labels: {a: b}}}", false)
                        .object()
                        .at("/spec"))
                .isEqualTo(tree("{minReadySeconds: 1}"));
    }

    @Test
    void anUpdateTakesOverWhatItChanges() {
        State state = live("{}")
                .apply("one", "{spec: {replicas: 2, paused: true}}", false)
                .update("editor", "{spec: {replicas: 5, paused: true}}");
        assertThat(state.of("one")).containsExactly(".spec.paused");
        ApiFault fault = catchThrowableOfType(ApiFault.class, () -> state.apply("one", "{spec: {replicas: 2}}", false));
        assertThat(fault).hasMessageContaining("conflict with \"editor\"").hasMessageContaining(".spec.replicas");
    }

    /** {@code kubectl apply}, then {@code kubectl apply --server-side}. */
    @Test
    void whatKubectlAppliedFromTheClientsSideIsNoConflictForIt() {
        String annotated = "{metadata: {annotations: {'kubectl.kubernetes.io/last-applied-configuration':"
                + " '{\"spec\":{\"replicas\":2}}'}}, spec: {replicas: 2}}";
        State state = live("{}").update("kubectl-client-side-apply", annotated);
        assertThat(state.apply("kubectl", "{spec: {replicas: 3}}", false)
                        .object()
                        .at("/spec/replicas"))
                .isEqualTo(tree("3"));
        assertThat(catchThrowableOfType(ApiFault.class, () -> state.apply("other", "{spec: {replicas: 3}}", false)))
                .hasMessageContaining("kubectl-client-side-apply");
    }

    @Test
    void theWireFormGoesThereAndBack() {
        State state =
                live("{}").apply("one", randomWish(new Random(1), "a"), false).update("two", "{spec: {replicas: 77}}");
        assertThat(ManagedFields.stored(state.managed().text())).isEqualTo(state.managed());
        assertThat(ManagedFields.parse(Trees.of(new io.fabric8.kubernetes.api.model.ObjectMetaBuilder()
                                .withManagedFields(
                                        Trees.managed(state.managed().text().orElseThrow()))
                                .build())
                        .path("managedFields")))
                .isEqualTo(state.managed());
    }

    @Test
    void applyingTwiceChangesNothingAndTwoWithDifferentFieldsKeepBoth() {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            String one = randomWish(random, "a");
            String two = randomWish(random, "b");
            State first = live("{metadata: {name: web, labels: {c: c}}}").apply("one", one, false);
            assertThat(first.apply("one", one, false)).as("seed %d", seed).isEqualTo(first);
            State both = first.apply("two", two, false);
            assertThat(both.apply("one", one, false)).as("seed %d", seed).isEqualTo(both);
            assertThat(both.apply("two", two, false)).as("seed %d", seed).isEqualTo(both);
            State none = both.apply("one", "{metadata: {}}", false);
            assertThat(none.of("one")).as("seed %d", seed).isEmpty();
            State alone = live("{metadata: {name: web, labels: {c: c}}}").apply("two", two, false);
            assertThat(none.managed()).as("seed %d", seed).isEqualTo(alone.managed());
            assertThat(FieldSet.of("Deployment", none.object()))
                    .as("seed %d", seed)
                    .isEqualTo(FieldSet.of("Deployment", alone.object()));
        }
    }

    /** @param family letter of its names, so that wishes of two families have no field in common */
    private static String randomWish(Random random, String family) {
        StringBuilder labels = new StringBuilder();
        StringBuilder variables = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            if (random.nextBoolean()) {
                labels.append("%s%d: 'x%d', ".formatted(family, i, random.nextInt(3)));
            }
            if (random.nextBoolean()) {
                variables.append("{name: %s%d, value: 'y%d'}, ".formatted(family, i, random.nextInt(3)));
            }
        }
        String env = variables.isEmpty() ? "" : "env: [%s]".formatted(variables);
        return "{metadata: {labels: {%s z%s: z}}, spec: {template: {spec: {containers: [{name: %s, %s}]}}}}"
                .formatted(labels, family, random.nextBoolean() ? family : "shared", env);
    }

    private static JsonNode tree(String yaml) {
        return YamlReader.read(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
