package io.podspace.console;

import io.podspace.report.DeploymentCard;
import io.podspace.report.Overviews;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The project's deployments in a list, with ring and arrows. */
@Named
@RequestScoped
public class DeploymentsPage {
    @Inject
    CurrentProject current;

    @Inject
    Overviews overviews;

    @Inject
    SearchField search;

    private List<DeploymentCard> cards;

    public List<DeploymentCard> getCards() {
        if (cards == null) {
            cards = overviews.of(current.getId()).deployments();
        }
        return cards;
    }

    /** Those that the search field leaves. */
    public List<DeploymentCard> getFound() {
        return search.deployments(getCards());
    }
}
