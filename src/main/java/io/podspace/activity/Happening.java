package io.podspace.activity;

/**
 * What is to be recorded.
 *
 * @param reason one word in camel case, at most 48 characters
 * @param message a sentence for people; cut at 2000 characters
 */
public record Happening(Subject subject, Severity severity, String reason, String message) {}
