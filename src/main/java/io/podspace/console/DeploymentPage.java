package io.podspace.console;

import io.podspace.activity.Activities;
import io.podspace.activity.ActivityView;
import io.podspace.application.Applications;
import io.podspace.autoscale.AutoscalerView;
import io.podspace.autoscale.Autoscalers;
import io.podspace.autoscale.Bounds;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.deployment.RevisionView;
import io.podspace.deployment.TemplateDifference;
import io.podspace.platform.PodSpaceException;
import io.podspace.report.DeploymentCard;
import io.podspace.report.Overviews;
import io.podspace.report.PodReports;
import io.podspace.report.PodView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One deployment: its head with ring and arrows, live on every tab, and what the tabs show. */
@Named
@RequestScoped
public class DeploymentPage {
    private static final Set<String> TABS =
            Set.of("pods", "configuration", "rollout", "revisions", "events", "settings");

    @Inject
    CurrentProject current;

    @Inject
    Deployments deployments;

    @Inject
    Autoscalers autoscalers;

    @Inject
    Applications applications;

    @Inject
    Overviews overviews;

    @Inject
    PodReports reports;

    @Inject
    Activities activities;

    private DeploymentView view;
    private DeploymentCard card;
    private List<PodView> pods;
    private List<RevisionView> revisions;
    private List<ActivityView> events;
    private List<TemplateDifference> differences;
    private Optional<Bounds> bounds;
    private String typedName;

    public DeploymentView getView() {
        if (view == null) {
            view = deployments.view(current.getName(), Pages.parameter("deployment"));
        }
        return view;
    }

    public String getTab() {
        String tab = Pages.parameter("tab");
        return TABS.contains(tab) ? tab : "pods";
    }

    /** @return null for the moment between deletion and the next page */
    public DeploymentCard getCard() {
        if (card == null) {
            card = overviews.of(current.getId()).deployments().stream()
                    .filter(candidate -> candidate.id() == getView().id())
                    .findFirst()
                    .orElse(null);
        }
        return card;
    }

    /** @return null without an autoscaler */
    public Bounds getAutoscaler() {
        if (bounds == null) {
            bounds = autoscalers.of(getView().id()).map(AutoscalerView::bounds);
        }
        return bounds.orElse(null);
    }

    public List<PodView> getPods() {
        if (pods == null) {
            pods = reports.ofDeployment(getView().id());
        }
        return pods;
    }

    public List<RevisionView> getRevisions() {
        if (revisions == null) {
            revisions = deployments.revisions(getView().id());
        }
        return revisions;
    }

    /** Two revisions were chosen. */
    public boolean isComparing() {
        return getCompared().stream().allMatch(number -> number > 0);
    }

    /** The two numbers to compare; 0 where none was chosen. */
    public List<Integer> getCompared() {
        return List.of(number("a"), number("b"));
    }

    /** None unless two revisions were chosen: Faces asks for them also where they are not shown. */
    public List<TemplateDifference> getDifferences() {
        if (differences == null) {
            differences = isComparing() ? deployments.differences(getView().id(), number("a"), number("b")) : List.of();
        }
        return differences;
    }

    private static int number(String parameter) {
        String text = Pages.parameter(parameter);
        return text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : 0;
    }

    public List<ActivityView> getEvents() {
        if (events == null) {
            events = activities.of(current.getId(), getView().uid());
        }
        return events;
    }

    /** Replaces every pod by one of a new revision with the same template. */
    public void restart() {
        RevisionView made = deployments.restart(getView().id());
        Pages.go(address(), "Revision " + made.number() + " replaces every pod.");
    }

    public void rollBack() {
        RevisionView made = deployments.rollBack(
                getView().id(), NumberText.parse("number", Pages.parameter("number"), 1, Integer.MAX_VALUE));
        Pages.go(address(), "Going back: revision " + made.number() + " has the template of the one you chose.");
    }

    public void delete() {
        if (!getView().name().equals(typedName)) {
            throw PodSpaceException.invalid(
                    "typedName", "Type the name '" + getView().name() + "' to delete the deployment.");
        }
        applications.remove(getView().id());
        Pages.go(current.at(""), getView().name() + " is being deleted: its pods are drained and stopped.");
    }

    private String address() {
        return current.at("/deployments/" + getView().name());
    }

    public String getTypedName() {
        return typedName;
    }

    public void setTypedName(String typedName) {
        this.typedName = typedName;
    }
}
