# Stories of what people who know Kubernetes try beside the usual; part of api.sh.

the_server_says_how_it_is_and_who_one_is() {
    local path
    for path in healthz livez readyz; do says "ok" kube get --raw "/$path"; done
    refuses "could not find the requested resource" kube get --raw /metrics
    says "admin" kube auth whoami
    says "system:authenticated" kube auth whoami
    says "$(sed -n 's/.*server: //p' "$KUBECONFIG")" kube cluster-info
    says "authentication.k8s.io/v1" kube api-versions
    says "livenessProbe" kube explain pod --recursive
    says "PodSpace chooses the host" kube explain pod.spec.nodeName
    says "KIND:     ReplicaSet" kube explain replicaset
}

slips_of_the_pen_are_told() {
    refuses "field label not supported: spec.nodename" kube get pods --field-selector spec.nodename=host-1
    refuses "field label not supported: foo" kube get pods -w --field-selector foo=bar
    refuses "the test of '/spec/replicas' does not hold" \
        kube patch deployment web --type=json -p '[{"op": "test", "path": "/spec/replicas", "value": 99}]'
}

pods_take_no_changes() {
    local pod
    pod=$(the_pod)
    refuses "Change their deployment" kube label "pod/$pod" a=b
    refuses "Change their deployment" kube annotate "pod/$pod" a=b
    refuses "kubectl exec -it $pod -- sh" kube debug "$pod" --image="$IMAGE"
    refuses "kubectl create deployment" kube debug "$pod" --image="$IMAGE" --copy-to=other
    refuses "kubectl create deployment" kube run other --image="$IMAGE"
}

# prunable NAME: a config map of the set that is pruned.
prunable() {
    printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, labels: {set: prunable}}\ndata: {a: b}\n---\n' "$1"
}

what_is_no_longer_applied_is_pruned() {
    prunable first >"$FOLDER/both.yaml"
    prunable second >>"$FOLDER/both.yaml"
    prunable first >"$FOLDER/one.yaml"
    says "configmap/second created" kube apply --prune -l set=prunable -f "$FOLDER/both.yaml"
    says "configmap/second pruned" kube apply --prune -l set=prunable -f "$FOLDER/one.yaml"
    refuses "not found" kube get configmap second
    says "first" kube get configmap first
    says "deleted" kube delete configmap first
}

kinds_that_are_not_there_say_what_to_do() {
    cat >"$FOLDER/set.yaml" <<YAML
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: base}
spec:
  serviceName: base
  selector: {matchLabels: {app: base}}
  template: {metadata: {labels: {app: base}}, spec: {containers: [{name: base, image: $IMAGE}]}}
YAML
    refuses "PodSpace has no statefulsets. Make a Deployment" kube apply -f "$FOLDER/set.yaml"
    refuses "PodSpace has no jobs" kube create job once --image="$IMAGE"
    says "No resources found" kube get statefulsets,daemonsets,jobs,cronjobs,persistentvolumeclaims
    says "No resources found" kube get persistentvolumes
    cat >"$FOLDER/beside.yaml" <<YAML
apiVersion: v1
kind: ServiceAccount
metadata: {name: base}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: base}
spec: {minAvailable: 1, selector: {matchLabels: {app: base}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: base}
spec: {podSelector: {}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: beside}
data: {a: b}
YAML
    refuses "Leave it and serviceAccountName out" kube apply -f "$FOLDER/beside.yaml"
    refuses "Say maxUnavailable in the deployment" kube apply -f "$FOLDER/beside.yaml"
    refuses "PodSpace has no networkpolicies" kube apply -f "$FOLDER/beside.yaml"
    says "deleted" kube delete configmap beside # what PodSpace has was taken
    refuses "members are in the console" kube create role reader --verb=get --resource=pods
    refuses "Say requests and limits" kube create quota most --hard=pods=2
    refuses "spec.defaultBackend" kube create ingress all --default-backend=web:80
    refuses "statefulsets.apps \"base\" not found" kube get statefulset base
    refuses "not found" kube -n no-such-project get jobs
}

what_is_deleted_says_since_when() {
    local asked since
    says "created" kube create deployment leaving --image="$IMAGE" --replicas=1
    says "rolled out" kube rollout status deployment/leaving
    # A second must have passed since it was made, or one time cannot be told from the other.
    until_says older made_before_now leaving
    watched "$FOLDER/leaving" pods -l app=leaving --output-watch-events -o json
    until_says ADDED cat "$FOLDER/leaving"
    asked=$(date -u +%FT%TZ)
    says "deleted" kube delete deployment leaving
    until_says DELETED cat "$FOLDER/leaving"
    kill $!
    since=$(sed -n 's/.*"deletionTimestamp":"\([^"]*\)".*/\1/p' "$FOLDER/leaving" | sort -u)
    [[ -n $since && ! $since < $asked ]] || { echo "Asked at $asked, but it says '$since'" && return 1; }
}

made_before_now() {
    [[ $(kube get deployment "$1" -o 'jsonpath={.metadata.creationTimestamp}') < $(date -u +%FT%TZ) ]] && echo older
}
