package io.podspace.configuration;

/** A config map or secret with what is in it. */
public record ConfigurationContents(ConfigurationView view, Values values) {}
