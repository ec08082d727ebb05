package io.podspace.simulation;

/** The control plane's process ends here. An error, so that no loop takes it for a failed action and goes on. */
public final class SimulatedCrash extends Error {
    /** Another boundary than an engine's where the process may end. */
    public static SimulatedCrash at(String where) {
        return new SimulatedCrash(where);
    }

    SimulatedCrash(String where) {
        super(where);
    }
}
