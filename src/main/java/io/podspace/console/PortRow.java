package io.podspace.console;

import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ServicePort;
import java.io.Serializable;

/** One port of a service as the user types it. */
public class PortRow implements Serializable {
    private final String label;
    private String port;
    private String targetPort;
    private Protocol protocol;

    PortRow(String label, int port, int targetPort, Protocol protocol) {
        this.label = label;
        this.port = Integer.toString(port);
        this.targetPort = Integer.toString(targetPort);
        this.protocol = protocol;
    }

    ServicePort port(int row) {
        return new ServicePort(
                label,
                NumberText.parse("ports[" + row + "].port", port, 1, 65535),
                NumberText.parse("ports[" + row + "].targetPort", targetPort, 1, 65535),
                protocol);
    }

    public String getPort() {
        return port;
    }

    public void setPort(String port) {
        this.port = port;
    }

    public String getTargetPort() {
        return targetPort;
    }

    public void setTargetPort(String targetPort) {
        this.targetPort = targetPort;
    }

    public Protocol getProtocol() {
        return protocol;
    }

    public void setProtocol(Protocol protocol) {
        this.protocol = protocol;
    }
}
