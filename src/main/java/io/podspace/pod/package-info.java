/**
 * Pods: slots of a deployment, each filled by one attempt, that is one container, at a time; what users want
 * of a single one. May use {@code deployment}, {@code host}, {@code activity}, {@code security} and {@code platform}.
 */
package io.podspace.pod;
