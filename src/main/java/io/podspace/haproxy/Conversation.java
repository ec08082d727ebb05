package io.podspace.haproxy;

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
    private static final int BUFFER = 64 << 10;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    /** What was read and not answered yet lies between begin and end. */
    private byte[] buffer = new byte[BUFFER];

    private int begin;
    private int end;

    private Conversation(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
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

    /** Up to the next prompt: a line break, then {@code "> "}. Read by whole buffers: answers may be long and frequent. */
    private String answer() throws IOException {
        int from = begin;
        int searched = begin;
        while (true) {
            for (int at = Math.max(searched, from + 2); at < end; at++) {
                if (buffer[at] == ' ' && buffer[at - 1] == '>' && buffer[at - 2] == '\n') {
                    begin = at + 1;
                    return withoutPayloadPrompts(new String(buffer, from, at - 2 - from, StandardCharsets.UTF_8));
                }
            }
            searched = end;
            if (end == buffer.length) {
                int shift = from;
                makeRoom();
                searched -= shift;
                from = 0;
            }
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                throw new IOException("the connection was closed");
            }
            end += count;
        }
    }

    /** What was answered already goes; if that is little, the buffer grows. */
    private void makeRoom() throws IOException {
        int kept = end - begin;
        if (kept > ANSWER_LIMIT) {
            throw new IOException("the answer is too long");
        }
        byte[] room = kept > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, begin, room, 0, kept);
        buffer = room;
        begin = 0;
        end = kept;
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
