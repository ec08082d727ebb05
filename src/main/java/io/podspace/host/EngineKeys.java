package io.podspace.host;

import java.util.Optional;

/** Where a driver gets the certificates that an engine is reached with. */
public interface EngineKeys {
    /** For tests and hosts on Unix sockets: there are none. */
    EngineKeys NONE = host -> Optional.empty();

    /** Empty when none were stored for the host. May read the database. */
    Optional<EngineTls> of(HostRef host);
}
