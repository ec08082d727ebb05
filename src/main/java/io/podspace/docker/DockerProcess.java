package io.podspace.docker;

import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.podspace.host.ContainerProcess;
import io.podspace.host.HostRef;
import io.podspace.host.ProcessWish;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A command run by an engine inside a container. Its variable {@link Reaper#MARK} tells its processes from all others. */
final class DockerProcess implements ContainerProcess {
    private static final Logger LOG = System.getLogger(DockerProcess.class.getName());
    private static final long LAST_OUTPUT_MILLIS = 500;
    private static final int TRIES = 40;
    private static final long PAUSE_NANOS = 50_000_000;
    /** What a terminal's user would type. */
    private static final byte[] INTERRUPT = {3};

    private static final byte[] END_OF_INPUT = {4};

    private final HostRef host;
    private final Engine engine;
    private final String container;
    private final ProcessWish wish;
    private final String mark = UUID.randomUUID().toString();
    private final String exec;
    private final CompletableFuture<Hijacked> streams = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean begun;

    DockerProcess(HostRef host, Engine engine, String container, ProcessWish wish) {
        this.host = host;
        this.engine = engine;
        this.container = container;
        this.wish = wish;
        this.exec = engine.ask(host, client -> {
            ExecCreateCmd command = client.execCreateCmd(container)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .withAttachStdin(wish.input())
                    .withTty(wish.tty())
                    .withEnv(List.of(Reaper.MARK + "=" + mark))
                    .withCmd(wish.command().toArray(String[]::new));
            return command.exec().getId();
        });
    }

    @Override
    public OptionalInt copy(Receiver out) {
        begun = true;
        try {
            if (!closed.get()) {
                carry(out);
            }
        } finally {
            streams.cancel(false); // sets free whoever waits to send
        }
        return closed.get() ? OptionalInt.empty() : exitCode();
    }

    private void carry(Receiver out) {
        try (Hijacked opened = engine.start(host, exec, wish.tty())) {
            streams.complete(opened);
            opened.copy(out);
            ended.countDown(); // not when the receiver fails: then it goes on, and must be ended
        } catch (IOException e) {
            if (!closed.get()) {
                throw EngineErrors.translate(host, e);
            }
        }
    }

    /** The stream may end a moment before the engine notes the end. */
    private OptionalInt exitCode() {
        for (int i = 0; i < TRIES; i++) {
            InspectExecResponse seen = inspect();
            if (seen.getExitCodeLong() != null && !Boolean.TRUE.equals(seen.isRunning())) {
                return OptionalInt.of(seen.getExitCodeLong().intValue());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return OptionalInt.empty();
    }

    private InspectExecResponse inspect() {
        return engine.ask(host, client -> {
            try {
                return client.inspectExecCmd(exec).exec();
            } catch (NotFoundException e) {
                throw new PodSpaceException(
                        ErrorCode.NOT_FOUND, "The container has ended, and the command with it.", e);
            }
        });
    }

    @Override
    public void send(byte[] piece) {
        give(opened -> opened.send(piece));
    }

    /** A terminal has no other end than the character for it; to close its stream would end the output too. */
    @Override
    public void endInput() {
        give(wish.tty() ? opened -> opened.send(END_OF_INPUT) : Hijacked::endInput);
    }

    private interface Gift {
        void to(Hijacked opened) throws IOException;
    }

    private void give(Gift gift) {
        try {
            gift.to(streams.join());
        } catch (CancellationException e) {
            LOG.log(Level.TRACE, "A command that has ended, or never began, gets no more input.", e);
        } catch (IOException e) {
            LOG.log(Level.TRACE, "A command does not read any more; how it ends is told by its output's end.", e);
        }
    }

    /** A process that has only just been asked for cannot be resized yet. */
    @Override
    public void resize(int columns, int rows) {
        for (int i = 0; wish.tty() && i < TRIES && !closed.get() && !resized(columns, rows); i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean resized(int columns, int rows) {
        return engine.ask(host, client -> {
            try {
                client.resizeExecCmd(exec).withSize(rows, columns).exec();
                return true;
            } catch (DockerException e) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (!begun) {
            streams.cancel(false);
            return;
        }
        try {
            // whoever closes may be interrupted; the command must end still
            Thread.startVirtualThread(this::end).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        // on a thread of its own, since a process that does not read holds it up
        Thread.startVirtualThread(() -> {
            if (wish.tty()) {
                send(INTERRUPT);
            }
            endInput();
        });
        if (!ends()) {
            streams.thenAccept(Streams::close);
            reap();
        }
    }

    private boolean ends() {
        try {
            return ended.await(LAST_OUTPUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void reap() {
        try {
            if (running()) {
                new Reaper(host, engine, container, mark).end(this::running);
            }
        } catch (PodSpaceException e) {
            LOG.log(Level.DEBUG, "A command that nobody wants any more could not be looked after.", e);
        }
    }

    /** One that has only just been asked for is waited for: it may be about to begin. */
    private boolean running() {
        for (int i = 0; i < TRIES; i++) {
            InspectExecResponse seen = inspect();
            if (Boolean.TRUE.equals(seen.isRunning()) || seen.getExitCodeLong() != null) {
                return Boolean.TRUE.equals(seen.isRunning());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }
}
