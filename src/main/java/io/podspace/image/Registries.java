package io.podspace.image;

import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of registries: a host name or address, with a port if it is not the usual one. */
final class Registries {
    private static final Pattern ADDRESS = Pattern.compile(
            "((?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])(?:\\.(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]))*"
                    + "|\\[[0-9A-Fa-f:]+\\])(?::(\\d{1,5}))?");
    private static final Set<String> DOCKER_HUB_TOO =
            Set.of("index.docker.io", "registry-1.docker.io", "hub.docker.com");
    private static final int LONGEST = 255;
    private static final int LAST_PORT = 65535;

    private Registries() {}

    /**
     * @param field that the text was typed into
     * @return in lower case; Docker Hub always by the same name
     * @throws PodSpaceException INVALID at the field
     */
    static String checked(String field, String text) {
        Matcher parts = ADDRESS.matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            throw PodSpaceException.invalid(
                    field,
                    "'%s' is no address of a registry: write host or host:port, for example registry.example.com:5000."
                            .formatted(Names.shown(text)));
        }
        String port = parts.group(2);
        if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > LAST_PORT)) {
            throw PodSpaceException.invalid(
                    field, "The registry's port %s is out of range, it must be 1-65535.".formatted(port));
        }
        String address = text.toLowerCase(Locale.ROOT);
        return DOCKER_HUB_TOO.contains(address) ? ImageReference.DOCKER_HUB : address;
    }

    /** As people paste it: with a scheme, or a path behind it. */
    static String typed(String field, String text) {
        String address = (text == null ? "" : text.strip()).replaceFirst("^[a-z]+://", "");
        int slash = address.indexOf('/');
        return checked(field, slash < 0 ? address : address.substring(0, slash));
    }
}
