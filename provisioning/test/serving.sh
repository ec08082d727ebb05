# Stories of an application that serves while parts of its box are stopped or die; for box.sh.

readonly PROJECT=serving SITE=web.serving.test PODS=3
# period x failures + timeout of the checks below, and a second for a machine that is not idle.
readonly OUT_WITHIN=5000

kube() {
    KUBECONFIG=$TRIAL_HOME/run/kubeconfig timeout 60 kubectl --request-timeout=30s -n "$PROJECT" "$@"
}

# application VERSION: a deployment with checks, behind a service and a route.
application() {
    cat <<YAML
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: $PODS
  minReadySeconds: 1
  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 2
      containers:
        - name: demo
          image: 127.0.0.1:$PODSPACE_REGISTRY_PORT/podspace/demo:1
          imagePullPolicy: IfNotPresent
          env: [{name: VERSION, value: "$1"}]
          ports: [{name: http, containerPort: 8080}]
          resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {memory: 64Mi}}
          readinessProbe: {httpGet: {path: /health, port: http}, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 3}
          livenessProbe: {httpGet: {path: /health, port: http}, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 3}
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
    - host: $SITE
      http:
        paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]
YAML
}

visit() {
    http_status 127.0.0.1 "$PODSPACE_ROUTER_HTTP_PORT" /health "$SITE"
}

visited() {
    [[ $(visit) == 200 ]]
}

# within_seconds SECONDS COMMAND...: repeats the condition until it holds.
within_seconds() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do ((SECONDS < end)) || return 1; done
}

pods() {
    docker ps -q --filter "label=io.podspace.cluster=$(cluster)" --filter label=io.podspace.kind=pod
}

# last_bad MILLISECONDS: visits for so long; when the last visit began that was not answered with 200, 0 if all were.
last_bad() {
    local began now last=0
    began=$(date +%s%3N) now=0
    while ((now < $1)); do
        visited || last=$((now + 1))
        now=$(($(date +%s%3N) - began))
    done
    echo "$last"
}

all_are_ready() {
    [[ $(kube get deployment web -o 'jsonpath={.status.readyReplicas}/{.status.updatedReplicas}') == "$PODS/$PODS" ]]
}

# Else the failure's words are what somebody who was not there needs: the pods as the API and the engine tell them, the last
# events, and what the server complained of.
expect_all_ready() {
    within_seconds 60 all_are_ready || {
        kube get pods -o wide --no-headers || true
        docker ps -a --filter "label=io.podspace.cluster=$(cluster)" --format '{{.Names}} {{.Status}}'
        last_events || true
        grep -E ' (WARN|ERROR) ' "$TRIAL_HOME/logs/wildfly/server.log" | tail -n 5 | cut -c -300 || true
        echo "Expected: all pods ready"
        exit 1
    }
}

# expect_no_bad_visit FILE: of visits_until.
expect_no_bad_visit() {
    expect "every visit answered with 200, not $(wc -l <"$1") between $(head -n 1 "$1") and $(tail -n 1 "$1"); $(last_events)" test ! -s "$1"
}

a_checked_application_serves() {
    podspace kubeconfig >"$TRIAL_HOME/run/kubeconfig"
    printf 'apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n' "$PROJECT" | kube create -f -
    application 1 | kube apply -f -
    expect_all_ready
    expect "an answer over the route" within_seconds 30 visited
}

no_pod_too_many() {
    [[ $(pods | wc -l) == "$PODS" ]]
}

# visits_until FILE: visits until there is that file; tells each that was not answered with 200, a line each.
visits_until() {
    local code
    while [[ ! -e $1 ]]; do
        code=$(visit) || true
        [[ $code == 200 ]] || echo "${code:-no answer} at $(date +%T.%3N)"
    done
}

# One after the other, past the engine, while somebody visits.
killed_pods_cost_no_visit() {
    local pod visits done=$TRIAL_HOME/run/killed
    visits_until "$done" >"$TRIAL_HOME/run/visits" 2>&1 &
    visits=$!
    # shellcheck disable=SC2064
    trap "touch $done" EXIT
    for pod in $(pods); do
        kill -KILL "$(docker inspect -f '{{.State.Pid}}' "$pod")"
        expect "the killed pod is gone" within_seconds 60 refuses runs "$pod"
        expect "another one runs in its place" within_seconds 60 no_pod_too_many
        expect_all_ready
    done
    touch "$done"
    wait "$visits"
    trap - EXIT
    expect_no_bad_visit "$TRIAL_HOME/run/visits"
}

# stopped_server_sees COMMAND POD: the server is stopped while the command spoils a pod; the pod has to leave rotation anyway.
stopped_server_sees() {
    local server last
    server=$(pid_of console)
    kill -STOP "$server"
    # shellcheck disable=SC2064
    trap "kill -CONT $server" EXIT
    "$@"
    last=$(last_bad $((OUT_WITHIN * 2)))
    kill -CONT "$server"
    trap - EXIT
    echo "last bad visit began after $last ms"
    expect "a bad visit, or the pod never served" test "$last" -gt 0
    expect "no bad visit that began after $OUT_WITHIN ms" test "$last" -le "$OUT_WITHIN"
}

a_pod_that_answers_500_leaves_without_the_server() {
    local pod
    pod=$(pods | head -n 1)
    stopped_server_sees docker exec "$pod" wget -qO- http://127.0.0.1:8080/health/fail
    expect "the server restarts it when it goes on" within_seconds 60 refuses runs "$pod"
    expect_all_ready
}

