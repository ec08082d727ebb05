package io.podspace.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.podspace.host.ContainerProcess;
import io.podspace.host.HostRef;
import java.io.Closeable;

/** Hands on what a process writes. The receiver blocks the transport's thread, and so, in the end, the process. */
final class OutputRelay extends ResultCallback.Adapter<Frame> {
    private final ContainerProcess.Receiver out;
    private volatile RuntimeException refused;
    private volatile boolean stopped;

    OutputRelay(ContainerProcess.Receiver out) {
        this.out = out;
    }

    @Override
    public void onStart(Closeable stream) {
        super.onStart(stream);
        if (stopped) {
            Streams.close(stream);
        }
    }

    @Override
    public void onNext(Frame frame) {
        try {
            out.accept(frame.getStreamType() == StreamType.STDERR, frame.getPayload());
        } catch (RuntimeException e) {
            refused = e;
            Streams.close(this);
        }
    }

    /** Waits for the end; what the receiver threw is thrown on. */
    void await(HostRef host) {
        try {
            awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (refused == null) {
                throw EngineErrors.translate(host, e);
            }
        }
        if (refused != null) {
            throw refused;
        }
    }

    /** Nobody reads any more, whether it has begun or not. */
    void stop() {
        stopped = true;
        Streams.close(this);
    }
}
