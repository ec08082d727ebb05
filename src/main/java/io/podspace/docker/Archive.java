package io.podspace.docker;

import io.podspace.host.ContainerFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Files as the archive in which the engine takes them, relative to the container's root. */
final class Archive {
    private Archive() {}

    static byte[] of(List<ContainerFile> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream archive = new TarArchiveOutputStream(bytes)) {
            archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (ContainerFile file : files) {
                TarArchiveEntry entry = new TarArchiveEntry(file.path().substring(1));
                entry.setMode(file.mode());
                entry.setSize(file.content().length);
                entry.setIds(0, 0);
                archive.putArchiveEntry(entry);
                archive.write(file.content());
                archive.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory only: cannot happen
        }
        return bytes.toByteArray();
    }
}
