package io.podspace.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fields that an engine reports of a container, as far as somebody has read what they mean. */
final class EngineFields {
    /** Fields of HostConfig that may only have the engine's default. */
    static final Set<String> KNOWN_HOST = Set.of(
            "Annotations",
            "AutoRemove",
            "Binds",
            "BlkioDeviceReadBps",
            "BlkioDeviceReadIOps",
            "BlkioDeviceWriteBps",
            "BlkioDeviceWriteIOps",
            "BlkioWeight",
            "BlkioWeightDevice",
            "Capabilities",
            "Cgroup",
            "CgroupParent",
            "CgroupnsMode",
            "ConsoleSize",
            "ContainerIDFile",
            "CpuCount",
            "CpuPercent",
            "CpuPeriod",
            "CpuQuota",
            "CpuRealtimePeriod",
            "CpuRealtimeRuntime",
            "CpusetCpus",
            "CpusetMems",
            "DeviceCgroupRules",
            "DeviceRequests",
            "Devices",
            "Dns",
            "DnsOptions",
            "DnsSearch",
            "ExtraHosts",
            "GroupAdd",
            "IOMaximumBandwidth",
            "IOMaximumIOps",
            "Init",
            "IpcMode",
            "Isolation",
            "KernelMemory",
            "KernelMemoryTCP",
            "Links",
            "MaskedPaths",
            "MemoryReservation",
            "MemorySwappiness",
            "Mounts",
            "OomKillDisable",
            "OomScoreAdj",
            "PidMode",
            "Privileged",
            "PublishAllPorts",
            "ReadonlyPaths",
            "ReadonlyRootfs",
            "Runtime",
            "ShmSize",
            "StorageOpt",
            "Tmpfs",
            "UTSMode",
            "Ulimits",
            "UsernsMode",
            "VolumeDriver",
            "VolumesFrom");

    /** Fields of Config that may only have the image's or the engine's default. */
    static final Set<String> KNOWN_CONFIG = Set.of(
            "ArgsEscaped",
            "AttachStderr",
            "AttachStdin",
            "AttachStdout",
            "Domainname",
            "Healthcheck",
            "MacAddress",
            "NetworkDisabled",
            "OnBuild",
            "OpenStdin",
            "Shell",
            "StdinOnce",
            "StopSignal",
            "StopTimeout",
            "Tty",
            "Volumes");

    private EngineFields() {}

    /** What differs from the defaults, or is allowed to; fields that nobody has classified are an error. */
    static Map<String, String> differences(JsonNode ours, JsonNode plain, Set<String> known, Set<String> allowed) {
        Set<String> unclassified = new TreeSet<>(names(ours));
        unclassified.removeAll(known);
        unclassified.removeAll(allowed);
        unclassified.removeAll(Set.of("NanoCpus", "PortBindings", "RestartPolicy", "Sysctls"));
        assertThat(unclassified).as("fields that nobody has classified").isEmpty();
        Map<String, String> differences = new TreeMap<>();
        for (String field : names(ours)) {
            if (!ours.get(field).equals(plain.path(field))) {
                differences.put(field, ours.get(field).toString());
            }
        }
        return differences;
    }

    static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
