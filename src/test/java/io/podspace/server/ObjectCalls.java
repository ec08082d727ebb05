package io.podspace.server;

import io.podspace.platform.Changed.Topic;
import io.podspace.report.ObjectLocks;
import io.podspace.report.ObjectReports;
import io.podspace.server.BoundaryCalls.Call;
import io.podspace.server.BoundaryCalls.Least;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Those of {@link BoundaryCalls} that are about what the API reads of all kinds of objects, and holds. */
@ApplicationScoped
public class ObjectCalls {
    @Inject
    ObjectReports objects;

    @Inject
    ObjectLocks locks;

    void calls(List<Call> calls, CalledObjects of) {
        BoundaryCalls.add(calls, "ObjectReports.projects", Least.SIGNED_IN, () -> objects.projects());
        BoundaryCalls.add(calls, "ObjectReports.project", Least.VIEWER, () -> objects.project(of.project()));
        BoundaryCalls.add(calls, "ObjectReports.of", Least.VIEWER, () -> objects.of(of.project(), Topic.DEPLOYMENT));
        BoundaryCalls.add(
                calls,
                "ObjectReports.some",
                Least.VIEWER,
                () -> objects.some(of.project(), Topic.DEPLOYMENT, List.of("web")));
        BoundaryCalls.add(
                calls, "ObjectReports.names", Least.VIEWER, () -> objects.names(of.project(), Topic.DEPLOYMENT));
        BoundaryCalls.add(calls, "ObjectReports.podNames", Least.VIEWER, () -> objects.podNames(of.project()));
        BoundaryCalls.add(
                calls, "ObjectReports.named", Least.VIEWER, () -> objects.named(of.project(), Topic.DEPLOYMENT, "web"));
        BoundaryCalls.add(calls, "ObjectReports.deployment", Least.VIEWER, () -> objects.deployment(of.deployment()));
        BoundaryCalls.add(
                calls, "ObjectLocks.hold", Least.EDITOR, () -> locks.hold(of.project(), Topic.DEPLOYMENT, "web"));
        BoundaryCalls.add(calls, "ObjectLocks.holdProject", Least.EDITOR, () -> locks.holdProject(of.project()));
        BoundaryCalls.add(
                calls,
                "ObjectLocks.manage",
                Least.EDITOR,
                () -> locks.manage(of.project(), Topic.DEPLOYMENT, of.deployment(), Optional.empty()));
    }
}
