package io.podspace.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.podspace.server.Deployments;
import io.podspace.server.Rows;
import io.podspace.server.Scene;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may act: one holder at a time, by the clock of the real database. */
@Tag("server")
@ArquillianTest
class LeaseTableTest {
    private static final int ROUNDS = 20;

    @Inject
    LeaseTable table;

    @Inject
    Scene scene;

    @Inject
    Rows rows;

    @Deployment
    static WebArchive archive() {
        return Deployments.withTests(LeaseTableTest.class);
    }

    @AfterEach
    void takeItFromTheServer() {
        scene.quiet();
    }

    @Test
    void oneHoldsItUntilTheDatabaseSaysThatItIsOver() throws Exception {
        long first = take("a");
        assertThat(table.take("b")).isEmpty();
        assertThat(table.take("a")).isEmpty();
        assertThat(table.renew("b", first)).isFalse();
        assertThat(table.renew("a", first - 1)).isFalse();
        assertThat(table.renew("a", first)).isTrue();
        assertThat(secondsLeft()).isBetween(LeaseTable.SECONDS - 2L, (long) LeaseTable.SECONDS);

        expire();
        assertThat(table.renew("a", first)).as("its own, but it ran out").isFalse();
        assertThat(take("b")).isGreaterThan(first);
        assertThat(table.renew("a", first)).isFalse();
    }

    @Test
    void theEpochGrowsAlsoForTheSameHolder() throws Exception {
        long epoch = take("a");
        for (int i = 0; i < ROUNDS; i++) {
            expire();
            long next = take("a");
            assertThat(next).isGreaterThan(epoch);
            epoch = next;
        }
    }

    @Test
    void onlyTheHolderOfTheEpochGivesItBack() throws Exception {
        long first = take("a");
        expire();
        long second = take("b");
        table.release("a", first);
        table.release("b", first);
        assertThat(table.take("c")).isEmpty();
        table.release("b", second);
        assertThat(table.renew("b", second)).isFalse();
        assertThat(take("c")).isGreaterThan(second);
    }

    /** The server's own loop asks too, every few seconds; it may be quicker once. */
    private long take(String holder) throws SQLException {
        for (int i = 0; i < ROUNDS; i++) {
            OptionalLong epoch = table.take(holder);
            if (epoch.isPresent()) {
                return epoch.getAsLong();
            }
            expire();
        }
        throw new AssertionError("somebody else takes the lease again and again");
    }

    private void expire() {
        rows.update("UPDATE lease SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 MICROSECOND");
    }

    private long secondsLeft() {
        return rows.number(
                "SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), expires_at) FROM lease WHERE name = ?",
                LeaseTable.NAME);
    }
}
