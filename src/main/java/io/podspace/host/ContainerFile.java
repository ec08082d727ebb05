package io.podspace.host;

/**
 * A file to be written into a container; its folder must exist.
 *
 * @param path absolute
 * @param content whole content
 * @param mode permission bits, e.g. 0600
 */
public record ContainerFile(String path, byte[] content, int mode) {}
