# Stories of the API about autoscalers, routes, projects, events and watches of everything. Part of api.sh.

autoscaler() {
    cat <<YAML
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, labels: {app: web}}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  minReplicas: 1
  maxReplicas: 4
  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}]
YAML
}

# Each direction says a part of it; the rest is filled in.
behaving() {
    autoscaler
    cat <<YAML
  behavior:
    scaleUp: {stabilizationWindowSeconds: 30, policies: [{type: Pods, value: 2, periodSeconds: 60}]}
    scaleDown: {selectPolicy: Disabled}
YAML
}

behavior_of_autoscalers_is_kept() {
    behaving >"$FOLDER/behaving.yaml"
    says "configured" kube apply -f "$FOLDER/behaving.yaml"
    says "unchanged" kube apply -f "$FOLDER/behaving.yaml"
    kube diff -f "$FOLDER/behaving.yaml"
    says "Stabilization Window: 30 seconds" kube describe hpa web
    says "Disabled" kube describe hpa web
    says "100" kube get hpa web -o 'jsonpath={.spec.behavior.scaleDown.policies[0].value}'
    kube patch horizontalpodautoscalers.v1.autoscaling web --type=merge -p '{"spec":{"maxReplicas":5}}' >/dev/null
    says "Disabled 5" kube get hpa web -o 'jsonpath={.spec.behavior.scaleDown.selectPolicy} {.spec.maxReplicas}'
    refuses "spec.behavior.scaleUp.stabilizationWindowSeconds" kube patch hpa web --type=merge -p '{"spec":{"behavior":{"scaleUp":{"stabilizationWindowSeconds":3601}}}}'
    refuses "spec.behavior.scaleUp.policies[0].periodSeconds" kube patch hpa web --type=merge -p '{"spec":{"behavior":{"scaleUp":{"policies":[{"type":"Pods","value":1,"periodSeconds":1801}]}}}}'
    refuses "spec.behavior.scaleUp.policies" kube patch hpa web --type=merge -p '{"spec":{"behavior":{"scaleUp":{"policies":[]}}}}'
    refuses "spec.metrics[0].type" kube patch hpa web --type=merge -p '{"spec":{"metrics":[{"type":"ContainerResource"}]}}'
    says "Max, Min or Disabled" kube explain hpa.spec.behavior.scaleUp.selectPolicy
    says "configured" kube apply -f "$FOLDER/hpa.yaml"
    [[ -z $(kube get hpa web -o 'jsonpath={.spec.behavior}') ]]
}

autoscalers_are_kept_in_both_versions() {
    says "horizontalpodautoscaler.autoscaling/web autoscaled" kube autoscale deployment web --min=2 --max=5 --cpu-percent=70
    says "cpu: <unknown>/70%" kube get hpa web
    says "reads no metrics yet" kube describe hpa web
    says "70" kube get horizontalpodautoscalers.v1.autoscaling web -o 'jsonpath={.spec.targetCPUUtilizationPercentage}'
    kube patch horizontalpodautoscalers.v1.autoscaling web --type=merge -p '{"spec":{"targetCPUUtilizationPercentage":40}}' >/dev/null
    says "40" kube get horizontalpodautoscalers.v2.autoscaling web -o 'jsonpath={.spec.metrics[0].resource.target.averageUtilization}'
    says "deleted" kube delete hpa web
    autoscaler >"$FOLDER/hpa.yaml"
    says "created" kube apply -f "$FOLDER/hpa.yaml"
    says "unchanged" kube apply -f "$FOLDER/hpa.yaml"
    kube diff -f "$FOLDER/hpa.yaml"
    refuses "has the autoscaler 'web' already" kube autoscale deployment web --name=second --max=3
    refuses "spec.maxReplicas" kube patch hpa web --type=merge -p '{"spec":{"minReplicas":9}}'
    refuses "spec.metrics[0].external" kube patch hpa web --type=merge -p '{"spec":{"metrics":[{"external":{"metric":{"name":"x"}}}]}}'
    says "most pods" kube explain hpa.spec.maxReplicas
    says "targetCPUUtilizationPercentage" kube explain hpa.spec --api-version=autoscaling/v1
}

an_autoscaler_goes_with_its_deployment() {
    kube create deployment short --image="$IMAGE" --replicas=0 >/dev/null
    kube autoscale deployment short --max=3 >/dev/null
    says "deleted" kube delete deployment short
    refuses "not found" kube get deployment short
    until_gone kube get hpa short
}

# Two services behind one route, in the order in which they were written, and a port by its name.
front_route() {
    cat <<YAML
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: front, labels: {app: web}}
spec:
  to: {kind: Service, name: web, weight: 80}
  alternateBackends: [{kind: Service, name: second, weight: 20}]
  port: {targetPort: http}
  tls: {termination: edge, insecureEdgeTerminationPolicy: Redirect}
  wildcardPolicy: None
YAML
}

