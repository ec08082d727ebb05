package io.podspace.api;

import io.podspace.platform.Changed.Topic;
import io.podspace.project.ProjectView;
import io.podspace.report.ObjectFacts;
import io.podspace.report.ObjectReports;
import io.podspace.route.RouteView;
import io.podspace.route.Routes;
import io.podspace.service.Services;
import jakarta.inject.Inject;
import java.util.Optional;

/** What both kinds of objects that are rows of routes have in common: which of them there are, and how one goes. */
abstract class RouteKindStore implements ObjectStore {
    @Inject
    Routes routes;

    @Inject
    ObjectReports objects;

    @Inject
    Services services;

    /** Whether an object of this kind can tell the route; one that it cannot tell is not there. */
    abstract boolean tells(RouteView view);

    @Override
    public Optional<Topic> topic() {
        return Optional.of(Topic.ROUTE);
    }

    @Override
    public void delete(ProjectView project, String name) {
        routes.delete(find(project, name).id());
    }

    RouteView find(ProjectView project, String name) {
        return view(objects.named(project.id(), Topic.ROUTE, name).orElseThrow(() -> missing(name)));
    }

    /** With what is known of its row. */
    RouteView view(ObjectFacts facts) {
        return Optional.of(unlessGone(facts.name(), () -> routes.view(facts.id())))
                .filter(this::tells)
                .orElseThrow(() -> missing(facts.name()));
    }
}
