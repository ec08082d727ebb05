package io.podspace.console;

import io.podspace.image.Images;
import io.podspace.image.Inspection;
import io.podspace.platform.PodSpaceException;
import java.io.Serializable;
import org.primefaces.PrimeFaces;

/** A look at an image that a page follows while it lasts. The page asks once more, with all fields, when it is over. */
public class ImageLook implements Serializable {
    private String inspection;
    private String status = "";
    private int percent = -1;

    void start(Images images, long project, String reference) {
        status = "";
        percent = -1;
        inspection = null;
        inspection = images.inspect(project, reference);
    }

    void follow(Images images, long project) {
        if (inspection == null) {
            return;
        }
        switch (images.state(project, inspection)) {
            case Inspection.Running running -> {
                status = running.status();
                percent = running.percent().orElse(-1);
            }
            case Inspection.Done done -> PrimeFaces.current().ajax().addCallbackParam("over", true);
            case Inspection.Failed wrong -> PrimeFaces.current().ajax().addCallbackParam("over", true);
        }
    }

    /**
     * Ends it.
     *
     * @throws PodSpaceException at {@code image}, with the registry's or the engine's own words
     */
    Inspection.Done end(Images images, long project) {
        String over = inspection;
        inspection = null;
        return switch (images.state(project, over)) {
            case Inspection.Done done -> done;
            case Inspection.Failed wrong -> throw PodSpaceException.at("image", wrong.code(), wrong.message());
            case Inspection.Running running -> throw new IllegalStateException("The look goes on");
        };
    }

    void drop() {
        inspection = null;
    }

    public boolean isRunning() {
        return inspection != null;
    }

    public String getStatus() {
        return status;
    }

    /** @return -1 when nobody knows */
    public int getPercent() {
        return percent;
    }
}
