#!/usr/bin/env bash
# Tests of the API with the real kubectl: stories on a running box, each on what the one before left. Writes a JUnit report
# into the folder $1. Started by ./podspace test, which gives a box (PODSPACE_HOME) and the name of the demo image.
set -euo pipefail

CHECKOUT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
REPORT=$1
FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/podspace-api.XXXX")
trap 'rm -rf "$FOLDER"' EXIT
export KUBECONFIG=$FOLDER/config HOME=$FOLDER
readonly PROJECT=apitest IMAGE=${PODSPACE_TEST_DEMO_IMAGE:-podspace/demo:dev}

kube() {
    timeout 60 kubectl --request-timeout=30s "$@"
}

# says TEXT COMMAND...: the command succeeds, and says so.
says() {
    local text=$1 output code=0
    shift
    output=$("$@" 2>&1) || code=$?
    ((code == 0)) || { echo "'$*' ended with $code:" && echo "$output" && return 1; }
    [[ $output == *"$text"* ]] || { echo "Expected '$text' in the output of '$*':" && echo "$output" && return 1; }
}

refuses() {
    local text=$1 output
    shift
    ! output=$("$@" 2>&1) || { echo "Expected a refusal of '$*'" && return 1; }
    [[ $output == *"$text"* ]] || { echo "Expected '$text' in the refusal of '$*':" && echo "$output" && return 1; }
}

# until_says TEXT COMMAND...: within 60 s.
until_says() {
    local i
    for ((i = 0; i < 60; i++)); do
        ! says "$@" >/dev/null 2>&1 || return 0
        sleep 1
    done
    says "$@"
}

# until_gone COMMAND...: within 60 s it is refused with "not found".
until_gone() {
    local i
    for ((i = 0; i < 60; i++)); do
        ! refuses "not found" "$@" >/dev/null 2>&1 || return 0
        sleep 1
    done
    refuses "not found" "$@"
}

# manifest [REPLICAS] [VARIABLE]: several tiers, as people write them.
manifest() {
    cat <<YAML
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}, annotations: {example.org/owner: team-a}}
spec:
  replicas: ${1:-2}
  minReadySeconds: 1
  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 25%}}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, tier: front}}
    spec:
      terminationGracePeriodSeconds: 2
      containers:
        - name: demo
          image: $IMAGE
          imagePullPolicy: IfNotPresent
          env: [{name: GREETING, value: "${2:-hello}"}]
          ports: [{name: http, containerPort: 8080}]
          resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {memory: 64Mi}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{name: http, port: 80, targetPort: http}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  rules:
    - http:
        paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]
YAML
}

discovery_names_what_there_is() {
    "$CHECKOUT/podspace" kubeconfig >"$KUBECONFIG"
    chmod 600 "$KUBECONFIG"
    says "podspace" kube version
    says "deployments" kube api-resources
    says "deploy" kube api-resources
    says "projects" kube api-resources --api-group=project.openshift.io
    says "KIND:     Deployment" kube explain deployment
    says "pods wanted" kube explain deployment.spec.replicas
}

a_wrong_token_is_refused() {
    refuses "must be logged in" kube --token=pst_0000000000000000000000000000000000000000 get namespaces
}

a_namespace_is_a_project() {
    printf 'apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n' "$PROJECT" >"$FOLDER/project.yaml"
    says "namespace/$PROJECT created" kube create -f "$FOLDER/project.yaml"
    says "Active" kube get namespace "$PROJECT"
    refuses "AlreadyExists" kube create -f "$FOLDER/project.yaml"
    refuses "not found" kube get namespace no-such-project
    refuses "not found" kube -n no-such-project get pods
    kube config set-context --current --namespace="$PROJECT" >/dev/null
}

a_manifest_becomes_pods() {
    manifest | says "deployment.apps/web created" kube apply -f -
    kube rollout status deployment/web --timeout=50s
    kube wait --for=condition=available deployment/web --timeout=50s
    says "2/2" kube get deployment web
    says "Running" kube get pods -o wide
    says "Selector" kube describe deployment web
    until_says ":8080" bash -c "kubectl describe service web | grep Endpoints"
    until_says ":8080" bash -c "kubectl describe ingress web | grep web:80"
    says "IPv4" kube get endpointslices -l kubernetes.io/service-name=web
    says "Created" kube get events
}

