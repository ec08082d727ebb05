/**
 * The coarse ticks. The only room that knows Quartz; each job is a few lines that call one method of another room. May
 * use the boundaries of all rooms.
 */
package io.podspace.schedule;
