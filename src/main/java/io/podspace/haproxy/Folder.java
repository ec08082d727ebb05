package io.podspace.haproxy;

import io.podspace.host.ContainerDriver;
import io.podspace.host.ContainerFile;
import io.podspace.service.ProxySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of one proxy's container: writes those that differ from what this process has written there before. */
final class Folder {
    private final ContainerDriver containers;
    private final Map<String, byte[]> written = new HashMap<>();
    private String containerId = "";

    Folder(ContainerDriver containers) {
        this.containers = containers;
    }

    /** What is known of another container's files is forgotten. */
    void of(String id) {
        if (!id.equals(containerId)) {
            written.clear();
            containerId = id;
        }
    }

    void write(ProxySpec spec, List<ContainerFile> files) {
        Map<String, ContainerFile> changed = new HashMap<>();
        for (ContainerFile file : files) {
            if (!Arrays.equals(file.content(), written.get(file.path()))) {
                changed.put(file.path(), file);
            }
        }
        if (!changed.isEmpty()) {
            containers.upload(spec.host(), spec.name(), List.copyOf(changed.values()));
            changed.forEach((path, file) -> written.put(path, file.content()));
        }
    }

    /** To be called with all files; a file that was written before and is not among them is emptied: keys do not stay behind. */
    void writeAll(ProxySpec spec, List<ContainerFile> files) {
        List<ContainerFile> all = new ArrayList<>(files);
        for (String path : List.copyOf(written.keySet())) {
            if (files.stream().noneMatch(file -> file.path().equals(path)) && written.get(path).length > 0) {
                all.add(new ContainerFile(path, new byte[0], 0600));
            }
        }
        write(spec, all);
    }
}
