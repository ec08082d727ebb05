package io.podspace.simulation;

/** The control plane's process ends here. An error, so that no loop takes it for a failed action and goes on. */
public final class SimulatedCrash extends Error {
    SimulatedCrash(String where) {
        super(where);
    }
}
