package io.podspace.reconcile;

import io.podspace.host.PullProgress;
import io.podspace.platform.ErrorCode;
import java.time.Instant;

/** What this process knows of an image on a host. Nothing known means: try, the engine will say so when it is missing. */
sealed interface ImageState {

    /** A container could not be made since the image is not there. */
    record Missing() implements ImageState {}

    /** It is being fetched. */
    record Pulling(PullProgress progress) implements ImageState {}

    /** It was fetched. */
    record Pulled(Instant at) implements ImageState {}

    /** @param times failed pulls in a row */
    record PullFailed(ErrorCode code, String message, Instant at, int times) implements ImageState {}
}
