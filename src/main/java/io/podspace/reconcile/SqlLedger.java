package io.podspace.reconcile;

import io.podspace.activity.Activities;
import io.podspace.activity.Happening;
import io.podspace.activity.Severity;
import io.podspace.activity.Subject;
import io.podspace.configuration.Variables;
import io.podspace.deployment.PodTemplate;
import io.podspace.deployment.RevisionTemplates;
import io.podspace.deployment.RolloutState;
import io.podspace.placement.Usage;
import io.podspace.platform.Changed;
import io.podspace.platform.Changed.Topic;
import io.podspace.platform.Changing;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.ResourceVersions;
import io.podspace.platform.Transactions;
import io.podspace.security.SystemWork;
import io.podspace.service.Tally;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The rows in MariaDB, by plain SQL: a pass over many pods is a handful of statements. Each transaction first locks the
 * lease's row against a take-over and the deployment's row against a new wish, and writes nothing when either has
 * changed: so nothing of an old plan or of an old holder ever gets in.
 */
@ApplicationScoped
class SqlLedger implements Ledger {
    private static final String ACTOR = "reconciler";

    @Resource(lookup = "java:jboss/datasources/PodSpace")
    DataSource database;

    @Inject
    Transactions transactions;

    @Inject
    ResourceVersions versions;

    @Inject
    RevisionTemplates templates;

    @Inject
    Variables variables;

    @Inject
    Activities activities;

    @Inject
    Event<Changed> changes;

    @Inject
    Event<Changing> changing;

    @Inject
    SystemWork system;

    /** Work on one connection. */
    private interface Job<T> {
        T on(Connection connection) throws SQLException;
    }

    @Override
    public Desired load(long deployment, Set<Long> seen) {
        return on(connection -> {
            Optional<Wanted> wanted = DeploymentSql.wanted(connection, deployment);
            if (wanted.isPresent()) {
                wanted = Optional.of(wanted.get()
                        .with(RolloutSql.open(connection, deployment))
                        .removing(PodSql.removals(connection, deployment))
                        .with(HookSql.load(connection, deployment)));
            }
            List<PodRow> pods = PodSql.load(connection, deployment, seen);
            return new Desired(
                    wanted.isPresent() ? Optional.of(withOthers(connection, wanted.get(), pods)) : wanted, pods);
        });
    }

    private static Wanted withOthers(Connection connection, Wanted wanted, List<PodRow> pods) throws SQLException {
        Set<Long> others = pods.stream()
                .map(PodRow::revision)
                .filter(id -> id != wanted.revision())
                .collect(Collectors.toCollection(HashSet::new));
        Optional<Integer> from = wanted.rollout().flatMap(RolloutRow::from);
        if (from.isPresent() && (wanted.stage().isPresent() || wanted.gated())) {
            // old pods come back as they were, also when none of them is left
            DeploymentSql.revision(connection, wanted.deployment(), from.get()).ifPresent(others::add);
        }
        return others.isEmpty() ? wanted : wanted.with(DeploymentSql.made(connection, others));
    }

    @Override
    public Map<Long, Usage> usage() {
        return on(PodSql::usage);
    }

    @Override
    public Map<String, String> environment(Wanted wanted, long revision) {
        PodTemplate whole = on(connection -> DeploymentSql.sealed(connection, revision))
                .map(row -> templates.whole(wanted.uid(), row.number(), row.template(), row.environment()))
                .orElseThrow(() -> new PodSpaceException(
                        ErrorCode.NOT_FOUND, "A revision of '%s' is gone.".formatted(wanted.name())));
        Variables.Filled filled = variables.of(wanted.project(), whole.environment(), whole.sources());
        if (!filled.leftOut().isEmpty()) {
            note(
                    wanted,
                    filled.leftOut().stream()
                            .map(text -> new Note(Severity.WARNING, "InvalidVariableNames", text))
                            .toList());
        }
        return filled.variables();
    }

    @Override
    public String pin(long epoch, long revision, String digest) {
        return transactions.write(() -> on(connection -> {
            requireLease(connection, epoch);
            return DeploymentSql.pin(connection, revision, digest);
        }));
    }

    @Override
    public boolean preStop(long epoch, long pod) {
        return transactions.write(() -> on(connection -> {
            requireLease(connection, epoch);
            return PodSql.preStop(connection, pod);
        }));
    }

    private static void requireLease(Connection connection, long epoch) throws SQLException {
        if (!DeploymentSql.lockLease(connection, epoch)) {
            throw new PodSpaceException(ErrorCode.CONFLICT, "Another node has taken over.");
        }
    }

