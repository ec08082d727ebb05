package io.podspace.reconcile;

import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.PodTemplate.Pull;
import io.podspace.host.Sight;
import java.time.Duration;
import java.time.Instant;

/** The question: what is the next step towards a container that is not there: fetch its image, make it, or wait? */
final class Launch {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Draft draft;

    Launch(Draft draft) {
        this.draft = draft;
    }

    /**
     * @param make what makes the container
     * @param template that it is made from
     * @param since an image that must always be fetched was fetched for this container when that was later
     */
    void next(Action.Make make, PodTemplate template, Instant since) {
        if (waitsForListing(make.host(), make.name())) {
            return;
        }
        if (draft.snapshot.efforts().on(make.name()).orElse(null) instanceof Effort.Failed failed
                && failed.effect() instanceof Action.Make) {
            Instant again = failed.at().plus(StartFailures.pause(failed.times()));
            if (again.isAfter(draft.now())) {
                draft.lookAt(again);
                return;
            }
        }
        boolean always = template.pull() == Pull.ALWAYS;
        ImageOn image = new ImageOn(make.host(), make.project(), template.image());
        switch (draft.snapshot.efforts().image(image).orElse(null)) {
            case null -> makeOrPull(make, image, always);
            case ImageState.Missing missing -> makeOrPull(make, image, true);
            case ImageState.Pulling pulling -> draft.lookIn(LOOK_AGAIN);
            case ImageState.Pulled pulled ->
                makeOrPull(make, image, always && pulled.at().isBefore(since));
            case ImageState.PullFailed failed -> {
                Instant again = failed.at().plus(RestartDelay.after(failed.times() + 1));
                if (again.isAfter(draft.now())) {
                    draft.lookAt(again);
                } else {
                    makeOrPull(make, image, true);
                }
            }
        }
    }

    /** Something was done to it, and the last listing may have been begun before that. */
    boolean waitsForListing(long host, String name) {
        if (draft.snapshot.efforts().on(name).orElse(null) instanceof Effort.Done done) {
            Sight sight = draft.snapshot.sights().get(host);
            if (!sight.startedAfter(done.listings())) {
                draft.listAgain.add(host);
                return true;
            }
        }
        return false;
    }

    private void makeOrPull(Action.Make make, ImageOn image, boolean pull) {
        draft.effect(pull ? new Action.Pull(image) : make);
    }
}
