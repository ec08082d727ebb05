package io.podspace.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import io.podspace.host.HostRef;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Reading of output streams, limited in size and time. */
final class Streams {
    private static final System.Logger LOG = System.getLogger(Streams.class.getName());

    private Streams() {}

    /** Gathers what a container writes; bytes past the limit are left out. */
    static final class Output extends ResultCallback.Adapter<Frame> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int limit;

        Output(int limit) {
            this.limit = limit;
        }

        @Override
        public void onNext(Frame frame) {
            synchronized (bytes) {
                byte[] payload = frame.getPayload();
                bytes.write(payload, 0, Math.min(payload.length, limit - bytes.size()));
            }
        }

        /** Waits for the end of the stream. */
        String text(HostRef host, Duration patience, String what) {
            try (this) {
                if (!awaitCompletion(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new PodSpaceException(
                            ErrorCode.ENGINE,
                            "%s on host %s did not end within %d s."
                                    .formatted(what, host.name(), patience.toSeconds()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw EngineErrors.silent(host, "the call was interrupted", e);
            } catch (IOException e) {
                throw EngineErrors.translate(host, e);
            } catch (RuntimeException e) {
                throw EngineErrors.translate(host, e);
            }
            synchronized (bytes) {
                return bytes.toString(StandardCharsets.UTF_8);
            }
        }
    }

    /** Ends a stream whose outcome no longer matters. */
    static void close(Closeable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A stream of an engine was closed uncleanly.", e);
        }
    }
}
