package io.podspace.platform;

/**
 * Says that an object is about to be changed by a user, or by a rollout that goes back in the user's name, or has just been
 * made. Fired as a CDI event in the transaction of the change, as soon as the object's row is locked, so that who wants to
 * know what it was can still read that.
 *
 * @param project row id
 * @param id row id of the object
 * @param made whether it was not there before
 */
public record Changing(long project, Changed.Topic topic, long id, String name, boolean made) {}
