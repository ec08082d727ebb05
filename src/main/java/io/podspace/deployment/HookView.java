package io.podspace.deployment;

import io.podspace.deployment.Hook.Moment;
import java.time.Instant;
import java.util.Optional;

/**
 * A hook of one rollout.
 *
 * @param hook as it was when the rollout began
 * @param startedAt when its container was started
 * @param endedAt when it was over
 * @param exitCode empty while it runs, and when it never ran
 * @param reason why it failed other than by its exit code
 * @param lastLog its last lines
 */
public record HookView(
        Moment moment,
        Hook hook,
        HookState state,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Integer> exitCode,
        Optional<String> reason,
        Optional<String> lastLog) {}
