package io.podspace.haproxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection to the runtime API, in its interactive mode, so that any number of commands share it. Commands are sent
 * in batches and answered in order; each answer ends with the prompt. Not safe for several threads.
 */
final class Conversation implements Closeable {
    private static final int BATCH_BYTES = 8 << 10;
    private static final int ANSWER_LIMIT = 16 << 20;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Conversation(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
        this.out = socket.getOutputStream();
    }

    /** @param socket connected; closed with the conversation */
    static Conversation over(Socket socket) throws IOException {
        try {
            Conversation conversation = new Conversation(socket);
            conversation.out.write("prompt\n".getBytes(StandardCharsets.US_ASCII));
            conversation.out.flush();
            conversation.answer();
            return conversation;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** @return the answers in the order of the commands; those of several parts are joined by line breaks */
    List<String> ask(List<Command> commands) throws IOException {
        List<String> answers = new ArrayList<>();
        int sent = 0;
        while (sent < commands.size()) {
            int end = sent;
            ByteArrayOutputStream batch = new ByteArrayOutputStream();
            do {
                batch.write(commands.get(end).text().getBytes(StandardCharsets.UTF_8));
                end++;
            } while (end < commands.size()
                    && batch.size() + commands.get(end).text().length() < BATCH_BYTES);
            out.write(batch.toByteArray());
            out.flush();
            for (Command command : commands.subList(sent, end)) {
                answers.add(answerTo(command));
            }
            sent = end;
        }
        return answers;
    }

    private String answerTo(Command command) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < command.answers(); i++) {
            text.append(answer());
        }
        return text.toString();
    }

    /** Up to the next prompt: a line break, then {@code "> "}. */
    private String answer() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int last = 0;
        int beforeLast = 0;
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection was closed");
            }
            bytes.write(next);
            if (next == ' ' && last == '>' && beforeLast == '\n') {
                String text = bytes.toString(StandardCharsets.UTF_8);
                return withoutPayloadPrompts(text.substring(0, text.length() - 3));
            }
            if (bytes.size() > ANSWER_LIMIT) {
                throw new IOException("the answer is too long");
            }
            beforeLast = last;
            last = next;
        }
    }

    /** Each line of a payload is answered by a plus sign. */
    private static String withoutPayloadPrompts(String text) {
        int start = 0;
        while (text.startsWith("+ ", start)) {
            start += 2;
        }
        return text.substring(start);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
