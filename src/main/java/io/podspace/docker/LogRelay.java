package io.podspace.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import io.podspace.host.HostRef;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Hands on what a container writes, piece by piece, for as long as somebody wants it. */
final class LogRelay extends ResultCallback.Adapter<Frame> {
    private final Consumer<byte[]> out;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile RuntimeException refused;

    LogRelay(Consumer<byte[]> out) {
        this.out = out;
    }

    @Override
    public void onNext(Frame frame) {
        try {
            out.accept(frame.getPayload());
        } catch (RuntimeException e) {
            refused = e;
            Streams.close(this);
            over.countDown();
        }
    }

    @Override
    public void onError(Throwable error) {
        super.onError(error);
        over.countDown();
    }

    @Override
    public void onComplete() {
        super.onComplete();
        over.countDown();
    }

    /** Waits for the end; what the receiver threw is thrown on. */
    void run(HostRef host, BooleanSupplier goOn) {
        try (this) {
            // not awaitCompletion with a limit, which closes the stream when that has passed
            boolean ended = false;
            while (!ended && goOn.getAsBoolean()) {
                ended = over.await(1, TimeUnit.SECONDS);
            }
            if (ended && refused == null) {
                awaitCompletion();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw EngineErrors.translate(host, e);
        } catch (RuntimeException e) {
            if (refused == null) {
                throw EngineErrors.translate(host, e);
            }
        }
        if (refused != null) {
            throw refused;
        }
    }
}
