package io.podspace.server;

import io.podspace.security.Acting;
import java.io.File;
import java.nio.file.Path;
import java.security.CodeSource;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What tests deploy: always the archive that the build made, never a list of classes. */
public final class Deployments {
    private Deployments() {}

    /** Exactly what is shipped, tested from outside. */
    public static WebArchive application() {
        return ShrinkWrap.create(ZipImporter.class, "ROOT.war")
                .importFrom(Path.of("target/podspace.war").toFile())
                .as(WebArchive.class);
    }

    /** With the tests of this package and more inside, and without the gate, which would refuse the test runner. */
    public static WebArchive withTests(Class<?>... more) {
        WebArchive archive = application();
        archive.delete("/WEB-INF/web.xml");
        return archive.setWebXML("server/web.xml")
                .addPackage(Deployments.class.getPackage())
                .addClass(Acting.class)
                .addClasses(more)
                .addAsLibrary(jarOf(Assertions.class));
    }

    private static File jarOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return Path.of(source.getLocation().getPath()).toFile();
    }
}
