package io.podspace.server;

import io.podspace.autoscale.Autoscalers;
import io.podspace.autoscale.Bounds;
import io.podspace.autoscale.NewAutoscaler;
import io.podspace.configuration.ConfigurationKind;
import io.podspace.configuration.Configurations;
import io.podspace.configuration.Values;
import io.podspace.platform.ErrorCode;
import io.podspace.server.BoundaryCalls.Call;
import io.podspace.server.BoundaryCalls.Least;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Those of {@link BoundaryCalls} that are about what is kept beside deployments: configuration and autoscalers. */
@ApplicationScoped
public class KeptCalls {
    @Inject
    Autoscalers autoscalers;

    @Inject
    Configurations configurations;

    void calls(List<Call> calls, CalledObjects of) {
        configurations(calls, of);
        autoscalers(calls, of);
    }

    private void configurations(List<Call> calls, CalledObjects of) {
        long id = of.secret();
        BoundaryCalls.add(
                calls,
                "Configurations.create",
                Least.EDITOR,
                () -> configurations.create(Scene.secretWish(of.project(), "other")));
        BoundaryCalls.add(
                calls,
                "Configurations.update",
                Least.EDITOR,
                () -> configurations.update(id, Values.of(Map.of("a", "b")), false));
        BoundaryCalls.add(
                calls,
                "Configurations.find",
                Least.VIEWER,
                () -> configurations.find(of.project(), ConfigurationKind.SECRET, "web"));
        BoundaryCalls.add(
                calls, "Configurations.describe", Least.EDITOR, () -> configurations.describe(id, Map.of(), Map.of()));
        BoundaryCalls.add(
                calls,
                "Configurations.list",
                Least.VIEWER,
                () -> configurations.list(of.project(), ConfigurationKind.SECRET));
        BoundaryCalls.add(calls, "Configurations.view", Least.VIEWER, () -> configurations.view(id));
        BoundaryCalls.add(calls, "Configurations.values", Least.EDITOR, () -> configurations.values(id));
        BoundaryCalls.add(
                calls,
                "Configurations.contents",
                Least.EDITOR,
                () -> configurations.contents(of.project(), ConfigurationKind.SECRET));
        BoundaryCalls.add(
                calls,
                "Configurations.some",
                Least.EDITOR,
                () -> configurations.some(of.project(), ConfigurationKind.SECRET, List.of("web")));
        BoundaryCalls.add(calls, "Configurations.delete", Least.EDITOR, () -> configurations.delete(id));
    }

    private void autoscalers(List<Call> calls, CalledObjects of) {
        Bounds bounds = new Bounds(1, 2, 50);
        NewAutoscaler second = new NewAutoscaler(of.project(), "other", "web", bounds);
        BoundaryCalls.add(
                calls, "Autoscalers.create", Least.EDITOR, ErrorCode.INVALID, () -> autoscalers.create(second));
        BoundaryCalls.add(
                calls, "Autoscalers.update", Least.EDITOR, () -> autoscalers.update(of.autoscaler(), "web", bounds));
        BoundaryCalls.add(
                calls,
                "Autoscalers.describe",
                Least.EDITOR,
                () -> autoscalers.describe(of.autoscaler(), Map.of(), Map.of()));
        BoundaryCalls.add(
                calls, "Autoscalers.behave", Least.EDITOR, () -> autoscalers.behave(of.autoscaler(), Optional.empty()));
        BoundaryCalls.add(calls, "Autoscalers.list", Least.VIEWER, () -> autoscalers.list(of.project()));
        BoundaryCalls.add(calls, "Autoscalers.of", Least.VIEWER, () -> autoscalers.of(of.deployment()));
        BoundaryCalls.add(calls, "Autoscalers.delete", Least.EDITOR, () -> autoscalers.delete(of.autoscaler()));
    }
}
