/** Where a new pod goes, and why it goes nowhere: pure rules that explain themselves. May use {@code host}. */
package io.podspace.placement;
