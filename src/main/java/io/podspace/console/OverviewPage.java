package io.podspace.console;

import io.podspace.activity.ActivityView;
import io.podspace.report.DeploymentCard;
import io.podspace.report.Overview;
import io.podspace.report.Overviews;
import io.podspace.report.ServiceLine;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Stream;

/** All of a project at one look, live. */
@Named
@RequestScoped
public class OverviewPage {
    @Inject
    CurrentProject current;

    @Inject
    Overviews overviews;

    @Inject
    SearchField search;

    private Overview overview;

    public Overview getOverview() {
        if (overview == null) {
            overview = overviews.of(current.getId());
        }
        return overview;
    }

    /** Those that the search field leaves. */
    public List<DeploymentCard> getCards() {
        return search.deployments(getOverview().deployments());
    }

    /** Those that the search field leaves. */
    public List<ServiceLine> getLoose() {
        return search.lines(getOverview().loose());
    }

    /** The newest few; the rest has a page of its own. */
    public List<ActivityView> getRecent() {
        return getOverview().recent().stream().limit(12).toList();
    }

    public boolean isBlank() {
        return getOverview().deployments().isEmpty() && getOverview().loose().isEmpty();
    }

    /** E.g. "8 pods in 3 deployments, 2 routes". */
    public String getSummary() {
        int pods = getOverview().deployments().stream()
                .mapToInt(DeploymentCard::ready)
                .sum();
        long routes = Stream.concat(
                        getOverview().deployments().stream().flatMap(card -> card.services().stream()),
                        getOverview().loose().stream())
                .flatMap(service -> service.routes().stream())
                .map(ServiceLine.RouteLine::id)
                .distinct()
                .count();
        int deployments = getOverview().deployments().size();
        return Counts.of(pods, "pod") + " running in " + Counts.of(deployments, "deployment") + " · "
                + Counts.of(routes, "route");
    }

    /** How many deployments ask for attention. */
    public long getTroubled() {
        return getOverview().deployments().stream().filter(Look::troubled).count();
    }
}
