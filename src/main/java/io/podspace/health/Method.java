package io.podspace.health;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.OptionalInt;

/** How a check is made. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Method.Http.class, name = "http"),
    @JsonSubTypes.Type(value = Method.Tcp.class, name = "tcp"),
    @JsonSubTypes.Type(value = Method.Command.class, name = "command")
})
public sealed interface Method {

    /**
     * A GET request. Certificates are not verified, redirects not followed.
     *
     * @param port 1-65535
     * @param path begins with a slash; may have a query
     * @param secure over TLS
     * @param headers in the user's order; a Host here takes the place of the pod's address
     * @param least lowest accepted status, 100-599
     * @param most highest accepted status
     */
    record Http(int port, String path, boolean secure, List<Header> headers, int least, int most) implements Method {
        public Http {
            headers = headers == null ? List.of() : List.copyOf(headers);
        }
    }

    /** A connection. @param port 1-65535 */
    record Tcp(int port) implements Method {}

    /** A program in the container, without a shell; 0 is success. */
    record Command(List<String> words) implements Method {
        public Command {
            words = List.copyOf(words);
        }
    }

    /** A header of a request. */
    record Header(String name, String value) {}

    /** Where it looks from outside; empty for a command. */
    default OptionalInt onPort() {
        return switch (this) {
            case Http http -> OptionalInt.of(http.port());
            case Tcp tcp -> OptionalInt.of(tcp.port());
            case Command command -> OptionalInt.empty();
        };
    }
}
