package io.podspace.image;

import io.podspace.host.ImageFacts;
import io.podspace.platform.ErrorCode;
import java.util.OptionalInt;

/** How far the inspection of an image is. */
public sealed interface Inspection {

    /**
     * The image is looked for, or pulled.
     *
     * @param status short words for people
     * @param percent 0-100, when it can be told
     */
    record Running(String status, OptionalInt percent) implements Inspection {}

    /** @param reference in full */
    record Done(String reference, ImageFacts facts) implements Inspection {}

    /** @param message the registry's or the engine's own words, with what to do next */
    record Failed(ErrorCode code, String message) implements Inspection {}
}
