package io.podspace.console;

import io.podspace.host.HealthCommand;
import io.podspace.image.Images;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;

/** Looks whether the image that a deployment's configuration names brings a check of its own, and offers it. */
@Named
@ViewScoped
public class OwnCheckStep implements Serializable {
    @Inject
    CurrentProject current;

    @Inject
    Images images;

    @Inject
    ConfigurationForm page;

    private final ImageLook look = new ImageLook();
    private String without = "";

    public void start() {
        without = "";
        checks().offer(Optional.empty());
        look.start(images, current.getId(), image());
    }

    public void follow() {
        look.follow(images, current.getId());
    }

    /** Takes over what was found. */
    public void take() {
        Optional<HealthCommand> found =
                look.end(images, current.getId()).facts().health();
        checks().offer(found);
        without = found.isEmpty() ? image() : "";
    }

    private ChecksForm checks() {
        return page.getTemplate().getChecks();
    }

    private String image() {
        return page.getTemplate().getImage().strip();
    }

    public ImageLook getLook() {
        return look;
    }

    /** The image that was found to bring none; empty: not known of any. */
    public String getWithout() {
        return without;
    }
}
