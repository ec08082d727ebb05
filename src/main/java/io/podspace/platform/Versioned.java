package io.podspace.platform;

/**
 * An entity with a column {@code resource_version}. It is numbered by {@link ResourceVersionStamps} when its transaction
 * commits; nobody else writes the column, so map it {@code @Column(name = "resource_version", updatable = false)}.
 */
public interface Versioned {
    /** @param version the number that the change has from now on, growing over all objects of the platform */
    void resourceVersion(long version);
}
