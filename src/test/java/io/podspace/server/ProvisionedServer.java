package io.podspace.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * The server of the build as an Arquillian container: started once for a run of tests, on a copy of its configuration
 * and a free port. It has no management interface, so archives are deployed by its deployment scanner.
 */
public final class ProvisionedServer implements DeployableContainer<ProvisionedServer.Configuration> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String NAME = "ROOT.war";

    private ServerProcess process;

    /** There is nothing to configure: everything comes from the build and the environment. */
    public static final class Configuration implements ContainerConfiguration {
        @Override
        public void validate() {
            // nothing that could be wrong
        }
    }

    @Override
    public Class<Configuration> getConfigurationClass() {
        return Configuration.class;
    }

    @Override
    public void start() throws LifecycleException {
        try {
            process = ServerProcess.start(PATIENCE);
        } catch (IOException e) {
            throw new LifecycleException("The provisioned server did not start.", e);
        }
    }

    @Override
    public void stop() {
        process.stop();
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 5.0");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        archive.as(ZipExporter.class)
                .exportTo(process.deployments().resolve(NAME).toFile(), true);
        try {
            Files.createFile(process.deployments().resolve(NAME + ".dodeploy"));
            await(".deployed");
        } catch (IOException e) {
            throw new DeploymentException("The archive was not deployed.", e);
        }
        HTTPContext context = new HTTPContext("127.0.0.1", process.port());
        context.add(new Servlet("ArquillianServletRunnerEE9", ""));
        return new ProtocolMetaData().addContext(context);
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        try {
            Files.delete(process.deployments().resolve(NAME + ".deployed"));
            await(".undeployed");
        } catch (IOException e) {
            throw new UncheckedIOException("The archive was not undeployed.", e);
        }
    }

    private void await(String marker) throws IOException, DeploymentException {
        Path wanted = process.deployments().resolve(NAME + marker);
        Path failed = process.deployments().resolve(NAME + ".failed");
        Marker.await(process.deployments(), () -> Files.exists(wanted) || Files.exists(failed), PATIENCE);
        if (Files.exists(failed)) {
            throw new DeploymentException(Files.readString(failed));
        }
    }
}
