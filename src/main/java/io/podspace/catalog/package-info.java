/**
 * The application catalog: files that describe what can be added to a project in one click; boundary {@code Catalog}.
 * May use {@code deployment}, {@code health}, {@code security}, {@code platform}.
 */
package io.podspace.catalog;
