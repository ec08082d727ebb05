package io.podspace.console;

import io.podspace.application.ApplicationPlan;
import io.podspace.application.Applications;
import io.podspace.application.NewApplication;
import io.podspace.catalog.Catalog;
import io.podspace.catalog.CatalogEntry;
import io.podspace.deployment.DeploymentView;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/** "Add to project": choose from the catalog or name an image, fill in, review exactly what will be made, make it. */
@Named
@ViewScoped
public class AddPage implements Serializable {
    @Inject
    CurrentProject current;

    @Inject
    Catalog catalog;

    @Inject
    Applications applications;

    private ApplicationForm form;
    private boolean reviewing;
    private transient ApplicationPlan plan;

    @PostConstruct
    void load() {
        current.requireEditor();
        String entry = Pages.parameter("entry");
        form = entry.isEmpty() ? new ApplicationForm() : ApplicationForm.of(catalog.entry(entry));
    }

    public List<CatalogEntry> getEntries() {
        return catalog.entries();
    }

    /** Sizes to choose from; none for an image. */
    public List<CatalogEntry.Size> getSizes() {
        return form.getEntry() == null
                ? List.of()
                : catalog.entry(form.getEntry()).sizes();
    }

    public String getTab() {
        return Pages.parameter("tab").equals("image") ? "image" : "catalog";
    }

    /** Step 1 of the catalog is over: an entry was chosen. */
    public boolean isFilling() {
        return form.getEntry() != null && !reviewing;
    }

    public boolean isReviewing() {
        return reviewing;
    }

    public ApplicationForm getForm() {
        return form;
    }

    /** The image to look at: the typed one, or the entry's. */
    public String getReference() {
        return form.getEntry() == null
                ? form.getTemplate().getImage().strip()
                : catalog.image(catalog.entry(form.getEntry()));
    }

    public void review() {
        plan = applications.review(wish());
        reviewing = true;
    }

    public void back() {
        reviewing = false;
    }

    public ApplicationPlan getPlan() {
        if (plan == null) {
            plan = applications.review(wish());
        }
        return plan;
    }

    public void create() {
        DeploymentView made = applications.add(wish());
        Pages.go(current.at(""), made.name() + " is being started.");
    }

    private NewApplication wish() {
        return form.wish(current.getId(), catalog);
    }
}
