package io.podspace.haproxy;

import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Backend;
import io.podspace.service.ProxyTable.Protocol;

/** What of a backend stands in the configuration text and cannot be changed at run time. */
record Profile(Protocol protocol, Algorithm algorithm, boolean sticky) {

    static Profile of(Backend backend) {
        return new Profile(
                backend.protocol(), backend.algorithm(), backend.sticky() && backend.protocol() == Protocol.HTTP);
    }

    /** Short name, e.g. {@code http-rr} or {@code http-lc-sticky}; {@link #parse} reads it. */
    String code() {
        String way =
                switch (algorithm) {
                    case ROUND_ROBIN -> "rr";
                    case LEAST_CONNECTIONS -> "lc";
                    case SOURCE -> "src";
                };
        return (protocol == Protocol.HTTP ? "http-" : "tcp-") + way + (sticky ? "-sticky" : "");
    }

    /** @throws IllegalArgumentException when it is no code of ours */
    static Profile parse(String code) {
        for (Protocol protocol : Protocol.values()) {
            for (Algorithm algorithm : Algorithm.values()) {
                for (boolean sticky : new boolean[] {false, true}) {
                    Profile profile = new Profile(protocol, algorithm, sticky);
                    if (profile.code().equals(code)) {
                        return profile;
                    }
                }
            }
        }
        throw new IllegalArgumentException("No profile: " + code);
    }
}
