package io.podspace.reconcile;

import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerSpec;
import io.podspace.host.ContainerState;
import io.podspace.host.HostRef;
import io.podspace.host.ImageFacts;
import io.podspace.image.ImageReference;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.function.Supplier;

/** Makes containers of pods and hooks: from which image exactly, and as which container. */
final class Creation {
    /** What a container is made of. */
    interface Recipe {
        /** As its revision says. */
        String image(Action.Make make);

        /** The answer to what the image is exactly: asked once for all that one pass begins of a revision on a host. */
        String exact(Action.Make make, Supplier<String> question);

        /** What that means, by digest, for all pods of the revision: the first answer stays. @return that one */
        String pin(Action.Make make, String digest);

        /** @param image exactly */
        ContainerSpec spec(Action.Make make, String image);
    }

    /** An image that was on the host a moment ago, or was never. */
    static final class MissingImage extends RuntimeException {
        private final transient ImageOn image;

        MissingImage(ImageOn image) {
            this.image = image;
        }

        ImageOn image() {
            return image;
        }
    }

    private final ContainerDriver driver;

    Creation(ContainerDriver driver) {
        this.driver = driver;
    }

    /**
     * @return the container's id
     * @throws MissingImage when the host does not have the image
     */
    String create(HostRef host, Action.Make make, Recipe recipe) {
        ContainerSpec spec = recipe.spec(make, recipe.exact(make, () -> exact(host, make, recipe)));
        try {
            return driver.create(host, spec);
        } catch (PodSpaceException e) {
            if (e.code() == ErrorCode.IMAGE) {
                throw new MissingImage(new ImageOn(host.id(), make.project(), spec.image()));
            }
            throw e;
        }
    }

    /** It may be one that another process made and started: then it has run, or runs. */
    void runOnce(HostRef host, String container) {
        boolean fresh = driver.inspect(host, container)
                .filter(each -> each.state() == ContainerState.CREATED)
                .isPresent();
        if (fresh) {
            driver.start(host, container);
        }
    }

    /** A tag is resolved once for a revision. An image that no registry knows has no digest and is taken by its tag. */
    private String exact(HostRef host, Action.Make make, Recipe recipe) {
        String image = recipe.image(make);
        ImageReference reference = ImageReference.parse(image);
        if (reference.digest().isPresent()) {
            return image;
        }
        return driver.image(host, image)
                .flatMap(ImageFacts::digest)
                .filter(found -> reference.at(digest(found)).familiar().equals(found))
                .map(found -> reference.at(recipe.pin(make, digest(found))).familiar())
                .orElse(image);
    }

    private static String digest(String found) {
        return found.substring(found.indexOf('@') + 1);
    }
}
