# Stories of the API about connections to ports of pods. Part of api.sh.

# forward POD PORT...: kubectl port-forward in the background, as FORWARD; the ports here, in the same order, are in LOCAL.
forward() {
    local pod=$1 count=$(($# - 1))
    shift
    kubectl port-forward "$pod" "${@/#/:}" >"$FOLDER/forward" 2>&1 &
    FORWARD=$!
    until_says "$count ports" listening
    mapfile -t LOCAL < <(sed -n 's/^Forwarding from 127.0.0.1:\([0-9]*\) .*/\1/p' "$FOLDER/forward")
}

listening() {
    echo "$(grep -c '^Forwarding from 127' "$FOLDER/forward") ports"
    cat "$FOLDER/forward"
}

# stop_forward: and its relay is gone within 20 s.
stop_forward() {
    kill "$FORWARD" 2>/dev/null || true
    wait "$FORWARD" 2>/dev/null || true
    no_relay
}

no_relay() {
    local end=$((SECONDS + 20)) cluster
    cluster=$(docker inspect -f '{{index .Config.Labels "io.podspace.cluster"}}' "$(container_of "$(the_pod)")")
    while [[ -n $(docker ps -aq --filter label=io.podspace.kind=relay --filter "label=io.podspace.cluster=$cluster") ]]; do
        ((SECONDS < end)) || { echo "A relay is left" && return 1; }
        sleep 0.5
    done
}

container_of() {
    kube get pod "$1" -o 'jsonpath={.status.containerStatuses[0].containerID}' | sed 's|docker://||'
}

# serve_inside POD: 10 MB behind port 9000 of the pod's own loopback address only.
serve_inside() {
    kube exec "$1" -- sh -c 'mkdir -p /tmp/pages && cd /tmp/pages && head -c 10000000 /dev/urandom >much && httpd -p 127.0.0.1:9000 -h /tmp/pages'
    kube exec "$1" -- cat /tmp/pages/much >"$FOLDER/much"
}

# A port that all of the project reaches, and one that only the pod itself does.
ports_of_pods_are_reached() {
    local pod
    pod=$(the_pod)
    serve_inside "$pod"
    forward "$pod" 8080 9000
    says "$pod" curl -sS -m 20 "http://127.0.0.1:${LOCAL[0]}/name"
    curl -sS -m 60 -o "$FOLDER/back" "http://127.0.0.1:${LOCAL[1]}/much"
    cmp "$FOLDER/much" "$FOLDER/back"
    says "forwarded port 9000" kube get events
    stop_forward
    refuses "Your role in this project is viewer" kube --token="$(caller onlooker VIEWER 1)" port-forward "$pod" :8080
}

many_connections_go_through_one_forward() {
    local pod i pids=()
    pod=$(the_pod)
    forward "$pod" 8080 9000
    for ((i = 0; i < 4; i++)); do
        curl -sS -m 100 -o "$FOLDER/back.$i" "http://127.0.0.1:${LOCAL[1]}/much" &
        pids+=($!)
    done
    for ((i = 0; i < 20; i++)); do
        curl -sS -m 100 -o "$FOLDER/name.$i" "http://127.0.0.1:${LOCAL[0]}/name" &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i"; done
    for ((i = 0; i < 4; i++)); do cmp "$FOLDER/much" "$FOLDER/back.$i"; done
    for ((i = 0; i < 20; i++)); do says "$pod" cat "$FOLDER/name.$i"; done
    stop_forward
}

# kubectl of this version ends at that by itself, with the error; a newer one goes on.
a_port_that_nobody_listens_to_is_told() {
    local pod
    pod=$(the_pod)
    forward "$pod" 8080 9
    says "$pod" curl -sS -m 20 "http://127.0.0.1:${LOCAL[0]}/name"
    refuses "" curl -sS -m 20 "http://127.0.0.1:${LOCAL[1]}/"
    until_says "Port 9 of the pod cannot be reached: Connection refused" cat "$FOLDER/forward"
    stop_forward
}

a_forward_ends_with_its_pod() {
    local pod
    pod=$(the_pod)
    forward "$pod" 8080
    says "$pod" curl -sS -m 20 "http://127.0.0.1:${LOCAL[0]}/name"
    says "deleted" kube delete pod "$pod" --grace-period=1
    ends_within_5_seconds "$FORWARD"
    kube wait --for=condition=available deployment/web --timeout=50s
    no_relay
}

a_forward_ends_with_its_token() {
    local pod token
    pod=$(the_pod)
    token=$(caller forwarder EDITOR 1)
    forward_as() { kubectl --token="$token" port-forward "$pod" :8080 >"$FOLDER/forward" 2>&1 & FORWARD=$!; }
    forward_as
    until_says "1 ports" listening
    revoke "$token"
    ends_within_5_seconds "$FORWARD"
    no_relay
}
