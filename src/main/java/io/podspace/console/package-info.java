/**
 * The browser console: one small bean a page, the clean addresses, the live hints and how errors reach the user.
 * Thin: it asks boundaries and shows records. May use every boundary and {@code platform}; nothing depends on it.
 * The only room that sees Jakarta Faces and PrimeFaces.
 */
package io.podspace.console;
