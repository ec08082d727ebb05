package io.podspace.platform;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The server's one data source. Its connections take part in the caller's transaction, if there is one. */
final class DataSources {
    static final String NAME = "java:jboss/datasources/PodSpace";

    private DataSources() {}

    static DataSource podspace() {
        try {
            return InitialContext.doLookup(NAME);
        } catch (NamingException e) {
            throw new PodSpaceException(
                    ErrorCode.DATABASE, "The server has no data source " + NAME + ": see wildfly-config/.", e);
        }
    }
}
