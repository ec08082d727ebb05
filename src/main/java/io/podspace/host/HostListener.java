package io.podspace.host;

/** Who hears what a watch sees. Called on the watch's own threads: whatever may block goes elsewhere. */
@FunctionalInterface
public interface HostListener {
    /** After each listing. */
    void listed(Sight before, Sight after);

    /**
     * The engine said that a container ended, before any listing shows it. A hint like every event: it may be missing,
     * doubled or late, and the container may have been started again since.
     *
     * @param container as it was last listed
     */
    default void ended(ObservedContainer container) {}
}
