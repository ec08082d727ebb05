package io.podspace.host;

import java.util.OptionalInt;

/**
 * The streams of a process in a container. Nothing is gathered on the way: who does not read holds the writer back, in both
 * directions. One thread copies, another may send, any may close.
 */
public interface ContainerProcess extends AutoCloseable {
    /** Gets pieces of output as they were written; what it throws ends the process' streams and is thrown on. */
    interface Receiver {
        void accept(boolean error, byte[] piece);
    }

    /**
     * Begins, and hands on output until the end; blocks. To be called once.
     *
     * @return the exit code; empty when it is not known, as of what was only attached to, or after {@link #close}
     * @throws io.podspace.platform.PodSpaceException NOT_FOUND when the container is gone, CONFLICT when it does not run
     */
    OptionalInt copy(Receiver out);

    /** Gives input; blocks while nobody reads it. After the end it is dropped. */
    void send(byte[] piece);

    /** There is no more input. */
    void endInput();

    /** The size of the terminal, where there is one. */
    void resize(int columns, int rows);

    /**
     * Nobody wants it any more: input ends, and a command that has not ended is made to (hang-up, then kill); what was
     * only attached to goes on. Returns within seconds; a second call does nothing.
     */
    @Override
    void close();
}
