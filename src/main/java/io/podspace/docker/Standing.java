package io.podspace.docker;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;

/**
 * Whether an engine answers, by its last listing. A call to one that hangs holds its caller for the whole time-out, and
 * with it whatever waits for the caller, on other hosts too. So after a listing without an answer every other call fails at
 * once, until a listing is answered: listings go on all the time. Safe for use by several threads.
 */
final class Standing {
    private volatile PodSpaceException silence;

    /** @throws PodSpaceException HOST_UNREACHABLE with what the last listing said, if it had no answer */
    void mustAnswer() {
        PodSpaceException last = silence;
        if (last != null) {
            throw new PodSpaceException(last.code(), last.getMessage(), last);
        }
    }

    /** A listing was answered. */
    void answered() {
        silence = null;
    }

    /** A listing failed. That the engine refused it is an answer too. */
    void failed(PodSpaceException error) {
        silence = error.code() == ErrorCode.HOST_UNREACHABLE ? error : null;
    }
}
