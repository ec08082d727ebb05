package io.podspace.route;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.Names;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Settings;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which host names a route may claim: names of RFC 1123 with at least two labels that are neither an address nor a name
 * of the platform itself. Hosts reach the routers' map files.
 */
final class HostRules {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final int LONGEST = 253;

    private final String appsDomain;
    private final String consoleHost;

    HostRules(Settings.Router router) {
        appsDomain = router.appsDomain().toLowerCase(Locale.ROOT);
        consoleHost = router.consoleHost().toLowerCase(Locale.ROOT);
    }

    /**
     * @param typed by the user
     * @return the name in lower case
     */
    String own(String typed) {
        String host = typed.strip().toLowerCase(Locale.ROOT);
        if (!isName(host)) {
            throw PodSpaceException.invalid(
                    "host",
                    "host: '%s' is no host name: use labels of a-z, 0-9 and '-' with dots between, such as 'shop.example.com'; no port, no address, no wildcard"
                            .formatted(Names.shown(typed)));
        }
        if (isPlatform(host)) {
            throw PodSpaceException.at(
                    "host", ErrorCode.FORBIDDEN, "host: '%s' is a name of the platform itself".formatted(host));
        }
        if (host.endsWith("." + appsDomain)
                && host.substring(0, host.length() - appsDomain.length() - 1).contains(".")) {
            throw PodSpaceException.invalid(
                    "host", "host: below '%s' a name has one label more, not several".formatted(appsDomain));
        }
        return host;
    }

    /** Whether a host name was made by {@link GeneratedHost} or could have been. */
    boolean isBelowAppsDomain(String host) {
        return host.endsWith("." + appsDomain);
    }

    private static boolean isName(String host) {
        if (host.length() > LONGEST) {
            return false;
        }
        String[] labels = host.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        // a last label of digits would be read as an address (RFC 1123, 2.1)
        return labels.length > 1 && !labels[labels.length - 1].chars().allMatch(Character::isDigit);
    }

    private boolean isPlatform(String host) {
        return host.equals(consoleHost)
                || host.endsWith("." + consoleHost) && !isBelowAppsDomain(host)
                || host.equals(appsDomain)
                || host.equals("localhost.localdomain");
    }
}
