package io.podspace.schedule;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Something that is done again and again.
 *
 * @param seconds from the begin of one run to the next
 */
record Task(String name, int seconds, Runnable work) {
    private static final Logger LOG = System.getLogger(Task.class.getName());

    /** Runs once; a failure is told and is no reason to stop the ticks. */
    void run() {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The tick '" + name + "' failed; the next one tries again.", e);
        }
    }
}
