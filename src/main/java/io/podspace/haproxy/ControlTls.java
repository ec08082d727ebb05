package io.podspace.haproxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** TLS with our client certificate to a proxy whose certificate is of our authority and carries the proxy's name. */
final class ControlTls {
    private static final char[] NO_PASSWORD = {};
    private final SSLContext context;

    ControlTls(PrivateKey key, X509Certificate certificate, X509Certificate authority) {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry("control", key, NO_PASSWORD, new X509Certificate[] {certificate, authority});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NO_PASSWORD);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The platform's certificates cannot be used for TLS", e);
        }
    }

    /**
     * @param proxy name that the other side's certificate must carry
     * @param limit for connecting, and for each answer
     */
    Socket connect(String proxy, InetSocketAddress address, Duration limit) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(address, Math.toIntExact(limit.toMillis()));
            plain.setSoTimeout(Math.toIntExact(limit.toMillis()));
            plain.setTcpNoDelay(true);
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, proxy, address.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }
}
