package io.podspace.host;

import java.io.Serializable;

/**
 * A pod that has not ended, as the page of its host shows it.
 *
 * @param name with its project: {@code shop/web-0}
 * @param project name
 * @param message what is to be told of it; empty: nothing
 */
public record HostPod(String name, String project, String message) implements Serializable {}
