package io.podspace.report;

import io.podspace.activity.ActivityView;
import io.podspace.project.ProjectView;
import java.util.List;

/**
 * All that the overview page of a project shows.
 *
 * @param deployments by name
 * @param loose services that select no deployment, with their routes
 * @param recent newest activity first, at most 30
 */
public record Overview(
        ProjectView project, List<DeploymentCard> deployments, List<ServiceLine> loose, List<ActivityView> recent) {}
