package io.podspace.haproxy;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.service.ProxySpec.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The connection to one proxy, opened when it is needed and kept for the next time. Not safe for several threads. */
final class ControlLine implements Closeable {
    private static final Logger LOG = System.getLogger(ControlLine.class.getName());
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int ANSWER_SHOWN = 200;

    private final String proxy;
    private final ControlTls tls;
    private final InetSocketAddress address;
    private Conversation conversation;
    private RunningReader reader;

    ControlLine(String proxy, ControlTls tls, InetSocketAddress address) {
        this.proxy = proxy;
        this.tls = tls;
        this.address = address;
    }

    /** Reads the process that serves now; a connection to one that was replaced, or is dead, is opened anew once. */
    Running read(Kind kind) throws IOException {
        if (conversation != null) {
            try {
                Running running = reader.read(conversation, kind);
                if (!running.stopping()) {
                    return running;
                }
            } catch (IOException e) {
                // an idle connection may have been closed by the other side; the next one tells
            }
            close();
        }
        return freshRead(kind);
    }

    private Running freshRead(Kind kind) throws IOException {
        try {
            Conversation fresh = conversation();
            return reader.read(fresh, kind);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * A certificate that HAProxy refuses (its key may be too short for it) is only logged.
     *
     * @throws PodSpaceException PROXY when HAProxy refused another command; those after it were sent too
     */
    void send(List<Command> commands) throws IOException {
        List<String> answers;
        try {
            Conversation talk = conversation();
            reader.told(commands);
            answers = talk.ask(commands);
        } catch (IOException e) {
            close();
            throw e;
        }
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            if (!command.succeeded(answers.get(i))) {
                String refusal = "Proxy %s refused '%s': %s".formatted(proxy, command, shown(answers.get(i)));
                if (!command.concernsOneCertificate()) {
                    throw new PodSpaceException(ErrorCode.PROXY, refusal);
                }
                LOG.log(Level.WARNING, refusal);
            }
        }
    }

    /** Others told it something: what was read of it before does not count. */
    void doubt() {
        if (conversation != null) {
            reader.doubt();
        }
    }

    /** The states of all servers, in the form of a state file. */
    String serverStates() throws IOException {
        try {
            return conversation()
                            .ask(List.of(Command.ask("show servers state")))
                            .getFirst()
                            .stripTrailing() + "\n";
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** All slots of a pod to maintenance, by the record that the proxy keeps itself. */
    void takeOut(long pod) throws IOException {
        Command slots = Command.ask("show map " + Paths.SLOTS);
        String record;
        try {
            record = ask(slots);
        } catch (IOException e) {
            record = ask(slots); // an idle connection may have been closed by the other side; the next one tells
        }
        List<Command> commands = RuntimeText.map(record).entrySet().stream()
                .filter(slot -> slot.getValue().equals(Long.toString(pod)))
                .map(slot -> Command.state(SlotName.parse(slot.getKey()), Slot.Admin.MAINT))
                .toList();
        if (!commands.isEmpty()) {
            send(commands);
        }
    }

    /** One question whose answer may take as long as the connection's limit. */
    String ask(Command question) throws IOException {
        try {
            return conversation().ask(List.of(question)).getFirst();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Conversation conversation() throws IOException {
        if (conversation == null) {
            conversation = Conversation.over(tls.connect(proxy, address, LIMIT));
            reader = new RunningReader();
        }
        return conversation;
    }

    @Override
    public void close() {
        if (conversation != null) {
            try {
                conversation.close();
            } catch (IOException e) {
                // it is given up either way
            }
            conversation = null;
        }
    }

    private static String shown(String answer) {
        String line = answer.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.length() > ANSWER_SHOWN ? line.substring(0, ANSWER_SHOWN) : line;
    }
}
