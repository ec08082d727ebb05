package io.podspace.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.podspace.host.ContainerProcess;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command's streams on a connection that no longer speaks HTTP: what the engine's documentation calls hijacking. */
final class Hijacked implements Closeable {
    private static final int LONGEST_HEAD = 16 << 10;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b.*", Pattern.DOTALL);
    private static final int OK = 200;
    private static final int SWITCHING = 101;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Dialer.Connection connection;
    private final InputStream input;
    private final boolean tty;

    private Hijacked(Dialer.Connection connection, boolean tty) {
        this.connection = connection;
        this.input = new BufferedInputStream(connection.input());
        this.tty = tty;
    }

    /** Starts a command that was made. @throws DockerException when the engine refuses */
    static Hijacked start(Dialer dialer, String exec, boolean tty) throws IOException {
        Hijacked started = new Hijacked(dialer.open(), tty);
        try {
            started.connection.output().write(request(exec, tty).getBytes(StandardCharsets.US_ASCII));
            mustBeStarted(head(started.input));
            return started;
        } catch (IOException | RuntimeException e) {
            Streams.close(started);
            throw e;
        }
    }

    private static String request(String exec, boolean tty) {
        String body = "{\"Detach\":false,\"Tty\":%b}".formatted(tty);
        return String.join(
                "\r\n",
                "POST /exec/" + exec + "/start HTTP/1.1",
                "Host: docker",
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "Connection: Upgrade",
                "Upgrade: tcp",
                "",
                body);
    }

    /** Up to the empty line, after which the streams begin. */
    private static String head(InputStream from) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = from.read();
            if (next < 0 || head.length() == LONGEST_HEAD) {
                throw new EOFException("The engine did not answer with HTTP.");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void mustBeStarted(String head) throws IOException {
        Matcher status = STATUS.matcher(head);
        if (!status.matches()) {
            throw new IOException("The engine did not answer with HTTP.");
        }
        String line = head.lines().findFirst().orElse("");
        switch (Integer.parseInt(status.group(1))) {
            case SWITCHING, OK -> {
                // the streams follow
            }
            case NOT_FOUND -> throw new NotFoundException("The command is gone, its container too: " + line);
            case CONFLICT -> throw new ConflictException("The container does not run: " + line);
            default ->
                throw new DockerException(
                        "The command could not be started: " + line, Integer.parseInt(status.group(1)));
        }
    }

    /** Blocks until the command's output ends. */
    void copy(ContainerProcess.Receiver out) throws IOException {
        Frames.copy(input, tty, out);
    }

    /** Blocks while the command does not read. */
    void send(byte[] piece) throws IOException {
        connection.output().write(piece);
    }

    void endInput() throws IOException {
        connection.endOutput();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