    @Override
    public Recorded record(Pass pass) {
        // whoever follows a deployment does so before the commit, through boundaries that ask who it is
        return system.call(() -> transactions.write(() -> on(connection -> {
            if (!DeploymentSql.lockLease(connection, pass.epoch()) || !DeploymentSql.lock(connection, pass.wanted())) {
                return new Recorded.Outdated();
            }
            return write(connection, pass);
        })));
    }

    @Override
    public Tally tally(long rollout) {
        return on(connection -> TallySql.load(connection, rollout)).orElse(Tally.NONE);
    }

    @Override
    public void keep(long epoch, long deployment, long rollout, Tally tally) {
        transactions.write(() -> on(connection -> {
            boolean ours = DeploymentSql.lockLease(connection, epoch);
            if (ours) {
                TallySql.keep(connection, deployment, rollout, tally);
            }
            return ours;
        }));
    }

    private Recorded write(Connection connection, Pass pass) throws SQLException {
        Wanted wanted = pass.wanted();
        List<PodRow> created = PodSql.insert(connection, wanted.deployment(), pass.created());
        PodSql.update(connection, pass.changed());
        if (pass.status().isPresent()) {
            DeploymentSql.say(connection, wanted, pass.status().get());
        }
        if (pass.rollout().isPresent()) {
            turn(connection, wanted, pass.rollout().get());
        }
        HookSql.update(connection, pass.hooks());
        note(wanted, pass.notes().stream().map(note -> note.written(created)).toList());
        if (pass.removed()) {
            PodSql.removeAll(connection, wanted.deployment());
            DeploymentSql.remove(connection, wanted.deployment());
        }
        boolean pods = !created.isEmpty() || !pass.changed().isEmpty();
        if (pass.status().isPresent() || pods) {
            long version = versions.next();
            PodSql.number(connection, version, created, pass.changed());
            if (pass.status().isPresent()) {
                DeploymentSql.number(connection, version, wanted.deployment());
            }
        }
        announce(pass, pods);
        return new Recorded.Written(created);
    }

    private void turn(Connection connection, Wanted wanted, RolloutRow rollout) throws SQLException {
        RolloutSql.update(connection, rollout);
        if (rollout.state() == RolloutState.ROLLING_BACK && !wanted.goesBack()) {
            changing.fire(new Changing(wanted.project(), Topic.DEPLOYMENT, wanted.deployment(), wanted.name(), false));
            RolloutSql.goTo(connection, wanted.deployment(), rollout.from().orElseThrow());
        }
        if (rollout.state().over()) {
            RolloutSql.forgetRevisions(connection, wanted);
        }
    }

    private void note(Wanted wanted, List<Note> notes) {
        activities.recordAll(
                notes.stream()
                        .map(note ->
                                new Happening(subject(wanted, note), note.severity(), note.reason(), note.message()))
                        .toList(),
                ACTOR);
    }

    private static Subject subject(Wanted wanted, Note note) {
        return note.pod()
                .map(pod -> new Subject(
                        wanted.project(),
                        Topic.POD,
                        pod.uid(),
                        wanted.name() + "-" + pod.slot(),
                        pod.quiet() ? null : wanted.uid()))
                .orElseGet(() -> new Subject(wanted.project(), Topic.DEPLOYMENT, wanted.uid(), wanted.name()));
    }

    /** Pods are of interest to proxies and pages; a word about the deployment only to pages. */
    private void announce(Pass pass, boolean pods) {
        Wanted wanted = pass.wanted();
        if (pass.removed()) {
            changes.fire(new Changed(wanted.project(), Topic.PROJECT, wanted.project()));
        } else if (pods || shares(pass)) {
            changes.fire(new Changed(wanted.project(), Topic.POD, 0));
        } else if (pass.status().isPresent()
                || pass.rollout().isPresent()
                || !pass.hooks().isEmpty()) {
            changes.fire(new Changed(wanted.project(), Topic.DEPLOYMENT, wanted.deployment()));
        }
    }

    /** Whether requests are split otherwise from now on. */
    private static boolean shares(Pass pass) {
        return pass.rollout().isPresent()
                && !pass.rollout()
                        .map(row -> row.staging().weight())
                        .equals(pass.wanted().rollout().map(row -> row.staging().weight()));
    }

    private <T> T on(Job<T> job) {
        try (Connection connection = database.getConnection()) {
            return job.on(connection);
        } catch (SQLException e) {
            throw new PodSpaceException(ErrorCode.DATABASE, "The database did not answer the control loop.", e);
        }
    }
}
