package io.podspace.api;

import io.podspace.platform.Changed.Topic;
import io.podspace.platform.Changing;
import io.podspace.project.ProjectView;
import io.podspace.project.Projects;
import io.podspace.report.ObjectFacts;
import io.podspace.report.ObjectReports;
import io.podspace.service.PortWords;
import io.podspace.service.ServiceChange;
import io.podspace.service.ServicePort;
import io.podspace.service.ServiceView;
import io.podspace.service.Services;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ports of pods that services mean by a word. A manifest may bring the service first: until a deployment has a port of that
 * name the service's own number stands for it, where nobody listens, so nobody is sent there. Called in a transaction.
 */
@ApplicationScoped
class NamedPorts {
    @Inject
    Projects projects;

    @Inject
    Services services;

    @Inject
    Workloads workloads;

    @Inject
    ObjectReports objects;

    /** What the word means in the deployments whose pods are selected: none, one, or several numbers. */
    Set<Integer> numbers(ProjectView project, Map<String, String> selector, String word) {
        return workloads.selected(project, selector).stream()
                .flatMap(workload -> workload.view().template().ports().stream())
                .filter(port -> port.name().equals(word))
                .map(port -> port.number())
                .collect(Collectors.toSet());
    }

    /** Whoever writes a deployment, services that mean one of its ports by a word go along in the same transaction. */
    void follow(@Observes(during = TransactionPhase.BEFORE_COMPLETION) Changing changing) {
        if (changing.topic() == Topic.DEPLOYMENT) {
            Map<Long, ObjectFacts> noted = new HashMap<>(objects.of(changing.project(), Topic.SERVICE));
            noted.values().removeIf(facts -> !ServiceNotes.noted(facts.annotations()));
            if (!noted.isEmpty()) {
                follow(projects.view(changing.project()), noted);
            }
        }
    }

    private void follow(ProjectView project, Map<Long, ObjectFacts> noted) {
        services.list(project.id()).stream()
                .filter(service -> !service.deleting() && noted.containsKey(service.id()))
                .forEach(service -> follow(project, service, noted.get(service.id())));
    }

    private void follow(ProjectView project, ServiceView service, ObjectFacts facts) {
        List<ServicePort> ports = service.ports().stream()
                .map(port -> PortWords.of(port, facts.annotations())
                        .map(word -> moved(port, numbers(project, service.selector(), word)))
                        .orElse(port))
                .toList();
        if (!ports.equals(service.ports())) {
            services.update(service.id(), new ServiceChange(ports, service.algorithm(), service.selector()));
            services.describe(
                    service.id(), facts.labels(), ServiceNotes.moved(service.ports(), ports, facts.annotations()));
        }
    }

    private static ServicePort moved(ServicePort port, Set<Integer> numbers) {
        return numbers.size() == 1
                ? new ServicePort(port.name(), port.port(), numbers.iterator().next(), port.protocol())
                : port;
    }
}
