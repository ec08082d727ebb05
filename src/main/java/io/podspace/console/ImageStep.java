package io.podspace.console;

import io.podspace.image.Images;
import io.podspace.image.Inspection;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

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

    private final ImageLook look = new ImageLook();
    private boolean failed;
    private boolean passed;
    private ImageSummary summary;

    public void start() {
        failed = false;
        summary = null;
        look.start(images, current.getId(), page.getReference());
    }

    public void follow() {
        look.follow(images, current.getId());
    }

    /** Takes over what was found. */
    public void take() {
        failed = true;
        Inspection.Done done = look.end(images, current.getId());
        failed = false;
        passed = true;
        summary = ImageSummary.of(done.facts());
        page.getForm().prefill(done.reference(), done.facts());
    }

    /** Goes on without having looked. */
    public void skip() {
        passed = true;
        look.drop();
    }

    public ImageLook getLook() {
        return look;
    }

    public boolean isFailed() {
        return failed;
    }

    public boolean isPassed() {
        return passed;
    }

    /** @return null before the first look */
    public ImageSummary getSummary() {
        return summary;
    }
}
