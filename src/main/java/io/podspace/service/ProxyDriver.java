package io.podspace.service;

import io.podspace.health.Check;
import io.podspace.health.Result;
import java.util.List;

/**
 * The port to the proxies: the HAProxy containers that are balancers and routers. Level-triggered: the whole wanted
 * table is handed over each time, and the driver does the least that brings the proxy there: runtime commands for
 * endpoints, routes and certificates; a reload, with a stated reason, only for new structure.
 *
 * <p>Errors are {@link io.podspace.platform.PodSpaceException}: PROXY, HOST_UNREACHABLE, ENGINE.
 */
public interface ProxyDriver {

    /**
     * Makes the proxy's container, its network attachments and its configuration if they are not there, and brings it to
     * the table. Repeating it with the same arguments does nothing.
     *
     * @return the state after the change
     */
    ProxyState apply(ProxySpec proxy, ProxyTable table);

    /**
     * Sends no new request to a pod from now on: its container has ended, and the table that does without it may be a moment
     * away. Requests under way go on. The next {@link #apply} counts: a pod that its table serves comes back when its check
     * passes. A pod that the proxy does not hold is left alone.
     *
     * @param pod row id of the attempt
     */
    void takeOut(ProxySpec proxy, long pod);

    /**
     * Networks were made anew behind the proxies' backs: what the driver believes of its containers is void, and the next
     * {@link #apply} looks at each of them again.
     */
    void networksRemade();

    /** Reads the state. Changes nothing that the proxy does; an implementation may finish what it writes behind {@link #apply}. */
    ProxyState observe(ProxySpec proxy);

    /**
     * Runs a check once, now, from where the proxy is, and changes nothing.
     *
     * @param address of a pod in one of the proxy's networks
     * @param check HTTP or TCP
     * @return its verdict is by this one run
     */
    Result tryOut(ProxySpec proxy, String address, Check check);

    /** Where servers mostly listen, to be asked for where one does not listen where it should. */
    List<Integer> USUAL_PORTS =
            List.of(80, 443, 3000, 3306, 4000, 5000, 5432, 6379, 8000, 8008, 8080, 8081, 8443, 8888, 9000, 9090);

    /** Which of these ports take connections at an address in one of the proxy's networks. */
    List<Integer> listening(ProxySpec proxy, String address, List<Integer> ports);

    /** Removes the proxy's container; one that is gone is left alone. */
    void remove(ProxySpec proxy);
}
