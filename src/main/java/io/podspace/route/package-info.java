/**
 * Routes: host name and path, exposed to the outside, in front of one or more services; boundary {@code Routes}.
 * May use {@code service}, {@code health}, {@code project}, {@code activity}, {@code security}, {@code platform}.
 */
package io.podspace.route;
