package io.podspace.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The object of a request that is refused; clients begin their own sentence with it.
 *
 * @param name from the address; of what shall be created it is in the message
 */
record Asked(Resource resource, Optional<String> name) {
    private static final Pattern NAMED = Pattern.compile("^[A-Za-z0-9.]+ \"([a-z0-9.-]+)\"");

    static Asked of(Resource resource, Target target) {
        return new Asked(resource, target.name());
    }

    /** What is wrong with a body is said of the kind, all else of the place where such objects are. */
    void write(ObjectNode details, ApiFault.Status status) {
        Matcher said = NAMED.matcher(status.message());
        name.or(() -> said.find() ? Optional.of(said.group(1)) : Optional.empty())
                .ifPresent(text -> details.put("name", text));
        if (!resource.group().isEmpty()) {
            details.put("group", resource.group());
        }
        details.put("kind", status.code() == 422 ? resource.kind() : resource.plural());
    }
}
