/**
 * Image references, credentials of registries, and the inspection of images before they are deployed. May use {@code
 * project}, {@code activity}, {@code host}, {@code security}, {@code platform}.
 */
package io.podspace.image;
