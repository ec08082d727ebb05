# Stories of the API about deployments: applied, scaled, changed, undone, refused. Part of api.sh.

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

# limited LIMIT: a deployment that says how much it may use at most, and no more.
limited() {
    cat <<YAML
apiVersion: apps/v1
kind: Deployment
metadata: {name: limited}
spec:
  replicas: 0
  selector: {matchLabels: {app: limited}}
  template:
    metadata: {labels: {app: limited}}
    spec: {containers: [{name: demo, image: "$IMAGE", resources: {limits: {cpu: $1, memory: 64Mi}}}]}
YAML
}

# What nobody asked for follows what somebody says, also where the object shows what was filled in.
requests_follow_limits() {
    local resources='jsonpath={.spec.template.spec.containers[0].resources.requests.cpu} {.spec.template.spec.containers[0].resources.limits.memory}'
    kube create deployment unasked --image="$IMAGE" --replicas=0 >/dev/null
    says "updated" kube set resources deployment unasked --limits=cpu=50m
    says "50m 512Mi" kube get deployment unasked -o "$resources"
    says "updated" kube set resources deployment unasked --requests=memory=900Mi
    says "50m 900Mi" kube get deployment unasked -o "$resources"
    refuses "limit of 20 m is below the request of 30 m" kube set resources deployment unasked --requests=cpu=30m --limits=cpu=20m
    says "deleted" kube delete deployment unasked
    limited 50m >"$FOLDER/limited.yaml"
    says "created" kube apply -f "$FOLDER/limited.yaml"
    limited 20m >"$FOLDER/limited.yaml"
    says "configured" kube apply -f "$FOLDER/limited.yaml"
    says "20m 64Mi" kube get deployment limited -o "$resources"
    says "unchanged" kube apply -f "$FOLDER/limited.yaml"
    kube diff -f "$FOLDER/limited.yaml"
    limited 10m >"$FOLDER/limited.yaml"
    says "serverside-applied" kube apply --server-side --force-conflicts -f "$FOLDER/limited.yaml"
    says "10m 64Mi" kube get deployment limited -o "$resources"
    says "deleted" kube delete deployment limited
}
