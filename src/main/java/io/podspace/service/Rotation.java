package io.podspace.service;

import io.podspace.health.Judgement;
import java.util.Optional;

/**
 * How the proxies treat one pod, as far as is known. The pod planner asks it before it calls a pod ready, and before it
 * stops one.
 *
 * @param settled the newest routing passes over the pod's project and over the routers knew the pod; while false nothing
 *     may be concluded, neither that it is ready nor that it is out
 * @param wanted balancers and routers that shall know it; 0 when no service selects it
 * @param silent of those, how many do not answer and may still send it requests
 * @param known of those, how many answered and hold it
 * @param checked of those, in how many its check has passed since they learned of it
 * @param inRotation proxies that send it new requests, or would as soon as its check passes
 * @param sessions requests and connections under way, over all proxies
 * @param judgement what the checks that they run come to
 * @param trouble why the last run of one of them failed, whatever they come to; empty: none did
 */
public record Rotation(
        boolean settled,
        int wanted,
        int silent,
        int known,
        int checked,
        int inRotation,
        int sessions,
        Judgement judgement,
        Optional<String> trouble) {

    /** Nobody runs checks for it. */
    public Rotation(boolean settled, int wanted, int silent, int known, int checked, int inRotation, int sessions) {
        this(settled, wanted, silent, known, checked, inRotation, sessions, Judgement.NONE, Optional.empty());
    }

    /** Nothing is known yet. */
    public static final Rotation UNSETTLED = new Rotation(false, 0, 0, 0, 0, 0, 0);

    /** No proxy shall know the pod and none does. */
    public static final Rotation UNEXPOSED = new Rotation(true, 0, 0, 0, 0, 0, 0);

    /** The same with what the checks come to, and why one failed last. */
    Rotation judged(Judgement by, Optional<String> why) {
        return new Rotation(settled, wanted, silent, known, checked, inRotation, sessions, by, why);
    }

    /** Some proxy that shall know it has answered, or none shall: what is said here of requests to it was seen, not assumed. */
    public boolean heard() {
        return settled && (wanted == 0 || silent < wanted);
    }

    /** Its check passed on every proxy that answers, or there is none that shall know it. A planner may call it ready. */
    public boolean checksPassed() {
        return settled && checked == wanted - silent && (checked > 0 || wanted == 0);
    }

    /** Gets new requests from every proxy that answers, or there is none that shall know it. */
    public boolean serving() {
        return settled && inRotation >= wanted - silent && checksPassed();
    }

    /** Gets no new request from any proxy, confirmed by each of them. False while one is silent. */
    public boolean out() {
        return settled && silent == 0 && inRotation == 0;
    }

    /** Out of rotation and without a request under way: it may be stopped without anybody noticing. */
    public boolean drained() {
        return out() && sessions == 0;
    }
}
