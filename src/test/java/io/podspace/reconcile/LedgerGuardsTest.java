package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podspace.deployment.DeploymentView;
import io.podspace.platform.Transactions;
import io.podspace.reconcile.Ledger.Pass;
import io.podspace.reconcile.Ledger.Recorded;
import io.podspace.server.Deployments;
import io.podspace.server.Rows;
import io.podspace.server.Scene;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The guards of the loop's rows on the real database: nothing of an old plan or an old holder ever gets in. */
@Tag("server")
@ArquillianTest
class LedgerGuardsTest {
    @Inject
    SqlLedger ledger;

    @Inject
    io.podspace.deployment.Deployments deployments;

    @Inject
    Transactions transactions;

    @Inject
    Scene scene;

    @Inject
    Rows rows;

    private DeploymentView web;
    private Wanted wanted;
    private long epoch;

    @Deployment
    static WebArchive archive() {
        return Deployments.withTests(LedgerGuardsTest.class, Passes.class);
    }

    @BeforeEach
    void prepare() {
        scene.quiet();
        web = scene.deployment(scene.project().id(), "web");
        epoch = rows.number("SELECT epoch FROM lease WHERE name = ?", LeaseTable.NAME);
        wanted = ledger.load(web.id(), Set.of()).wanted().orElseThrow();
    }

    @Test
    void nothingGetsInUnderAnotherEpochOrWhenTheLeaseHasRunOut() {
        outdated(passes().under(epoch - 1, 1));
        outdated(passes().under(epoch + 1, 1));
        rows.update("UPDATE lease SET expires_at = UTC_TIMESTAMP(6) WHERE name = ?", LeaseTable.NAME);
        outdated(passes().under(epoch, 1));
    }

    @Test
    void nothingGetsInThatWasPlannedForAnOlderWish() {
        scene.asSystem(() -> deployments.scale(web.id(), 5));
        outdated(passes().under(epoch, 1));
        wanted = ledger.load(web.id(), Set.of()).wanted().orElseThrow();
        scene.asSystem(() -> {
            deployments.delete(web.id());
            return null;
        });
        outdated(passes().under(epoch, 1));
    }

    @Test
    void aCrashBeforeTheCommitLeavesNothing() {
        assertThatThrownBy(() -> transactions.write(() -> {
                    assertThat(ledger.record(passes().under(epoch, 2))).isInstanceOf(Recorded.Written.class);
                    throw new IllegalStateException("crash");
                }))
                .hasMessageContaining("crash");
        nothingIsThere();
        assertThat(ledger.record(passes().under(epoch, 2))).isInstanceOf(Recorded.Written.class);
    }

    @Test
    void aTakeOverWaitsForThePassThatIsBeingWritten() throws Exception {
        CompletableFuture<Integer> takeOver = transactions.write(() -> {
            ledger.record(passes().under(epoch, 1));
            CompletableFuture<Integer> other = CompletableFuture.supplyAsync(
                    () -> rows.update("UPDATE lease SET epoch = epoch + 1 WHERE name = ?", LeaseTable.NAME));
            assertThatThrownBy(() -> other.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            return other;
        });
        assertThat(takeOver.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(ledger.load(web.id(), Set.of()).pods()).hasSize(1);
        assertThat(ledger.record(passes().under(epoch, 1))).isEqualTo(new Recorded.Outdated());
    }

    private void outdated(Pass pass) {
        assertThat(ledger.record(pass)).isEqualTo(new Recorded.Outdated());
        nothingIsThere();
    }

    private void nothingIsThere() {
        assertThat(ledger.load(web.id(), Set.of()).pods()).isEmpty();
        assertThat(Passes.told(rows, web)).isZero();
    }

    private Passes passes() {
        return new Passes(epoch, wanted);
    }
}
