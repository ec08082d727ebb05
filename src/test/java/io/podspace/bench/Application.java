package io.podspace.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The demo application as a manifest: deployment, service and route. It is checked for readiness and liveness every
 * second, with three failures of at most a second.
 *
 * @param host the route's
 * @param strategy value of the field {@code strategy}
 * @param deadlineSeconds of a rollout
 */
record Application(
        String name,
        String host,
        String image,
        int replicas,
        Map<String, String> environment,
        String strategy,
        int minReadySeconds,
        int deadlineSeconds,
        int graceSeconds) {
    /** Period, threshold and time limit of its checks. */
    static final double DETECTED_SECONDS = 1 * 3 + 1;

    Application with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(more);
        return new Application(
                name, host, image, replicas, all, strategy, minReadySeconds, deadlineSeconds, graceSeconds);
    }

    Application with(int replicas) {
        return new Application(
                name, host, image, replicas, environment, strategy, minReadySeconds, deadlineSeconds, graceSeconds);
    }

    /** @param way value of the field {@code strategy} */
    Application by(String way) {
        return new Application(
                name, host, image, replicas, environment, way, minReadySeconds, deadlineSeconds, graceSeconds);
    }

    String manifest() {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: %2$d
                  minReadySeconds: %3$d
                  progressDeadlineSeconds: %4$d
                  strategy: %5$s
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: %6$d
                      containers:
                        - name: demo
                          image: %7$s
                          imagePullPolicy: IfNotPresent
                          env: [%8$s]
                          ports: [{name: http, containerPort: 8080}]
                          resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {memory: 64Mi}}
                          readinessProbe: &check {httpGet: {path: /health, port: http}, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 3}
                          livenessProbe: *check
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s}
                spec:
                  selector: {app: %1$s}
                  ports: [{name: http, port: 80, targetPort: http}]
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: %1$s}
                spec:
                  rules:
                    - host: %9$s
                      http:
                        paths: [{path: /, pathType: Prefix, backend: {service: {name: %1$s, port: {number: 80}}}}]
                """.formatted(
                        name,
                        replicas,
                        minReadySeconds,
                        deadlineSeconds,
                        strategy,
                        graceSeconds,
                        image,
                        environment.entrySet().stream()
                                .map(each -> "{name: %s, value: \"%s\"}".formatted(each.getKey(), each.getValue()))
                                .collect(Collectors.joining(", ")),
                        host);
    }
}
