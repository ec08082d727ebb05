package io.podspace.docker;

import com.github.dockerjava.api.command.LogContainerCmd;
import io.podspace.host.ContainerFile;
import io.podspace.host.ExecResult;
import io.podspace.host.HostRef;
import io.podspace.host.LogWish;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What is done inside of our containers: their logs read, files put there, commands run to their end. */
final class Inside {
    private static final Duration LOG_LIMIT = Duration.ofSeconds(10);
    private static final int LOG_BYTES = 256 << 10;
    private static final int EXEC_BYTES = 64 << 10;

    private final Engines engines;
    private final OwnContainers ours;

    Inside(Engines engines, OwnContainers ours) {
        this.engines = engines;
        this.ours = ours;
    }

    List<String> lastLines(HostRef host, String container, int lines) {
        Streams.Output output = new Streams.Output(LOG_BYTES);
        engines.of(host).ask(host, client -> client.logContainerCmd(ours.require(client, host, container))
                .withStdOut(true)
                .withStdErr(true)
                .withTail(lines)
                .exec(output));
        return LogText.lines(output.text(host, LOG_LIMIT, "Reading the log of " + container));
    }

    void logs(HostRef host, String container, LogWish wish, Consumer<byte[]> out, BooleanSupplier goOn) {
        String id = engines.of(host).ask(host, client -> ours.require(client, host, container));
        LogContainerCmd command = engines.of(host)
                .streams()
                .logContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(wish.follow())
                .withTimestamps(wish.timestamps());
        wish.tail().ifPresentOrElse(command::withTail, command::withTailAll);
        wish.since().ifPresent(at -> command.withSince(Math.toIntExact(at.getEpochSecond())));
        command.exec(new LogRelay(out)).run(host, goOn);
    }

    void upload(HostRef host, String container, List<ContainerFile> files) {
        byte[] archive = Archive.of(files);
        engines.of(host).ask(host, client -> client.copyArchiveToContainerCmd(ours.require(client, host, container))
                .withRemotePath("/")
                .withTarInputStream(new ByteArrayInputStream(archive))
                .exec());
    }

    ExecResult exec(HostRef host, String container, List<String> command, Duration limit) {
        Streams.Output output = new Streams.Output(EXEC_BYTES);
        String exec = engines.of(host).ask(host, client -> client.execCreateCmd(ours.require(client, host, container))
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(command.toArray(String[]::new))
                .exec()
                .getId());
        engines.of(host).streams().execStartCmd(exec).exec(output);
        String text = output.text(host, limit, "Command " + command.getFirst());
        Long exitCode = engines.of(host)
                .ask(host, client -> client.inspectExecCmd(exec).exec().getExitCodeLong());
        return new ExecResult(exitCode == null ? -1 : exitCode.intValue(), text);
    }
}