applying_again_changes_nothing() {
    manifest | sed 's/port: {number: 80}/port: {name: http}/' >"$FOLDER/named.yaml"
    kube apply -f "$FOLDER/named.yaml" >/dev/null
    says "deployment.apps/web unchanged" kube apply -f "$FOLDER/named.yaml"
    says "service/web unchanged" kube apply -f "$FOLDER/named.yaml"
    says "ingress.networking.k8s.io/web unchanged" kube apply -f "$FOLDER/named.yaml"
    kube diff -f "$FOLDER/named.yaml"
    says "http" kube get service web -o 'jsonpath={.spec.ports[0].targetPort}'
    manifest >"$FOLDER/web.yaml"
    sed -i 's/targetPort: http/targetPort: 8080/' "$FOLDER/web.yaml"
    kube apply -f "$FOLDER/web.yaml" >/dev/null
    says "deployment.apps/web unchanged" kube apply -f "$FOLDER/web.yaml"
    says "service/web unchanged" kube apply -f "$FOLDER/web.yaml"
    says "ingress.networking.k8s.io/web unchanged" kube apply -f "$FOLDER/web.yaml"
    kube diff -f "$FOLDER/web.yaml"
    says "/web-0" kube get pods -l tier=front -o name
    says "" kube get pods -l tier=back -o name
}

a_dry_run_keeps_nothing() {
    sed 's/name: web/name: other/' "$FOLDER/web.yaml" >"$FOLDER/other.yaml"
    says "deployment.apps/other created (server dry run)" kube create -f "$FOLDER/other.yaml" --dry-run=server
    refuses "not found" kube get deployment other
    says "scaled" kube scale deployment web --replicas=9 --dry-run=server
    says "/2" kube get deployment web
}

scale_is_seen_by_a_watch() {
    timeout 30 kubectl get deployment web --watch -o 'jsonpath={.spec.replicas}{"\n"}' >"$FOLDER/watched" 2>&1 &
    local watcher=$!
    until_says there bash -c "[[ -s $FOLDER/watched ]] && echo there"
    says "scaled" kube scale deployment web --replicas=3
    until_says 3 cat "$FOLDER/watched"
    kill "$watcher" 2>/dev/null || true
    wait "$watcher" 2>/dev/null || true
    until_says "3/3" kube get deployment web
}

a_change_is_a_revision_and_can_be_undone() {
    says "env updated" kube set env deployment/web GREETING=changed
    kube rollout status deployment/web --timeout=55s
    says "GREETING" kube rollout history deployment/web
    says "changed" kube get deployment web -o 'jsonpath={.spec.template.spec.containers[0].env[0].value}'
    says "rolled back" kube rollout undo deployment/web
    says "hello" kube get deployment web -o 'jsonpath={.spec.template.spec.containers[0].env[0].value}'
    says "restarted" kube rollout restart deployment/web
    until_says "4" kube get deployment web -o 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision}'
    kube rollout status deployment/web --timeout=55s
}

a_stale_change_is_a_conflict() {
    kube get deployment web -o json >"$FOLDER/old.json"
    kube annotate deployment web example.org/a=1 >/dev/null
    sed -i 's/"example.org\/owner": "team-a"/"example.org\/owner": "team-b"/' "$FOLDER/old.json"
    refuses "Conflict" kube replace -f "$FOLDER/old.json"
}

what_is_not_there_is_refused_with_its_path() {
    manifest | sed 's/      containers:/      hostNetwork: true\n      containers:/' >"$FOLDER/bad.yaml"
    refuses "spec.template.spec.hostNetwork" kube apply -f "$FOLDER/bad.yaml"
    refuses "spec.template.spec.containers" kube patch deployment web --type=merge -p '{"spec":{"template":{"spec":{"containers":[]}}}}'
    refuses "both 0" kube patch deployment web --type=merge -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":0}}}}'
    refuses "1 s is not more than the 1 s" kube patch deployment web --type=merge -p '{"spec":{"progressDeadlineSeconds":1}}'
    refuses "nonsense" kube patch deployment web --type=json -p '[{"op":"nonsense","path":"/spec/x"}]'
}

# What a pod of the deployment "configured" has in a variable: the demo image shows its environment.
configured() {
    cat <<YAML
apiVersion: apps/v1
kind: Deployment
metadata: {name: configured}
spec:
  selector: {matchLabels: {app: configured}}
  minReadySeconds: 1
  template:
    metadata: {labels: {app: configured}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: demo
          image: $IMAGE
          imagePullPolicy: IfNotPresent
          ports: [{containerPort: 8080}]
          env:
            - {name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}
            - {name: PLAIN, value: "1"}
            - {name: MODE, valueFrom: {configMapKeyRef: {name: settings, key: mode}}}
          envFrom: [{prefix: APP_, configMapRef: {name: settings}}]
          resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {memory: 64Mi}}
YAML
}

