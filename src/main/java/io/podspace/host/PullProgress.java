package io.podspace.host;

/**
 * How far a pull is.
 *
 * @param status short words, e.g. "Downloading"
 * @param doneBytes over all layers known so far
 * @param totalBytes over all layers known so far; 0 when unknown
 */
public record PullProgress(String status, long doneBytes, long totalBytes) {}
