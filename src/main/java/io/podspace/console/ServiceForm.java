package io.podspace.console;

import io.podspace.deployment.DeploymentSummary;
import io.podspace.deployment.Deployments;
import io.podspace.service.NewService;
import io.podspace.service.ProxyTable.Algorithm;
import io.podspace.service.ProxyTable.Protocol;
import io.podspace.service.ServiceChange;
import io.podspace.service.ServicePort;
import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a service or changes one. */
@Named
@ViewScoped
public class ServiceForm implements Serializable {
    @Inject
    CurrentProject current;

    @Inject
    Services services;

    @Inject
    Deployments deployments;

    private long id;
    private String name = "";
    private String selector = "";
    private Algorithm algorithm = Algorithm.ROUND_ROBIN;
    private final List<PortRow> ports = new ArrayList<>();

    @PostConstruct
    void load() {
        String wanted = Pages.parameter("service");
        if (wanted.matches("[0-9]{1,18}")) {
            show(services.view(Long.parseLong(wanted)));
        } else {
            current.requireEditor();
            prefill(Pages.parameter("deployment"));
        }
    }

    private void show(ServiceView view) {
        id = view.id();
        name = view.name();
        selector = EnvironmentText.print(view.selector()).replace("\n", ", ");
        algorithm = view.algorithm();
        view.ports()
                .forEach(port -> ports.add(new PortRow(port.name(), port.port(), port.targetPort(), port.protocol())));
    }

    private void prefill(String deployment) {
        List<DeploymentSummary> all = deployments.list(current.getId());
        all.stream().filter(d -> d.name().equals(deployment)).findFirst().ifPresent(d -> {
            name = d.name();
            selector = "app=" + d.labels().getOrDefault("app", d.name());
            deployments
                    .view(d.id())
                    .template()
                    .ports()
                    .forEach(port -> ports.add(new PortRow("", port.number(), port.number(), Protocol.HTTP)));
        });
        if (ports.isEmpty()) {
            ports.add(new PortRow("", 80, 8080, Protocol.HTTP));
        }
    }

    public void addPort() {
        ports.add(new PortRow("", 80, 8080, Protocol.HTTP));
    }

    public void removePort(PortRow row) {
        ports.remove(row);
    }

    public void save() {
        List<ServicePort> wanted = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            wanted.add(ports.get(i).port(i));
        }
        Map<String, String> labels = SelectorText.parse(selector);
        if (id == 0) {
            services.create(new NewService(current.getId(), name.strip(), wanted, algorithm, labels));
        } else {
            services.update(id, new ServiceChange(wanted, algorithm, labels));
        }
        Pages.go(current.at("/services"), "Service " + name.strip() + " is saved.");
    }

    public void delete() {
        services.delete(id);
        Pages.go(current.at("/services"), "Service " + name + " is being deleted.");
    }

    public boolean isExisting() {
        return id != 0;
    }

    public Algorithm[] getAlgorithms() {
        return Algorithm.values();
    }

    public Protocol[] getProtocols() {
        return Protocol.values();
    }

    public List<PortRow> getPorts() {
        return ports;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getSelector() {
        return selector;
    }

    public void setSelector(String selector) {
        this.selector = selector;
    }

    public Algorithm getAlgorithm() {
        return algorithm;
    }

    public void setAlgorithm(Algorithm algorithm) {
        this.algorithm = algorithm;
    }
}