routes_are_ingresses_and_more() {
    kube create service clusterip second --tcp=8081:8080 >/dev/null
    says "8081-8080" kube get service second -o 'jsonpath={.spec.ports[0].name}'
    says "edge/Allow" kube get route web
    says "Admitted" kube get route web -o 'jsonpath={.status.ingress[0].conditions[0].type}'
    kube patch service second --type=merge -p '{"spec":{"selector":{"app":"web"},"ports":[{"name":"http","port":8081,"targetPort":8080}]}}' >/dev/null
    front_route >"$FOLDER/route.yaml"
    says "created" kube apply -f "$FOLDER/route.yaml"
    says "unchanged" kube apply -f "$FOLDER/route.yaml"
    kube diff -f "$FOLDER/route.yaml"
    says "web,second" kube get routes
    refuses "not found" kube get ingress front
    kube patch route front --type=json -p '[{"op":"remove","path":"/spec/alternateBackends"}]' >/dev/null
    says "front" kube get ingress front
    kube annotate ingress front example.org/a=1 >/dev/null
    says "http" kube get route front -o 'jsonpath={.spec.port.targetPort}'
    refuses "spec.tls.termination" kube patch route front --type=merge -p '{"spec":{"tls":{"termination":"passthrough"}}}'
    # A service may come later, if its port is meant by a name.
    says "patched" kube patch route front --type=merge -p '{"spec":{"to":{"name":"later"}}}'
    says "http" kube get route front -o 'jsonpath={.spec.port.targetPort}'
    refuses "spec.to.name" kube patch route front --type=merge -p '{"spec":{"to":{"name":"nothing"},"port":{"targetPort":8080}}}'
    says "routers end TLS" kube explain route.spec.tls.termination
}

certificate_route() {
    sed 's/^/      /' "$FOLDER/tls.crt" >"$FOLDER/tls.crt.in"
    sed 's/^/      /' "$FOLDER/tls.key" >"$FOLDER/tls.key.in"
    printf 'apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: {name: sealed}\nspec:\n  host: sealed.example.test\n'
    printf '  to: {kind: Service, name: web}\n  tls:\n    termination: edge\n    certificate: |\n'
    cat "$FOLDER/tls.crt.in"
    printf '    key: |\n'
    cat "$FOLDER/tls.key.in"
}

a_certificate_comes_with_a_route() {
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=sealed.example.test -addext subjectAltName=DNS:sealed.example.test \
        -keyout "$FOLDER/tls.key" -out "$FOLDER/tls.crt" 2>/dev/null
    certificate_route >"$FOLDER/sealed.yaml"
    says "created" kube apply -f "$FOLDER/sealed.yaml"
    says "unchanged" kube apply -f "$FOLDER/sealed.yaml"
    says "BEGIN" kube get route sealed -o 'jsonpath={.spec.tls.key}'
    says "deleted" kube delete route sealed front
    refuses "not found" kube get route sealed
    refuses "not found" kube get route front
    says "deleted" kube delete service second
}

events_are_there_in_both_groups() {
    says "Created" kube get events.events.k8s.io --field-selector reason=Created
    says "Deployment/web" kube events --for deployment/web
    says "deployment/web" kube get events.v1.events.k8s.io --field-selector regarding.name=web,regarding.kind=Deployment
    says "" kube get events.v1.events.k8s.io --field-selector regarding.name=no-such-thing -o name
}

readonly LAST='jsonpath={.status.containerStatuses[0].lastState.terminated.reason}'

# Of an attempt in a slot, and of the next one there: kubectl describe asks by name, kind and uid.
pods_tell_what_happened_to_them() {
    local first next
    says "created" kube create deployment told --image="$IMAGE" --port=8080
    kube wait --for=condition=available deployment/told --timeout=50s
    first=$(kube get pod told-0 -o 'jsonpath={.metadata.uid}')
    says "Its container was started" kube describe pod told-0
    kube exec told-0 -- sh -c 'kill 1' || true
    is_another() { [[ $(kube get pod told-0 -o 'jsonpath={.metadata.uid}') != "$first" ]] && echo another; }
    until_says another is_another
    until_says "since the one before it ended with exit code" kube describe pod told-0
    next=$(kube get pod told-0 -o 'jsonpath={.metadata.uid}')
    says "PodEnded" kube get events --field-selector "involvedObject.name=told-0,involvedObject.kind=Pod,involvedObject.uid=$first"
    says "Pod" kube get events --field-selector "involvedObject.uid=$next" -o 'jsonpath={.items[*].involvedObject.kind}'
    says "PodEnded" kube get events --field-selector involvedObject.name=told-0,involvedObject.kind=Pod
    says "Made told-0" kube describe deployment told
    says "Completed" kube get pod told-0 -o "$LAST"
    says "deleted" kube delete pod told-0
    is_third() { [[ $(kube get pod told-0 -o 'jsonpath={.metadata.uid}') != "$next" ]] && echo third; }
    until_says third is_third
    [[ -z $(kube get pod told-0 -o "$LAST") ]] # it did not fail
    says "deleted" kube delete deployment told
}

