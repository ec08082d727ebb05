package io.podspace.platform;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * What happens to the database when the persistence unit starts. Hibernate calls an integrator before it compares the
 * tables with the entities, and the server deploys nothing before that: the one place where migrations are neither too
 * late nor raced by another bean. Several nodes may start at once; Flyway lets one of them migrate.
 */
public final class Persistence implements Integrator {
    /** Waiting for a database that starts at the same time, in seconds. */
    private static final int PATIENCE = 60;

    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
        migrate(DataSources.podspace());
        EventListenerRegistry listeners = factory.getServiceRegistry().requireService(EventListenerRegistry.class);
        ResourceVersionStamps stamps = new ResourceVersionStamps();
        listeners.appendListeners(EventType.POST_INSERT, stamps);
        listeners.appendListeners(EventType.POST_UPDATE, stamps);
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // nothing to give back
    }

    private static void migrate(DataSource source) {
        Flyway.configure(Persistence.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                .connectRetries(PATIENCE)
                .connectRetriesInterval(1)
                .load()
                .migrate();
    }
}
