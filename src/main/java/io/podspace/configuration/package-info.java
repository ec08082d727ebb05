/**
 * Config maps and secrets: values of a project that its pods get as variables. Kept sealed; read by the platform when a
 * container is made. May use {@code project}, {@code activity}, {@code security}, {@code platform}.
 */
package io.podspace.configuration;
