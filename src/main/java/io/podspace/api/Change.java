package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A change of an object, as watches tell it.
 *
 * @param object as it is now; of a removed one as it was last. Its resource version is never newer than its contents
 * @param before as it was; null for an object that is new, and where nobody knows
 * @param order greater than the version of every list that did not show the change
 */
record Change(Type type, ObjectNode object, ObjectNode before, long order) {
    /** What happened, in the words of the API. */
    enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }

    static Change added(ObjectNode object) {
        return new Change(Type.ADDED, object, null, Trees.version(object));
    }

    String uid() {
        return Trees.uid(object);
    }

    /**
     * Whether the version that was read before the object is no newer than the object's own, which somebody may have been
     * shown with other contents; a removed object has no number of its own at all.
     */
    boolean wantsNumber(long version) {
        return type == Type.DELETED || version <= Trees.version(object);
    }

    /** @param version read before the object was */
    Change numbered(long version, long order) {
        ObjectNode copy = object.deepCopy();
        long shown = type == Type.DELETED ? version : Math.max(version, Trees.version(object));
        ((ObjectNode) copy.path("metadata")).put("resourceVersion", Long.toString(shown));
        return new Change(type, copy, before, order);
    }
}
