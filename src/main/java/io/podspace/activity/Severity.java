package io.podspace.activity;

/** How much an activity asks for attention. */
public enum Severity {
    NORMAL,
    WARNING,
    ERROR
}
