package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podspace.platform.Changed.Topic;
import io.podspace.report.HeldRow;
import java.util.Optional;

/**
 * An object whose row is locked by the transaction that is about to change it.
 *
 * @param project row id
 * @param topic empty for kinds that have no row of their own
 * @param live read after the row was locked
 */
record Held(long project, Optional<Topic> topic, HeldRow row, ObjectNode live) {}
