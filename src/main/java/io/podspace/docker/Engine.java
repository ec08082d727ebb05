package io.podspace.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AuthConfig;
import io.podspace.host.HostRef;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An engine's two clients: <i>control</i>, whose calls end within the response time-out, and <i>streams</i>, for what lasts
 * (events, pulls, stops with a grace time), in a pool of its own, so that neither starves the other. Commands with input
 * get a connection each from the dialer.
 */
final class Engine implements AutoCloseable {
    /** A listing that takes longer makes us ask whether the engine lives. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration PING = Duration.ofSeconds(2);

    private final DockerClient control;
    private final DockerClient logins;
    private final DockerClient streams;
    private final Dialer dialer;
    private final Duration response;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Standing standing;

    Engine(
            Standing standing,
            DockerClient control,
            DockerClient logins,
            DockerClient streams,
            Dialer dialer,
            Duration response) {
        this.standing = standing;
        this.control = control;
        this.logins = logins;
        this.streams = streams;
        this.dialer = dialer;
        this.response = response;
    }

    /** A short call. @throws io.podspace.platform.PodSpaceException as {@link EngineErrors} translates */
    <T> T ask(HostRef host, Function<DockerClient, T> call) {
        return checked(host, response, () -> call.apply(control));
    }

    /**
     * The listing that all other calls depend on: see {@link Standing}.
     *
     * @param strange whether it may be another engine's, as one without anything known: then it is asked who it is
     */
    <T> T list(HostRef host, Function<DockerClient, T> call, Predicate<T> strange) {
        try {
            standing.listing();
            T listed = watch(host, client -> {
                T found = call.apply(client);
                if (strange.test(found)) {
                    standing.doubt();
                    standing.verify(this::id);
                }
                return found;
            });
            standing.answered();
            return listed;
        } catch (PodSpaceException e) {
            if (!Thread.currentThread().isInterrupted()) {
                standing.failed(e);
            }
            throw e;
        }
    }

    /**
     * A call that may take long on a busy engine, up to the response time-out. A busy one answers a ping meanwhile; one
     * that does not hangs, and is silent at once.
     */
    <T> T watch(HostRef host, Function<DockerClient, T> call) {
        Future<T> future = calls.submit(() -> {
            standing.verify(this::id);
            return call.apply(control);
        });
        long deadline = System.nanoTime() + response.toNanos();
        while (true) {
            try {
                return result(host, future, PATIENCE);
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadline) {
                    future.cancel(true);
                    standing.doubt();
                    throw EngineErrors.silent(host, "no answer within " + seconds(response), e);
                }
            }
            try {
                within(host, PING, () -> streams.pingCmd().exec());
            } catch (PodSpaceException e) {
                future.cancel(true);
                throw e;
            }
        }
    }

    /** Tries to log in at a registry; its command cannot be made by the control client. */
    void login(HostRef host, AuthConfig credentials) {
        checked(host, response, () -> logins.authCmd()
                .withAuthConfig(credentials)
                .exec());
    }

    /** A call that lasts up to the limit by its nature. */
    <T> T await(HostRef host, Duration limit, Function<DockerClient, T> call) {
        return checked(host, limit, () -> call.apply(streams));
    }

    /** Starts a command that was made; whoever gets its streams closes them. */
    Hijacked start(HostRef host, String exec, boolean tty) {
        return checked(host, response, () -> Hijacked.start(dialer, exec, tty));
    }

    /** Whoever answers from now on may be another engine. */
    void doubt() {
        standing.doubt();
    }

    /** See {@link Standing#other}. */
    Optional<String> other() {
        return standing.other();
    }

    private String id() {
        return control.infoCmd().exec().getId();
    }

    DockerClient streams() {
        return streams;
    }

    /** Not when the engine is silent anyway, and only by the one that is known. */
    private <T> T checked(HostRef host, Duration limit, Callable<T> call) {
        standing.mustAnswer();
        return within(host, limit, () -> {
            standing.verify(this::id);
            return call.call();
        });
    }

    /**
     * The transport's response time-out has no effect on Unix sockets (a channel without time-outs), so an engine that
     * hangs would hold its caller for ever: the call runs on a thread of its own, whose interruption closes the channel.
     */
    private <T> T within(HostRef host, Duration limit, Callable<T> call) {
        Future<T> future = calls.submit(call);
        try {
            return result(host, future, limit);
        } catch (TimeoutException e) {
            future.cancel(true);
            standing.doubt();
            throw EngineErrors.silent(host, "no answer within " + seconds(limit), e);
        }
    }

    private <T> T result(HostRef host, Future<T> future, Duration limit) throws TimeoutException {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw EngineErrors.silent(host, "the call was interrupted", e);
        } catch (ExecutionException e) {
            PodSpaceException error = EngineErrors.translate(host, e.getCause());
            if (error.code() == ErrorCode.HOST_UNREACHABLE) {
                standing.doubt();
            }
            throw error;
        }
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() / 1000.0 + " s";
    }

    @Override
    public void close() {
        calls.shutdownNow();
        try (control;
                streams) {
            // closed in reverse order, both whatever happens
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
