package io.podspace.bench;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** What PodSpace scales: the demo application with a service and a route, in a project of its own, until it is closed. */
final class ScaledApplication implements AutoCloseable {
    static final String DEPLOYMENT = "web";

    final String project;
    /** As pages name the deployment. */
    final String row;
    /** The route's. */
    final String host;
    /** Of its pods' containers. */
    final Map<String, String> labels;

    private final ConsoleUser user;

    ScaledApplication(ConsoleUser user, String cluster, String project) {
        this.user = user;
        this.project = project;
        user.createProject(project);
        user.addDemo(project, DEPLOYMENT);
        row = user.attribute("[data-scale=up]", "data-deployment");
        host = URI.create(user.attribute("dd a[target=_blank]", "href")).getHost();
        labels = Map.of("io.podspace.cluster", cluster, "io.podspace.deployment", row);
    }

    /** Whoever may scale it. */
    List<Hand> hands(ApiClient api) {
        return List.of(new Hand.Client(api, user, project, DEPLOYMENT), new Hand.Spectator(user, project, row));
    }

    /** It goes in the background. */
    @Override
    public void close() {
        user.deleteProject(project);
    }
}
