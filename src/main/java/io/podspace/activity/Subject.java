package io.podspace.activity;

import io.podspace.platform.Changed;

/**
 * The object that an activity is about.
 *
 * @param project row id; 0 for the platform itself
 * @param uid of the object; null where it has none
 * @param name what people read
 * @param owner uid of an object whose list of activities has it too, as a pod's deployment; null for none
 */
public record Subject(long project, Changed.Topic kind, String uid, String name, String owner) {
    /** In no list but its own. */
    public Subject(long project, Changed.Topic kind, String uid, String name) {
        this(project, kind, uid, name, null);
    }
}
