package io.podspace.console;

import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import io.podspace.deployment.RevisionView;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/** Changes a deployment's template. It remembers the revision that the user saw, so that nobody's change gets lost. */
@Named
@ViewScoped
public class ConfigurationForm implements Serializable {
    @Inject
    CurrentProject current;

    @Inject
    Deployments deployments;

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
