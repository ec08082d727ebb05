package io.podspace.api;

import java.util.List;
import java.util.Set;

/**
 * What somebody has to be told who has seen everything up to some version.
 *
 * @param held uids of what they hold already
 */
record Missed(List<Change> changes, Set<String> held) {}
