/**
 * Tests on the server that the build provisioned, with a real MariaDB ({@code @Tag("server")}). They need
 * {@code target/server} (from {@code mvn package}) and the environment variables {@code PODSPACE_DB_URL},
 * {@code PODSPACE_DB_USER} and {@code PODSPACE_DB_PASSWORD} of a database that they may fill. No engine is needed: the
 * server is told one that does not answer.
 */
package io.podspace.server;
