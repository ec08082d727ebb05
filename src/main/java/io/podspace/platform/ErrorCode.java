package io.podspace.platform;

/** The category of an error: it decides the HTTP status, the console's place for the text and whether a retry may help. */
public enum ErrorCode {
    /** The input breaks a rule; {@link PodSpaceException#field()} names the field where there is one. */
    INVALID,
    /** The object is not there, or not visible to the caller: both get the same answer. */
    NOT_FOUND,
    /** A name, host or address is already taken. */
    ALREADY_EXISTS,
    /** Somebody else changed the object in between. */
    CONFLICT,
    /** Nobody is signed in. */
    UNAUTHENTICATED,
    /** The caller is known but may not do this. */
    FORBIDDEN,
    /** A quota or the capacity of the platform is used up. */
    EXHAUSTED,
    /** Too many attempts; wait. */
    TOO_MANY_REQUESTS,
    /** The image, its tag or its registry is not there or did not answer as expected. */
    IMAGE,
    /** The registry refused the credentials, or asks for some. */
    IMAGE_DENIED,
    /** A Docker engine did not answer; its state is unknown. */
    HOST_UNREACHABLE,
    /** The disk of a Docker engine has no space left for what it was to store. */
    HOST_FULL,
    /** A Docker engine answered with an error. */
    ENGINE,
    /** A proxy did not answer or refused its configuration. */
    PROXY,
    /** The database did not answer. */
    DATABASE,
    /** A defect of PodSpace itself. */
    INTERNAL
}
