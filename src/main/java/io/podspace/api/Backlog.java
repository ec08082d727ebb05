package io.podspace.api;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What one thread has for another that is slower, up to a bound, above which it waits. */
final class Backlog {
    private final int most;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int held;
    private boolean ended;

    /** @param most bytes; one piece may be longer */
    Backlog(int most) {
        this.most = most;
    }

    /** Waits while much is held. After the end it is dropped. */
    void put(byte[] piece) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!ended && held > 0 && held + piece.length > most) {
                changed.await();
            }
            if (!ended) {
                pieces.addLast(piece);
                held += piece.length;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next piece. @return empty at the end */
    Optional<byte[]> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!ended && pieces.isEmpty()) {
                changed.await();
            }
            Optional<byte[]> piece = Optional.ofNullable(pieces.pollFirst());
            held -= piece.map(bytes -> bytes.length).orElse(0);
            changed.signalAll();
            return piece;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes; what is held can still be taken. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody takes any more; whoever waits is set free. */
    void drop() {
        lock.lock();
        try {
            ended = true;
            pieces.clear();
            held = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
