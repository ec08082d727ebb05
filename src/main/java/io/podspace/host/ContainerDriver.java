package io.podspace.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The port to the Docker engines. Every effect is idempotent and is limited in time; it touches only what carries the
 * cluster label of this driver. Blocking: callers run on virtual threads and never inside a transaction.
 *
 * <p>Errors are {@link io.podspace.platform.PodSpaceException}: HOST_UNREACHABLE when the engine did not answer (nothing
 * is known about the effect), ENGINE when it refused, IMAGE and IMAGE_DENIED with the registry's own words, NOT_FOUND.
 */
public interface ContainerDriver {

    /** All containers of our cluster on a host. Never throws for a silent host: that is {@link Observation.Unreachable}. */
    Observation observe(HostRef host);

    /**
     * Follows the engine's events of our containers until the returned handle is closed. Events are hints: some may be
     * missing, doubled or late; {@code onEvent} must only wake a reader of {@link #observe}. The handle's stream
     * reconnects by itself; after each reconnection one {@link HostEvent#resync} is delivered.
     */
    AutoCloseable follow(HostRef host, Consumer<HostEvent> onEvent);

    /** What the engine is: version, CPUs, memory. */
    EngineFacts facts(HostRef host);

    /**
     * Asks an engine that is not (yet) reached like this; nothing of the connection is kept.
     *
     * @param tls to use instead of what is stored; empty: what is stored
     * @throws io.podspace.platform.PodSpaceException HOST_UNREACHABLE or ENGINE with the exact error; INVALID at {@code
     *     authority}, {@code certificate} or {@code key} when these cannot be read
     */
    EngineFacts tryOut(HostRef host, Optional<EngineTls> tls);

    /**
     * Makes the network if it is not there, and makes it anew if it is another and nobody uses it. ALREADY_EXISTS when the
     * subnet overlaps with another network or route of the host; CONFLICT when it is another and used; ENGINE when it is of
     * another driver and used.
     */
    void ensureNetwork(HostRef host, NetworkSpec network);

    /** Removes the network if it is there and ours. */
    void removeNetwork(HostRef host, String network);

    /** Names of our cluster's networks on the host. */
    List<String> networks(HostRef host);

    /** The image as the engine has it now; empty when it is not present. */
    Optional<ImageFacts> image(HostRef host, String reference);

    /**
     * Pulls an image, whether it is present or not.
     *
     * @param login credentials of the image's registry, if there are any
     * @param progress called often, from the calling thread
     */
    ImageFacts pull(HostRef host, String reference, Optional<RegistryLogin> login, Consumer<PullProgress> progress);

    /**
     * Tries credentials at their registry, as the engine reaches it.
     *
     * @throws io.podspace.platform.PodSpaceException IMAGE_DENIED when the registry refuses them, IMAGE when it does not
     *     answer
     */
    void checkLogin(HostRef host, RegistryLogin login);

    /**
     * Makes a container, not started. A container of the same name with our cluster label is adopted; one of somebody
     * else is ALREADY_EXISTS and never touched.
     *
     * @return the container's id
     */
    String create(HostRef host, ContainerSpec spec);

    /** Starts a container; one that runs already is left alone. */
    void start(HostRef host, String container);

    /** Stop signal, then kill after the grace time. One that has stopped, or is gone, is left alone. */
    void stop(HostRef host, String container, Duration grace);

    /** Sends a signal by name, e.g. {@code USR2}. */
    void signal(HostRef host, String container, String signal);

    /** Removes a container that is ours, running or not. One that is gone is left alone. */
    void remove(HostRef host, String container);

    /** Connects a container to one more network; connected already with the same address is left alone. */
    void connect(HostRef host, String container, NetworkAttachment attachment);

    /** Disconnects a container from a network; not connected is left alone. */
    void disconnect(HostRef host, String container, String network);

    /** One container as it is now; empty when it is gone. */
    Optional<ObservedContainer> inspect(HostRef host, String container);

    /** The last lines of standard output and error, oldest first, each without control characters. */
    List<String> lastLines(HostRef host, String container, int lines);

    /**
     * Hands on standard output and error as they were written, in order; blocks until the end.
     *
     * @param out gets pieces of any length; what it throws ends the stream and is thrown on
     * @param goOn asked about every second; false ends the stream
     */
    void logs(HostRef host, String container, LogWish wish, Consumer<byte[]> out, BooleanSupplier goOn);

    /** Writes files into a container, running or not. */
    void upload(HostRef host, String container, List<ContainerFile> files);

    /** Runs a command inside a running container; no shell is involved. */
    ExecResult exec(HostRef host, String container, List<String> command, Duration limit);

    /**
     * A command inside a running container, with its streams; it begins with {@link ContainerProcess#copy}.
     *
     * @throws io.podspace.platform.PodSpaceException NOT_FOUND, CONFLICT when the container does not run
     */
    ContainerProcess run(HostRef host, String container, ProcessWish wish);

    /** What the container's own process writes from now on. It gets no input, since containers are made without. */
    ContainerProcess attach(HostRef host, String container);
}