# ailing NAME IMAGE CONTAINER-FIELDS
ailing() {
    cat <<YAML
apiVersion: apps/v1
kind: Deployment
metadata: {name: $1}
spec:
  selector: {matchLabels: {app: $1}}
  template:
    metadata: {labels: {app: $1}}
    spec: {containers: [{name: main, image: "$2", $3}]}
---
YAML
}

# By the reasons that people know from elsewhere.
trouble_of_pods_has_the_words_of_kubernetes() {
    ailing greedy "$IMAGE" 'resources: {limits: {memory: 24Mi}}' >"$FOLDER/ailing.yaml"
    ailing nowhere "$IMAGE-that-is-not-there" 'ports: [{containerPort: 8080}]' >>"$FOLDER/ailing.yaml"
    ailing sick "$IMAGE" 'readinessProbe: {httpGet: {path: /nowhere, port: 8080}, periodSeconds: 1}' >>"$FOLDER/ailing.yaml"
    ailing brief "$IMAGE" 'env: [{name: EXIT_AFTER, value: "1"}]' >>"$FOLDER/ailing.yaml"
    says "deployment.apps/brief created" kube apply -f "$FOLDER/ailing.yaml"
    kube wait --for=condition=available deployment/greedy --timeout=50s
    kube exec greedy-0 -- wget -qO- 'http://127.0.0.1:8080/memory?mb=100' || true # ends with the process
    until_says "OOMKilled" kube get pod greedy-0 -o "$LAST"
    until_says "Failed" reasons_of nowhere-0
    until_says "Unhealthy" reasons_of sick-0
    until_says "BackOff" reasons_of brief-0
    until_says "CrashLoopBackOff" kube get pod brief-0
    until_says "brief-0" kube get pods --field-selector=status.phase=Running
    says "Error" kube get pod brief-0 -o "$LAST"
    says "deleted" kube delete -f "$FOLDER/ailing.yaml"
}

reasons_of() {
    kube get events --field-selector "involvedObject.kind=Pod,involvedObject.name=$1" -o 'jsonpath={.items[*].reason}'
}

projects_are_asked_for() {
    printf 'kind: ProjectRequest\napiVersion: project.openshift.io/v1\nmetadata: {name: %s-asked}\ndisplayName: Asked for\ndescription: a try\n' \
        "$PROJECT" >"$FOLDER/request.yaml"
    says "created" kube create -f "$FOLDER/request.yaml"
    says "Asked for" kube get project "$PROJECT-asked"
    says "a try" kube get project "$PROJECT-asked" -o 'jsonpath={.metadata.annotations.openshift\.io/description}'
    says "deleted" kube delete project "$PROJECT-asked"
}

# watched FILE ARGUMENT...: kubectl get with a watch, in the background, until the story ends it by $!.
watched() {
    local file=$1
    shift
    timeout 50 kubectl get "$@" --watch >"$file" 2>&1 &
}

# The administrator sees what comes and goes in all projects; a viewer sees a project from when it becomes one of theirs.
everything_can_be_watched() {
    local pids=() pid
    # shellcheck source=/dev/null
    source "$FOLDER/callers"
    watched "$FOLDER/all" deployments --all-namespaces --no-headers
    pids+=($!)
    watched "$FOLDER/spaces" namespaces --no-headers --output-watch-events
    pids+=($!)
    watched "$FOLDER/theirs" deployments --all-namespaces --no-headers --token="$VIEWER"
    pids+=($!)
    until_says web cat "$FOLDER/theirs"
    until_says web cat "$FOLDER/all"
    kube create namespace "$PROJECT-seen" >/dev/null
    kube -n "$PROJECT-seen" create deployment seen --image="$IMAGE" --replicas=0 >/dev/null
    until_says "seen" cat "$FOLDER/all"
    until_says "$PROJECT-seen" cat "$FOLDER/spaces"
    if grep -q seen "$FOLDER/theirs"; then echo "A stranger's watch tells of a project" && return 1; fi
    sql "INSERT INTO membership (project_id, account_id, role, created_at)
        SELECT p.id, a.id, 'VIEWER', UTC_TIMESTAMP(6) FROM project p, account a WHERE p.name = '$PROJECT-seen' AND a.name = 'viewer'"
    until_says "seen" cat "$FOLDER/theirs"
    kube delete namespace "$PROJECT-seen" --wait=false >/dev/null
    until_says "DELETED" grep "$PROJECT-seen" "$FOLDER/spaces"
    for pid in "${pids[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    SERVER=$(sed -n 's/.*server: //p' "$KUBECONFIG")
    [[ $(ask "$VIEWER" GET "/apis/apps/v1/deployments?watch=true&resourceVersion=1") == 200 ]]
    says '"code":410' cat "$FOLDER/answer"
}
