/**
 * Deployments: the wanted state of applications, their revisions and strategies; boundary {@code Deployments}.
 * May use {@code project}, {@code configuration}, {@code image}, {@code health}, {@code activity}, {@code security},
 * {@code platform}.
 */
package io.podspace.deployment;
