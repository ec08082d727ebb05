/**
 * Projects: units of ownership and isolation, their members, and the intent of their network; boundaries
 * {@code Projects} and {@code Members}. May use {@code activity}, {@code security}, {@code platform}.
 */
package io.podspace.project;
