package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A change of an object, as watches tell it.
 *
 * @param object as it is now; of a removed one as it was last
 * @param version resource version of the change, growing
 */
record Change(Type type, ObjectNode object, long version) {
    /** What happened, in the words of the API. */
    enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }

    String uid() {
        return object.path("metadata").path("uid").asText();
    }
}
