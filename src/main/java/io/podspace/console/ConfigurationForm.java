package io.podspace.console;

import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.deployment.RevisionView;
import io.podspace.health.Check;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.pod.PodPhase;
import io.podspace.reconcile.CheckTrials;
import io.podspace.report.PodReports;
import io.podspace.report.PodView;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;

/** Changes a deployment's template. It remembers the revision that the user saw, so that nobody's change gets lost. */
@Named
@ViewScoped
public class ConfigurationForm implements Serializable {
    @Inject
    CurrentProject current;

    @Inject
    Deployments deployments;

    @Inject
    PodReports pods;

    @Inject
    CheckTrials trials;

    private final HashMap<String, Look> tried = new HashMap<>();
    private long deployment;
    private int basedOn;
    private TemplateForm template;
    private String cause = "";

    @PostConstruct
    void load() {
        DeploymentView view = deployments.view(current.getName(), Pages.parameter("deployment"));
        deployment = view.id();
        basedOn = view.revision();
        template = TemplateForm.of(view.template(), deployments.environment(deployment));
    }

    public void save() {
        RevisionView made = deployments.configure(deployment, basedOn, template.template(), cause);
        String address = current.at("/deployments/" + Pages.parameter("deployment"));
        Pages.go(
                address,
                made.number() == basedOn
                        ? "Nothing changed, so there is no new revision."
                        : "Revision " + made.number() + " is on its way to every pod.");
    }

    /**
     * Tries a check of the form on a pod that runs, and shows what came of it. Nothing is saved.
     *
     * @param role Simple, Readiness, Liveness or Startup
     */
    public void tryOut(String role) {
        tried.remove(role);
        Check check = template.check(role);
        PodView pod = pods.ofDeployment(deployment).stream()
                .filter(each -> each.address().isPresent())
                .min(Comparator.comparing(PodView::phase, Comparator.comparing(phase -> phase != PodPhase.READY)))
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.CONFLICT, "No pod of this deployment runs now, so there is nothing to test."));
        tried.put(role, Look.of(trials.run(pod.uid(), check)));
    }

    /** What the last try brought; null: none. */
    public Look tried(String role) {
        return tried.get(role);
    }

    public TemplateForm getTemplate() {
        return template;
    }

    public int getBasedOn() {
        return basedOn;
    }

    public String getCause() {
        return cause;
    }

    public void setCause(String cause) {
        this.cause = cause;
    }
}
