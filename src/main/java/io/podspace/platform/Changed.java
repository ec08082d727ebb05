package io.podspace.platform;

/**
 * Says that something of a project changed. Fired as a CDI event inside the transaction that wrote the change; observers
 * use {@code AFTER_SUCCESS}. It is a hint: whoever acts on it reads the rows again, and a sweep finds what was missed.
 *
 * @param project row id; 0 for the platform itself (hosts, accounts)
 * @param topic what kind of object
 * @param id row id of the object; 0 for several
 */
public record Changed(long project, Topic topic, long id) {
    /** Kind of the object that changed. */
    public enum Topic {
        PROJECT,
        DEPLOYMENT,
        POD,
        SERVICE,
        ROUTE,
        CONFIG_MAP,
        SECRET,
        AUTOSCALER,
        HOST,
        ACCOUNT
    }
}
