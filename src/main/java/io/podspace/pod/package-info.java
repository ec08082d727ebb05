/**
 * Pods: slots of a deployment, each filled by one attempt, that is one container, at a time. May use {@code platform}.
 */
package io.podspace.pod;
