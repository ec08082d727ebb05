package io.podspace.report;

import java.util.Optional;

/**
 * An object's row, locked by the caller's transaction.
 *
 * @param version resource version of its last change
 * @param managedFields who set which field, as the public API keeps it; empty: nobody by that API
 */
public record HeldRow(long id, String uid, long version, Optional<String> managedFields) {}