a_pod_that_hangs_leaves_without_the_server() {
    local pod
    pod=$(pods | head -n 1)
    stopped_server_sees kill -STOP "$(docker inspect -f '{{.State.Pid}}' "$pod")"
    expect "the server restarts it when it goes on" within_seconds 60 refuses runs "$pod"
    expect_all_ready
}

# In seconds and their fractions: whole ones would count what the story before did in the same second.
now() {
    date +%s.%N
}

# follow_starts FILE: pods that are started from now on, as the engine tells, a name a line, until $FOLLOWER is ended. Followed
# from the beginning: the engine keeps its last 256 events only, and others on it push ours out.
follow_starts() {
    docker events --since "$(now)" --filter "label=io.podspace.cluster=$(cluster)" \
        --filter label=io.podspace.kind=pod --filter event=start --format '{{.Actor.Attributes.name}}' >"$1" &
    FOLLOWER=$!
}

# started FILE NUMBER: at least so many were.
started() {
    (($(wc -l <"$1") >= $2))
}

# told_of_all FILE: every pod that runs is in it, so nothing is on its way any more.
told_of_all() {
    [[ -z $(docker ps --filter "label=io.podspace.cluster=$(cluster)" --filter label=io.podspace.kind=pod --format '{{.Names}}' |
        grep -vxFf "$1") ]]
}

# Two new pods and an old one are ready pods too: the rollout has ended when all that is there is of the new revision.
rolled_out() {
    kube rollout status deployment web --watch=false | grep -q "successfully rolled out"
}

# The project's last events on one line, for a failure's words.
last_events() {
    kube get events --sort-by=.lastTimestamp -o 'custom-columns=A:.lastTimestamp,M:.message' --no-headers | tail -n 12 | tr -s ' \n' ' '
}

# At two points that the seed chooses: after the start of some pod, and up to a second later.
a_rollout_survives_kills_of_the_server() {
    local visits starts=$TRIAL_HOME/run/starts kills seed=${PODSPACE_TEST_SEED:-$RANDOM} done=$TRIAL_HOME/run/visited
    RANDOM=$seed
    echo "PODSPACE_TEST_SEED=$seed"
    visits_until "$done" >"$TRIAL_HOME/run/visits" 2>&1 &
    visits=$!
    follow_starts "$starts"
    # shellcheck disable=SC2064
    trap "touch $done; kill $FOLLOWER" EXIT
    application 2 | kube apply -f -
    for kills in 1 2; do
        within_seconds 60 started "$starts" $((kills == 1 ? RANDOM % 2 : 1 + RANDOM % 2))
        sleep "0.$((RANDOM % 10))" # the point in time is what this is about
        kill -KILL "$(pid_of console)"
        echo "killed after $(wc -l <"$starts") starts"
        podspace up >/dev/null
    done
    expect "the rollout ends" within_seconds 120 rolled_out
    expect "as many pods as wanted" within_seconds 30 no_pod_too_many
    expect "the engine told of each" within_seconds 10 told_of_all "$starts"
    expect "the engine was followed all the time" kill "$FOLLOWER"
    touch "$done"
    wait "$visits"
    trap - EXIT
    expect "no pod started twice: $(xargs <"$starts")" test -z "$(sort "$starts" | uniq -d)"
    expect "$PODS new pods, beside such as replaced one that ended: $(xargs <"$starts"); $(last_events)" \
        test "$(sql "SELECT COUNT(*) FROM pod WHERE restarts = 0 AND id IN ($(sed 's/.*-//' "$starts" | paste -sd,))")" = "$PODS"
    says "2" kube get deployment web -o 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision}'
    expect_no_bad_visit "$TRIAL_HOME/run/visits"
}

# tallied: what the proxies had counted of every pod is written down, for another server to count on from.
tallied() {
    [[ $(sql "SELECT COUNT(*) FROM pod p JOIN rollout_tally t ON t.deployment_id = p.deployment_id
        WHERE p.phase = 'READY' AND t.tally LIKE CONCAT('%\"', p.id, '\":{%')") == "$PODS" ]]
}

watched() {
    [[ $(sql "SELECT state FROM rollout ORDER BY id DESC LIMIT 1") == WATCHED ]]
}

sql() {
    mariadb --protocol=tcp -h 127.0.0.1 -P "$PODSPACE_DATABASE_PORT" -u podspace \
        -p"$(cat "$TRIAL_HOME/secrets/database.password")" podspace -N -e "$1"
}

version() {
    kube get deployment web -o 'jsonpath={.spec.template.spec.containers[0].env[?(@.name=="VERSION")].value}'
}

went_back() {
    [[ $(version) == 2 ]]
}

# It passes its checks and answers visitors with 500, but only while no server runs: the proxies count, and the next server judges.
a_bad_version_goes_back_though_the_server_died_in_its_watch() {
    local i
    application 3 | sed 's|/health, port|/name, port|; s|env: \[|&{name: NEVER_READY, value: "1"}, |' | kube apply -f -
    expect "it is watched" within_seconds 120 watched
    expect "its counters are written down" within_seconds 30 tallied
    kill -KILL "$(pid_of console)"
    for ((i = 0; i < 100; i++)); do
        expect "an answer with 500" test "$(visit)" = 500
    done
    podspace up >/dev/null
    expect "it goes back" within_seconds 60 went_back
    expect "the rollout ends" within_seconds 120 rolled_out
    expect "a good answer" within_seconds 30 visited
    # each counted, and once
    says "Server errors (HTTP 5xx) of revision #3: 100 of 100 (100.0 %) of the responses" kube get events
}
