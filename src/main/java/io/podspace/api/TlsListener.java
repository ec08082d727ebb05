package io.podspace.api;

import io.podspace.haproxy.PlatformTls;
import io.podspace.platform.Settings;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * A listener with TLS in front of the same application, since {@code kubectl} sends tokens only to https. The application
 * opens it itself: its certificate is of the platform's own authority, which does not exist before the first start.
 */
@ApplicationScoped
class TlsListener {
    private static final Logger LOG = System.getLogger(TlsListener.class.getName());
    private static final int IO_THREADS = 2;
    private static final int WORKERS = 32;
    private static final int IDLE_MILLIS = 2 * 60 * 60 * 1000;
    private static final long LARGEST_BODY = 10L << 20;

    @Inject
    Settings settings;

    @Inject
    PlatformTls tls;

    private Undertow listener;

    void open(@Observes @Initialized(ApplicationScoped.class) ServletContext context) {
        Settings.Api api = settings.api();
        if (api.port() == 0) {
            return;
        }
        RootHandler application = RootHandler.of(context);
        listener = Undertow.builder()
                .setIoThreads(IO_THREADS)
                .setWorkerThreads(WORKERS)
                .addHttpsListener(api.port(), api.bind(), tls.server(api.hosts()), application::handle)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, LARGEST_BODY)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .build();
        listener.start();
        LOG.log(Level.INFO, "The API listens on https://{0}:{1}", api.bind(), Integer.toString(api.port()));
    }

    @PreDestroy
    void close() {
        if (listener != null) {
            listener.stop();
        }
    }
}
