package io.podspace.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import io.podspace.host.HostRef;
import io.podspace.host.PullProgress;
import io.podspace.host.RegistryLogin;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.io.Closeable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One pull, followed from the calling thread. It ends with the engine's last word, or when the registry has been silent
 * for {@link #SILENCE} or the whole took {@link #LIMIT}; then the engine is told to give up by closing the stream.
 */
final class Pull {
    static final Duration SILENCE = Duration.ofMinutes(5);
    static final Duration LIMIT = Duration.ofMinutes(30);

    private sealed interface News {
        record Item(PullResponseItem item) implements News {}

        record Failed(Throwable error) implements News {}

        record Complete() implements News {}
    }

    private final HostRef host;
    private final String reference;
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private final PullTally tally = new PullTally();

    Pull(HostRef host, String reference) {
        this.host = host;
        this.reference = reference;
    }

    void run(DockerClient client, Optional<RegistryLogin> login, Consumer<PullProgress> progress) {
        PullImageCmd command = client.pullImageCmd(reference);
        // Without a tag the engine would pull every tag there is.
        String last = reference.substring(reference.lastIndexOf('/') + 1);
        if (!last.contains(":") && !last.contains("@")) {
            command.withTag("latest");
        }
        login.ifPresent(each -> command.withAuthConfig(auth(each)));
        try (Callback callback = command.exec(new Callback())) {
            follow(progress);
        }
    }

    static AuthConfig auth(RegistryLogin login) {
        return new AuthConfig()
                // Docker Hub goes by this name among engines, for historical reasons.
                .withRegistryAddress(
                        login.registry().equals("docker.io") ? AuthConfig.DEFAULT_SERVER_ADDRESS : login.registry())
                .withUsername(login.username())
                .withPassword(login.secret());
    }

    private void follow(Consumer<PullProgress> progress) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            News next = next(Math.min(SILENCE.toNanos(), end - System.nanoTime()));
            switch (next) {
                case News.Item progressed -> report(progressed.item(), progress);
                case News.Failed failed -> throw failure(failed.error());
                case News.Complete complete -> {
                    return;
                }
            }
        }
    }

    private PodSpaceException failure(Throwable error) {
        return error instanceof DockerException refusal
                ? EngineErrors.pull(reference, EngineErrors.words(refusal))
                : EngineErrors.translate(host, error);
    }

    private void report(PullResponseItem item, Consumer<PullProgress> progress) {
        if (item.getErrorDetail() != null) {
            throw EngineErrors.pull(reference, item.getErrorDetail().getMessage());
        }
        ResponseItem.ProgressDetail detail = item.getProgressDetail();
        progress.accept(tally.add(
                item.getId(),
                item.getStatus() == null ? "" : item.getStatus(),
                detail == null ? null : detail.getCurrent(),
                detail == null ? null : detail.getTotal()));
    }

    private News next(long nanos) {
        try {
            News next = news.poll(nanos, TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new PodSpaceException(
                        ErrorCode.IMAGE,
                        "The pull of image %s was given up: nothing came for %d minutes, or all of it took %d. Try again later."
                                .formatted(reference, SILENCE.toMinutes(), LIMIT.toMinutes()));
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EngineErrors.silent(host, "the pull was interrupted", e);
        }
    }

    private final class Callback implements ResultCallback<PullResponseItem> {
        private volatile Closeable stream = () -> {};

        @Override
        public void onStart(Closeable opened) {
            stream = opened;
        }

        @Override
        public void onNext(PullResponseItem item) {
            news.add(new News.Item(item));
        }

        @Override
        public void onError(Throwable error) {
            news.add(new News.Failed(error));
        }

        @Override
        public void onComplete() {
            news.add(new News.Complete());
        }

        @Override
        public void close() {
            Streams.close(stream);
        }
    }
}