config_maps_and_secrets_become_variables() {
    local container output word
    says "configmap/settings created" kube create configmap settings --from-literal=mode=fast --from-literal=level=3
    configured >"$FOLDER/configured.yaml"
    says "deployment.apps/configured created" kube apply -f "$FOLDER/configured.yaml"
    until_says "secret 'db'" kube get pods -l app=configured -o 'jsonpath={.items[0].status.message}'
    says "CreateContainerConfigError" kube get pods -l app=configured
    says "secret/db created" kube create secret generic db --from-literal=password=s3cret
    kube rollout status deployment/configured --timeout=55s
    says "deployment.apps/configured unchanged" kube apply -f "$FOLDER/configured.yaml"
    container=$(kube get pods -l app=configured -o 'jsonpath={.items[0].status.containerStatuses[0].containerID}')
    output=$(docker inspect -f '{{json .Config.Env}}' "${container#docker://}")
    for word in PASSWORD=s3cret MODE=fast APP_mode=fast APP_level=3 PLAIN=1; do says "$word" echo "$output"; done
    says "Opaque" kube get secret db
    says "s3cret" bash -c "kubectl get secret db -o 'jsonpath={.data.password}' | base64 -d"
    if kube get events | grep -q s3cret; then echo "An event tells a value" && return 1; fi
    says "configured" bash -c 'kubectl create configmap settings --from-literal=mode=slow --dry-run=client -o yaml | kubectl apply -f -'
    says "slow" kube get configmap settings -o 'jsonpath={.data.mode}'
    refuses "immutable" bash -c "kubectl patch configmap settings --type=merge -p '{\"immutable\":true}' >/dev/null && kubectl patch configmap settings --type=merge -p '{\"data\":{\"mode\":\"x\"}}'"
    says "deleted" kube delete deployment configured
    refuses "not found" kube get deployment configured
}

# What is no text is kept byte by byte, and no variable can take it.
bytes_are_kept_and_are_no_variables() {
    local key
    printf '\0\1\377\376 bytes' >"$FOLDER/key.der"
    says "configmap/bytes created" kube create configmap bytes --from-file="$FOLDER/key.der" --from-literal=mode=fast --from-literal=1st=x
    says "secret/bytes created" kube create secret generic bytes --from-file="$FOLDER/key.der"
    for key in 'configmap bytes -o jsonpath={.binaryData.key\.der}' 'secret bytes -o jsonpath={.data.key\.der}'; do
        # shellcheck disable=SC2086
        kube get $key | base64 -d | cmp - "$FOLDER/key.der"
    done
    kube get configmap bytes -o yaml >"$FOLDER/bytes.yaml"
    says "configmap/bytes configured" kube apply -f "$FOLDER/bytes.yaml"
    kube diff -f "$FOLDER/bytes.yaml"
    says "BinaryData" kube describe configmap bytes
    says "10 bytes" kube describe secret bytes
    refuses "binaryData.key.der" kube patch configmap bytes --type=merge -p '{"binaryData":{"key.der":"?"}}'
    refuses "binaryData[mode]" kube patch configmap bytes --type=merge -p '{"binaryData":{"mode":"AA=="}}'
    sed 's/name: settings/name: bytes/g; s/configured/bytes/g; s/key: password/key: key.der/; s/name: db/name: bytes/' \
        "$FOLDER/configured.yaml" >"$FOLDER/with-bytes.yaml"
    says "deployment.apps/bytes created" kube apply -f "$FOLDER/with-bytes.yaml"
    until_says "bytes and no text, so the variable PASSWORD cannot take it" \
        kube get pods -l app=bytes -o 'jsonpath={.items[0].status.message}'
    kube create secret generic bytes --from-literal=key.der=text --dry-run=client -o yaml | kube apply -f - >/dev/null
    sed -i 's/prefix: APP_, //' "$FOLDER/with-bytes.yaml"
    kube apply -f "$FOLDER/with-bytes.yaml" >/dev/null
    kube rollout status deployment/bytes --timeout=55s
    until_says "config map 'bytes' these keys are no variables" kube get events
    says "1st, key.der" kube describe deployment bytes
    kube delete deployment,configmap,secret bytes --wait=false >/dev/null
}

