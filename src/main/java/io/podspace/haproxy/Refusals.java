package io.podspace.haproxy;

import io.podspace.health.Result;
import io.podspace.health.Role;
import io.podspace.health.Verdict;
import io.podspace.service.ProxyDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pods of one proxy that refuse connections where they are served, for longer than a start takes, and where they listen
 * instead. It is told as the result of a readiness check, since it is what keeps them out of rotation whatever their own
 * checks say; and of a startup or liveness check of that port, which proxies begin to run only when the port was open once,
 * when its time is over ({@link PortWait}). Safe for several threads.
 */
final class Refusals {
    /** A server that starts refuses for a moment. */
    static final Duration PATIENCE = Duration.ofSeconds(3);
    /** From one look at the ports of a pod to the next. */
    static final Duration AGAIN = Duration.ofSeconds(20);

    private final Map<Long, Refusal> refusals = new HashMap<>();

    /**
     * @param checks of the pod, as its proxy has them; may be empty
     * @param patience how long the port may stay closed; empty: no check says so
     */
    private record Refusal(
            Question question,
            Instant since,
            Optional<Instant> asked,
            List<Integer> open,
            String checks,
            Optional<PortWait> patience) {
        boolean due(Instant now) {
            return !now.isBefore(asked.map(at -> at.plus(AGAIN)).orElse(since.plus(PATIENCE)));
        }

        /** Which check has waited for too long. */
        Optional<Role> late(Instant now) {
            return patience.filter(wait -> !now.isBefore(since.plus(wait.limit())))
                    .map(PortWait::role);
        }

        /** Of the check that has waited for too long: it asks that very port. */
        Result late(Role role) {
            return result(role, "");
        }

        /**
         * Of what keeps the pod out.
         *
         * @param begun whether the proxy has begun the pod's own checks
         */
        Result unready(boolean begun) {
            String whose = CheckText.asks(checks, question.port()) ? "" : ", where a service or route sends requests";
            String waiting = checks.isEmpty() || begun ? "" : "; its checks begin when something does";
            return result(Role.READINESS, whose + waiting);
        }

        private Result result(Role role, String more) {
            String text = "nothing listens on port %d%s".formatted(question.port(), more);
            String others = open.stream().map(String::valueOf).collect(Collectors.joining(", "));
            return new Result(
                    role,
                    Verdict.FAILING,
                    0,
                    1,
                    false,
                    0,
                    0,
                    asked.orElse(since),
                    others.isEmpty() ? text : text + "; open: " + others);
        }
    }

    /**
     * Which ports of a pod take connections?
     *
     * @param port that refuses them
     * @param ports that may be open
     */
    record Question(long pod, String address, int port, List<Integer> ports) {}

    /** Takes what was read of the proxy. */
    synchronized void note(Running running, Instant now) {
        Map<Long, Slot> refusing = running.all()
                .filter(slot -> slot.pod() != 0 && slot.hasAddress() && slot.admin() != Slot.Admin.MAINT)
                .filter(Slot::refused)
                .collect(Collectors.toMap(
                        Slot::pod, Function.identity(), BinaryOperator.minBy(Comparator.comparing(Slot::port))));
        refusals.keySet().retainAll(refusing.keySet());
        refusing.forEach((pod, slot) -> {
            Question question = new Question(pod, slot.address(), slot.port(), likely(running, slot));
            String checks = running.checks().values().getOrDefault(pod, "");
            Optional<PortWait> patience = CheckText.portWait(checks, slot.port());
            refusals.compute(
                    pod,
                    (id, known) -> known != null && known.question().equals(question)
                            ? new Refusal(question, known.since(), known.asked(), known.open(), checks, patience)
                            : new Refusal(question, now, Optional.empty(), List.of(), checks, patience));
        });
    }

    /** Those where it is served by other services, and those where servers mostly listen. */
    private static List<Integer> likely(Running running, Slot refusing) {
        Stream<Integer> served = running.all()
                .filter(slot -> slot.pod() == refusing.pod() && slot.hasAddress())
                .map(Slot::port);
        return Stream.concat(served, ProxyDriver.USUAL_PORTS.stream())
                .filter(port -> port != refusing.port())
                .distinct()
                .sorted()
                .toList();
    }

    /** One at a time, since looking takes a moment. */
    synchronized Optional<Question> due(Instant now) {
        return refusals.values().stream()
                .filter(refusal -> refusal.due(now))
                .min(Comparator.comparing(Refusal::since))
                .map(Refusal::question);
    }

    /** @param open of the ports in question; empty also when that could not be found out */
    synchronized void answered(Question question, List<Integer> open, Instant now) {
        refusals.computeIfPresent(
                question.pod(),
                (id, known) -> known.question().equals(question)
                        ? new Refusal(
                                question,
                                known.since(),
                                Optional.of(now),
                                List.copyOf(open),
                                known.checks(),
                                known.patience())
                        : known);
    }

    /** With the refusals that were looked into, each instead of its pod's own readiness check. */
    synchronized Map<Long, List<Result>> among(Map<Long, List<Result>> heard, Instant now) {
        Map<Long, List<Result>> all = new HashMap<>(heard);
        refusals.forEach((pod, refusal) -> {
            if (refusal.asked().isPresent()) {
                List<Result> results = new ArrayList<>(heard.getOrDefault(pod, List.of()));
                refusal.late(now)
                        .filter(role -> results.stream().noneMatch(result -> result.role() == role))
                        .ifPresent(role -> results.add(refusal.late(role)));
                results.removeIf(result -> result.role() == Role.READINESS);
                results.add(refusal.unready(heard.containsKey(pod)));
                all.put(pod, List.copyOf(results));
            }
        });
        return all;
    }
}
