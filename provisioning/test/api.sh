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

says() {
    local text=$1 output
    shift
    output=$("$@" 2>&1) || true
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
    says "AlreadyExists" kube create -f "$FOLDER/project.yaml"
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
    says "Endpoints" kube describe service web
    says "Created" kube get events
}

applying_again_changes_nothing() {
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
    sleep 2
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
    refuses "nonsense" kube patch deployment web --type=json -p '[{"op":"nonsense","path":"/spec/x"}]'
}

a_service_is_exposed_and_everything_goes() {
    says "exposed" kube expose deployment web --name=again --port=8080
    says "ClusterIP" kube get service again
    says "deleted" kube delete service again
    says "deleted" kube delete -f "$FOLDER/web.yaml" --wait=false
    says "deleted" kube delete namespace "$PROJECT" --wait=false
    until_says "not found" kube get namespace "$PROJECT"
}

story() {
    local began=$SECONDS output result=0
    set +e
    output=$(set -e && "$1" 2>&1)
    result=$?
    set -e
    printf '%s\n%s\n' "== $1: $result" "$output"
    {
        printf '  <testcase classname="api" name="%s" time="%d">\n' "${1//_/ }" $((SECONDS - began))
        if ((result != 0)); then
            printf '    <failure message="%s"/>\n' "$(tail -n 5 <<<"$output" | tr '\n' ' ' | sed 's/&/\&amp;/g; s/</\&lt;/g; s/"/\&quot;/g')"
        fi
        printf '  </testcase>\n'
    } >>"$REPORT/cases"
    ((result == 0)) || FAILED=$((FAILED + 1))
}

mkdir -p "$REPORT"
rm -f "$REPORT/cases"
FAILED=0
STORIES=(discovery_names_what_there_is a_wrong_token_is_refused a_namespace_is_a_project a_manifest_becomes_pods
    applying_again_changes_nothing a_dry_run_keeps_nothing scale_is_seen_by_a_watch a_change_is_a_revision_and_can_be_undone
    a_stale_change_is_a_conflict what_is_not_there_is_refused_with_its_path a_service_is_exposed_and_everything_goes)
for name in "${STORIES[@]}"; do story "$name"; done
{
    echo '<?xml version="1.0" encoding="UTF-8"?>'
    echo "<testsuite name=\"api\" tests=\"${#STORIES[@]}\" errors=\"0\" skipped=\"0\" failures=\"$FAILED\">"
    cat "$REPORT/cases"
    echo '</testsuite>'
} >"$REPORT/TEST-api.xml"
rm -f "$REPORT/cases"
