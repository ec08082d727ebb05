package io.podspace.report;

import io.podspace.activity.Activities;
import io.podspace.platform.Transactions;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.report.DeploymentCard.Ring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the overview page shows, in a constant number of SQL statements. Members. */
@ApplicationScoped
public class Overviews {
    private static final int RECENT = 30;

    @Inject
    Transactions transactions;

    @Inject
    Projects projects;

    @Inject
    Activities activities;

    @Inject
    DeploymentLines deployments;

    @Inject
    ServiceLines services;

    /** @throws io.podspace.platform.PodSpaceException NOT_FOUND */
    public Overview of(long projectId) {
        return transactions.read(() -> {
            ProjectView project = projects.view(projectId);
            List<ServiceLines.Selecting> lines = services.of(projectId);
            Map<Long, List<Ring>> rings = deployments.rings(projectId);
            Map<Long, DeploymentLines.Trouble> troubles = deployments.troubles(projectId);
            Set<Long> taken = new HashSet<>();
            List<DeploymentCard> cards = new ArrayList<>();
            for (DeploymentLines.Line line : deployments.of(projectId)) {
                List<ServiceLine> selecting = new ArrayList<>();
                for (ServiceLines.Selecting service : lines) {
                    if (service.selects(line.labels())) {
                        selecting.add(service.line());
                        taken.add(service.line().id());
                    }
                }
                cards.add(line.card(rings.getOrDefault(line.id(), List.of()), troubles.get(line.id()), selecting));
            }
            List<ServiceLine> loose = lines.stream()
                    .map(ServiceLines.Selecting::line)
                    .filter(line -> !taken.contains(line.id()))
                    .toList();
            return new Overview(project, cards, loose, activities.recent(projectId, RECENT, 0));
        });
    }
}
