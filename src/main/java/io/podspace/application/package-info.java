/**
 * "Add to project": a deployment with what exposes it, written in one transaction; boundary {@code Applications}.
 * May use {@code deployment}, {@code service}, {@code route}, {@code project}, {@code security}, {@code platform}.
 */
package io.podspace.application;
