package io.podspace.pod;

/** Something that somebody has open with a pod, and that is counted. It outlives the request that opened it. */
abstract sealed class Session implements AutoCloseable permits PodSession, PodForward {
    private final long project;
    private Runnable afterwards = () -> {};
    private boolean closed;

    Session(long project) {
        this.project = project;
    }

    /** Row id of the project that the pod is of. */
    public final long project() {
        return project;
    }

    final synchronized void onClose(Runnable work) {
        afterwards = work;
    }

    final synchronized boolean closed() {
        return closed;
    }

    /** Ends what is open; once. */
    abstract void end();

    @Override
    public final void close() {
        Runnable last;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            last = afterwards;
        }
        try {
            end();
        } finally {
            last.run();
        }
    }
}