# A probe by a command is the engine's health check; whatever else is changed leaves it as it is.
probes_may_be_commands() {
    sed 's/configured/probed/g; /env:/,/envFrom:/d' "$FOLDER/configured.yaml" >"$FOLDER/probed.yaml"
    sed -i 's/          resources:/          livenessProbe: {exec: {command: [sh, -c, exit 0]}, periodSeconds: 1}\n&/' "$FOLDER/probed.yaml"
    says "deployment.apps/probed created" kube apply -f "$FOLDER/probed.yaml"
    kube rollout status deployment/probed --timeout=55s
    says "deployment.apps/probed unchanged" kube apply -f "$FOLDER/probed.yaml"
    says "env updated" kube set env deployment/probed A=b
    says "exec [sh -c exit 0]" kube describe deployment probed
    says '["sh","-c","exit 0"]' kube get deployment probed -o 'jsonpath={.spec.template.spec.containers[0].livenessProbe.exec.command}'
    refuses "livenessProbe" kube patch deployment probed -p '{"spec":{"template":{"spec":{"containers":[{"name":"demo","livenessProbe":{"tcpSocket":{"port":8080}}}]}}}}'
    kube delete deployment probed --wait=false >/dev/null
}

# The demo image writes a line for each request; the router is asked by nobody else here.
logs_are_read_and_followed() {
    local follower pod
    pod=$(kube get pods -l app=web -o 'jsonpath={.items[0].metadata.name}')
    kube logs "$pod" >"$FOLDER/log"
    says "listening on port" cat "$FOLDER/log"
    says "20" kube logs "$pod" --timestamps --tail=1 --since=24h
    kube logs -l app=web --tail=5 >/dev/null
    refuses "not valid for pod" kube logs "$pod" -c other
    refuses "previous terminated container" kube logs "$pod" --previous
    refuses "not found" kube logs no-such-pod
    timeout 30 kubectl logs -f "$pod" >"$FOLDER/followed" 2>&1 &
    follower=$!
    until_says "$(head -n 1 "$FOLDER/log")" cat "$FOLDER/followed"
    kill -0 "$follower"
    kill "$follower" 2>/dev/null || true
    wait "$follower" 2>/dev/null || true
}

# kubectl sends what its "create" commands make as Protocol Buffers.
what_kubectl_makes_is_taken() {
    says "namespace/$PROJECT-made created" kube create namespace "$PROJECT-made"
    says "deployment.apps/made created" kube -n "$PROJECT-made" create deployment made --image="$IMAGE" --replicas=0 --port=8080
    says "service/made exposed" kube -n "$PROJECT-made" expose deployment made --port=80 --target-port=8080
    says "ingress.networking.k8s.io/made created" kube -n "$PROJECT-made" create ingress made --rule="made.apps.localhost/*=made:80"
    says "0/0" kube -n "$PROJECT-made" get deployment made
    says "made.apps.localhost" kube -n "$PROJECT-made" get ingress made
    says "80/TCP" kube -n "$PROJECT-made" get service made
    says "deleted" kube delete namespace "$PROJECT-made"
    refuses "not found" kube get namespace "$PROJECT-made"
}

what_one_may_do_is_told() {
    says "yes" kube auth can-i create deployments
    says "yes" kube auth can-i get pods --all-namespaces
    refuses "no" kube auth can-i create pods
    refuses "no" kube auth can-i get pods -n no-such-project
    says "configmaps" kube auth can-i --list
    # shellcheck source=/dev/null
    source "$FOLDER/callers"
    says "yes" kube --token="$VIEWER" auth can-i list pods
    refuses "no" kube --token="$VIEWER" auth can-i get secrets
    refuses "no" kube --token="$VIEWER" auth can-i delete deployments
    says "yes" kube --token="$EDITOR" auth can-i get secrets
    refuses "no" kube --token="$EDITOR" auth can-i delete "namespace/$PROJECT"
}

# Whatever comes, the answer is a Status, never a 500, and nothing is kept.
bad_input_is_answered() {
    local path=/apis/apps/v1/namespaces/$PROJECT/deployments token code body
    SERVER=$(sed -n 's/.*server: //p' "$KUBECONFIG") token=$(sed -n 's/.*token: //p' "$KUBECONFIG")
    printf '%*s' 200000 '' | tr ' ' '[' >"$FOLDER/deep"
    head -c 5000000 /dev/zero | tr '\0' a >"$FOLDER/large"
    for body in '{' '[]' '"x"' 'null' '{"kind":"Pod"}' '{"metadata":5}' '{"metadata":{"name":"A b"}}' '{"a":1,"a":2}' \
        '{"metadata":{"name":"x"},"spec":{"replicas":-1}}' "@$FOLDER/deep" "@$FOLDER/large" ''; do
        code=$(ask "$token" POST "$path" "${body:- }")
        [[ $code =~ ^4(00|13|22)$ ]] && grep -q '"kind":"Status"' "$FOLDER/answer" ||
            { echo "${body:0:60}: $code $(head -c 300 "$FOLDER/answer")" && return 1; }
    done
    for path in "/api/v1/namespaces/$PROJECT/pods/..%2f..%2fnodes" "/api/v1/namespaces/%00/pods" "/apis/apps/v1/x" \
        "/api/v1/namespaces/$PROJECT/pods?limit=x" "/api/v1/namespaces/$PROJECT/pods?labelSelector=((" \
        "/api/v1/namespaces/$PROJECT/pods?continue=xx" "/api//v1" "/api/v1/namespaces/$PROJECT/pods?a=%zz"; do
        code=$(ask "$token" GET "$path")
        [[ $code =~ ^40[04]$ ]] || { echo "$path: $code $(head -c 300 "$FOLDER/answer")" && return 1; }
    done
    [[ $(curl -sk -o /dev/null -w '%{http_code}' -X PATCH -H "Authorization: Bearer $token" -H 'Content-Type: text/plain' \
        -d x "$SERVER/api/v1/namespaces/$PROJECT") == 415 ]]
}

