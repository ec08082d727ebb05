package io.podspace.console;

import io.podspace.host.ImageFacts;
import io.podspace.image.Images;
import io.podspace.image.Inspection;
import io.podspace.platform.PodSpaceException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.primefaces.PrimeFaces;

/**
 * Looks at an image before it is deployed: starts the look, says how far the pull is, and at its end puts what the image
 * says about itself into the form. Who knows better goes on without.
 */
@Named
@ViewScoped
public class ImageStep implements Serializable {
    @Inject
    CurrentProject current;

    @Inject
    Images images;

    @Inject
    AddPage page;

    private String inspection;
    private String status = "";
    private int percent = -1;
    private boolean failed;
    private boolean passed;
    private ImageSummary summary;

    public void start() {
        failed = false;
        summary = null;
        status = "";
        percent = -1;
        inspection = images.inspect(current.getId(), page.getReference());
    }

    /** Asks how far it is. The page asks a second time, with all fields, when it is over. */
    public void look() {
        if (inspection == null) {
            return;
        }
        switch (images.state(current.getId(), inspection)) {
            case Inspection.Running running -> {
                status = running.status();
                percent = running.percent().orElse(-1);
            }
            case Inspection.Done done -> PrimeFaces.current().ajax().addCallbackParam("over", true);
            case Inspection.Failed wrong -> PrimeFaces.current().ajax().addCallbackParam("over", true);
        }
    }

    /** Takes over what was found. */
    public void take() {
        Inspection end = images.state(current.getId(), inspection);
        if (end instanceof Inspection.Done done) {
            take(done.reference(), done.facts());
        }
        if (end instanceof Inspection.Failed wrong) {
            failed = true;
            inspection = null;
            throw PodSpaceException.at("image", wrong.code(), wrong.message());
        }
    }

    private void take(String reference, ImageFacts facts) {
        inspection = null;
        passed = true;
        summary = ImageSummary.of(facts);
        page.getForm().prefill(reference, facts);
    }

    /** Goes on without having looked. */
    public void skip() {
        passed = true;
        inspection = null;
    }

    public boolean isRunning() {
        return inspection != null;
    }

    public boolean isFailed() {
        return failed;
    }

    public boolean isPassed() {
        return passed;
    }

    public String getStatus() {
        return status;
    }

    /** @return -1 when nobody knows */
    public int getPercent() {
        return percent;
    }

    /** @return null before the first look */
    public ImageSummary getSummary() {
        return summary;
    }
}
