package io.podspace.haproxy;

/** Files in a proxy's container, all in HAProxy's own folder. The runtime API names maps and certificates by them. */
final class Paths {
    static final String FOLDER = "/etc/haproxy/";
    static final String CONFIG = FOLDER + "haproxy.cfg";
    static final String STATE = FOLDER + "state";
    /** What the configuration was made from: hash, reloads, pools. */
    static final String LAYOUT = FOLDER + "layout.map";
    /** Slot to pod. */
    static final String SLOTS = FOLDER + "slots.map";
    /** Pool to backend of the table; routers only. */
    static final String POOLS = FOLDER + "pools.map";
    /** Host and path to pool; routers only. */
    static final String ROUTES = FOLDER + "routes.map";
    /** Cookies that are not honoured now to the pods that they name; routers only. */
    static final String ASIDE = FOLDER + "aside.map";

    /** Runs the checks that differ from pod to pod. */
    static final String PROGRAM = FOLDER + "checks.lua";
    /** Pod to its checks; also named in the program. */
    static final String CHECKS = FOLDER + "checks.map";

    static final String CERTIFICATES = FOLDER + "certificates.list";
    static final String DEFAULT_CERTIFICATE = FOLDER + "default.pem";
    static final String CONTROL_CERTIFICATE = FOLDER + "control.pem";
    static final String CONTROL_AUTHORITY = FOLDER + "authority.pem";
    static final String NOT_READY_PAGE = FOLDER + "503.http";
    static final String NO_ROUTE_PAGE = FOLDER + "404.html";
    static final String SOCKET = "/run/haproxy/admin.sock";

    private Paths() {}
}