a_service_is_exposed_and_everything_goes() {
    says "exposed" kube expose deployment web --name=again --port=8080
    says "ClusterIP" kube get service again
    says "deleted" kube delete service again
    # The service is before its ingress in the file, and goes all the same.
    says "ingress.networking.k8s.io \"web\" deleted" kube delete -f "$FOLDER/web.yaml"
    refuses "not found" kube get service web
    refuses "not found" kube get ingress web
    refuses "not found" kube get deployment web
    says "deleted" kube delete namespace "$PROJECT"
    refuses "not found" kube get namespace "$PROJECT"
}

# shellcheck source=provisioning/test/apply.sh
source "$CHECKOUT/provisioning/test/apply.sh"
# shellcheck source=provisioning/test/pages.sh
source "$CHECKOUT/provisioning/test/pages.sh"
# shellcheck source=provisioning/test/callers.sh
source "$CHECKOUT/provisioning/test/callers.sh"
# shellcheck source=provisioning/test/objects.sh
source "$CHECKOUT/provisioning/test/objects.sh"
# shellcheck source=provisioning/test/manifests.sh
source "$CHECKOUT/provisioning/test/manifests.sh"
# shellcheck source=provisioning/test/streams.sh
source "$CHECKOUT/provisioning/test/streams.sh"
# shellcheck source=provisioning/test/ports.sh
source "$CHECKOUT/provisioning/test/ports.sh"
# shellcheck source=provisioning/test/stories.sh
source "$CHECKOUT/provisioning/test/stories.sh"

run_stories api discovery_names_what_there_is a_wrong_token_is_refused a_namespace_is_a_project a_manifest_becomes_pods \
    applying_again_changes_nothing a_dry_run_keeps_nothing scale_is_seen_by_a_watch a_change_is_a_revision_and_can_be_undone \
    a_stale_change_is_a_conflict config_maps_and_secrets_become_variables bytes_are_kept_and_are_no_variables probes_may_be_commands what_kubectl_makes_is_taken \
    logs_are_read_and_followed commands_run_in_pods much_goes_through_a_command files_are_copied \
    a_command_ends_with_its_client a_terminal_is_a_terminal a_terminal_passes_interrupts_and_sizes \
    an_account_has_twenty_sessions what_pods_write_is_attached_to old_clients_are_told_what_they_need \
    ports_of_pods_are_reached many_connections_go_through_one_forward a_port_that_nobody_listens_to_is_told \
    a_forward_ends_with_its_pod \
    a_deleted_pod_is_replaced what_is_not_there_is_refused_with_its_path autoscalers_are_kept_in_both_versions behavior_of_autoscalers_is_kept \
    an_autoscaler_goes_with_its_deployment routes_are_ingresses_and_more a_certificate_comes_with_a_route \
    events_are_there_in_both_groups projects_are_asked_for everybody_gets_what_is_theirs what_one_may_do_is_told everything_can_be_watched \
    a_whole_application_comes_and_goes a_service_may_come_before_its_deployment a_kustomization_is_applied a_refusal_names_the_object \
    one_manager_applies_on_the_server two_managers_conflict_and_one_takes_over client_side_apply_goes_over_to_the_server \
    bad_applies_are_answered a_thousand_objects_come_in_pages a_watch_from_long_ago_begins_anew debians_kubectl_works \
    a_session_ends_with_its_token a_session_ends_with_the_role a_forward_ends_with_its_token watches_and_logs_end_with_their_token a_revoked_token_is_refused_within_5_seconds bad_input_is_answered a_service_is_exposed_and_everything_goes
