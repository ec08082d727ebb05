package io.podspace.activity;

import io.podspace.platform.Changed;

/**
 * The object that an activity is about.
 *
 * @param project row id; 0 for the platform itself
 * @param uid of the object; null where it has none
 * @param name what people read
 */
public record Subject(long project, Changed.Topic kind, String uid, String name) {}
