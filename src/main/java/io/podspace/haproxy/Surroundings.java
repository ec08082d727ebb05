package io.podspace.haproxy;

/**
 * What stands in a configuration beside the layout. All of it is the platform's own, nothing a user's.
 *
 * @param bind address on which a balancer listens, or {@code *}
 * @param httpsPort where routers are reached over HTTPS from outside, for redirects
 * @param httpPort where routers are reached over HTTP from outside
 * @param cookieKey makes the cookie of a pod's address, the same on all routers; hexadecimal
 * @param certificates fingerprint of the proxy's own certificates, program and pages: a new one needs a reload
 */
record Surroundings(String bind, int httpPort, int httpsPort, String cookieKey, String certificates) {
    private static final String HEX = "[0-9a-f]{16,128}";

    Surroundings {
        if (!bind.matches("\\*|[0-9.]{7,15}") || !cookieKey.matches(HEX) || !certificates.matches(HEX)) {
            throw new IllegalArgumentException("Not fit for a configuration");
        }
    }
}
