package io.podspace.reconcile;

import io.podspace.activity.Severity;

/**
 * Something that people shall find in the activity of a deployment.
 *
 * @param reason one word in camel case
 * @param message a sentence
 */
record Note(Severity severity, String reason, String message) {}
