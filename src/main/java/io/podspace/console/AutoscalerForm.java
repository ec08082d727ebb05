package io.podspace.console;

import io.podspace.autoscale.AutoscalerView;
import io.podspace.autoscale.Autoscalers;
import io.podspace.autoscale.Bounds;
import io.podspace.autoscale.NewAutoscaler;
import io.podspace.deployment.DeploymentView;
import io.podspace.deployment.Deployments;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** The autoscaler of a deployment, or the first wish for one. */
@Named
@ViewScoped
public class AutoscalerForm implements Serializable {
    private static final int MOST_PODS = 10_000;
    private static final int MOST_PERCENT = 1000;

    @Inject
    CurrentProject current;

    @Inject
    Deployments deployments;

    @Inject
    Autoscalers autoscalers;

    private long id;
    private String deployment;
    private String min;
    private String max;
    private String cpuPercent;
    private List<String> behavior = List.of();

    @PostConstruct
    void load() {
        DeploymentView view = deployments.view(current.getName(), Pages.parameter("deployment"));
        deployment = view.name();
        Optional<AutoscalerView> found = autoscalers.of(view.id());
        id = found.map(AutoscalerView::id).orElse(0L);
        behavior =
                found.flatMap(AutoscalerView::behavior).map(BehaviorText::lines).orElse(List.of());
        Bounds bounds = found.map(AutoscalerView::bounds)
                .orElseGet(() -> new Bounds(1, Math.max(2, 2 * view.replicas()), Bounds.DEFAULT_CPU_PERCENT));
        min = Integer.toString(bounds.min());
        max = Integer.toString(bounds.max());
        cpuPercent = Integer.toString(bounds.cpuPercent());
    }

    public void save() {
        Bounds bounds = new Bounds(
                NumberText.parse("min", min, 1, MOST_PODS),
                NumberText.parse("max", max, 1, MOST_PODS),
                NumberText.parse("cpuPercent", cpuPercent, 1, MOST_PERCENT));
        if (isExisting()) {
            autoscalers.update(id, deployment, bounds);
        } else {
            autoscalers.create(new NewAutoscaler(current.getId(), deployment, deployment, bounds));
        }
        back("The autoscaler is saved. Nothing reads metrics yet, so the number of pods stays yours.");
    }

    public void remove() {
        autoscalers.delete(id);
        back("The autoscaler is gone; the number of pods stays what it is.");
    }

    private void back(String message) {
        Pages.go(current.at("/deployments/" + deployment + "?tab=settings"), message);
    }

    public boolean isExisting() {
        return id != 0;
    }

    /** How fast it may change the number of pods, in sentences; empty: nothing was said. */
    public List<String> getBehavior() {
        return behavior;
    }

    public String getMin() {
        return min;
    }

    public void setMin(String min) {
        this.min = min;
    }

    public String getMax() {
        return max;
    }

    public void setMax(String max) {
        this.max = max;
    }

    public String getCpuPercent() {
        return cpuPercent;
    }

    public void setCpuPercent(String cpuPercent) {
        this.cpuPercent = cpuPercent;
    }
}
