# Stories of the API about single pods: sessions in them, and their end. Part of api.sh.

# the_pod: a pod of "web" that is ready, not on its way out.
the_pod() {
    local pods
    pods=$(kube get pods -l app=web -o 'jsonpath={.items[?(@.status.phase=="Running")].metadata.name}')
    echo "${pods%% *}"
}

# gives CODE TEXT COMMAND...: the exit code, and all of the standard output. A command that hangs ends with another code (124).
gives() {
    local code=0 output
    output=$("${@:3}") || code=$?
    [[ $code == "$1" && $output == "$2" ]] || { echo "'${*:3}' ended with $code instead of $1, and gave '$output', not '$2'" && return 1; }
}

# Arguments of all processes in a pod.
processes_of() {
    kube exec "$1" -- sh -c 'cat /proc/[0-9]*/cmdline 2>/dev/null' | tr '\0' ' '
}

# ends_in POD TEXT: within 20 s no process of the pod has this among its arguments.
ends_in() {
    local end=$((SECONDS + 20))
    while [[ $(processes_of "$1") == *"$2"* ]]; do
        ((SECONDS < end)) || { echo "'$2' goes on in $1" && return 1; }
        sleep 0.5
    done
}

commands_run_in_pods() {
    local pod
    pod=$(the_pod)
    gives 0 "hello" kube exec "$pod" -- echo hello
    gives 0 "a b|c" kube exec "$pod" -- sh -c 'echo "$1|$2"' sh "a b" c
    gives 0 "out" kube exec "$pod" -- sh -c 'echo out; echo err >&2' 2>"$FOLDER/errors"
    says "err" cat "$FOLDER/errors"
    gives 0 "through" kube exec -i "$pod" -- cat <<<"through"
    gives 0 "" kube exec -i "$pod" -- cat </dev/null
    gives 0 "first" kube exec -i "$pod" -- head -n 1 <<<$'first\nsecond'
    gives 42 "" kube exec "$pod" -- sh -c 'exit 42' 2>"$FOLDER/errors"
    gives 3 "read" kube exec -i "$pod" -- sh -c 'cat; exit 3' <<<"read" 2>"$FOLDER/errors"
    refuses "no-such-program" kube exec "$pod" -- no-such-program
    refuses "not valid for pod" kube exec "$pod" -c other -- true
    refuses "not found" kube exec no-such-pod -- true
    says "ran sh" kube get events
}

# What is sent in and comes back is the same.
much_goes_through_a_command() {
    head -c 20000000 /dev/urandom >"$FOLDER/much"
    kube exec -i "$(the_pod)" -- cat <"$FOLDER/much" >"$FOLDER/back"
    cmp "$FOLDER/much" "$FOLDER/back"
}

files_are_copied() {
    local pod
    pod=$(the_pod)
    head -c 100000 "$FOLDER/much" >"$FOLDER/file"
    kube cp "$FOLDER/file" "$pod:/tmp/copied"
    kube cp "$pod:/tmp/copied" "$FOLDER/again" >/dev/null
    cmp "$FOLDER/file" "$FOLDER/again"
}

# A command whose client is gone is ended, though Docker would let it go on; a flood that nobody reads is too.
a_command_ends_with_its_client() {
    local pod client
    pod=$(the_pod)
    kubectl exec "$pod" -- sh -c 'trap "" HUP; while :; do sleep 4711; done' >/dev/null 2>&1 &
    client=$!
    until_says "sleep 4711" processes_of "$pod"
    kill -9 "$client"
    wait "$client" 2>/dev/null || true
    ends_in "$pod" "sleep 4711"
    says "flood" echo "$(kube exec "$pod" -- yes flood | head -n 1)"
    ends_in "$pod" "yes flood"
}

# The session of a token ends within 5 seconds after the token does, and what runs in it.
a_session_ends_with_its_token() {
    local pod token session code=0
    pod=$(the_pod)
    token=$(caller editor none 1)
    kubectl --token="$token" exec "$pod" -- sleep 4712 >"$FOLDER/session" 2>&1 &
    session=$!
    until_says "sleep 4712" processes_of "$pod"
    revoke "$token"
    ends_within_5_seconds "$session"
    wait "$session" || code=$?
    ((code != 0)) || { echo "The session ended as if all were well" && return 1; }
    says "is gone, and so is this session" cat "$FOLDER/session"
    ends_in "$pod" "sleep 4712"
}

# As above, of who is no member any more: the token is good still.
a_session_ends_with_the_role() {
    local pod token session code=0
    pod=$(the_pod)
    token=$(caller guest EDITOR 1)
    kubectl --token="$token" exec "$pod" -- sleep 4714 >"$FOLDER/session" 2>&1 &
    session=$!
    until_says "sleep 4714" processes_of "$pod"
    sql "DELETE m FROM membership m JOIN account a ON a.id = m.account_id WHERE a.name = 'guest'"
    ends_within_5_seconds "$session"
    wait "$session" || code=$?
    ((code != 0)) || { echo "The session ended as if all were well" && return 1; }
    says "your role in the project is gone" tr '[:upper:]' '[:lower:]' <"$FOLDER/session"
    ends_in "$pod" "sleep 4714"
}

# One more is refused, until places are free again.
an_account_has_twenty_sessions() {
    local pod container pids=() i
    pod=$(the_pod)
    container=$(kube get pod "$pod" -o 'jsonpath={.status.containerStatuses[0].containerID}')
    for ((i = 0; i < 20; i++)); do
        kubectl exec "$pod" -- sleep 4715 >"$FOLDER/slept" 2>&1 &
        pids+=($!)
    done
    sleepers() { docker top "${container#docker://}" | grep -c 'sleep 4715'; }
    until_says 20 sleepers
    refuses "20 sessions with pods open, which is the most" kube exec "$pod" -- true
    kill "${pids[@]}"
    wait "${pids[@]}" 2>/dev/null || true
    until_says back kube exec "$pod" -- echo back
    ends_in "$pod" "sleep 4715"
}

a_terminal_is_a_terminal() {
    local pod
    pod=$(the_pod)
    printf 'tty; stty size; exit 7\n' >"$FOLDER/typed"
    refuses "/dev/pts/" timeout 30 script -qec "kubectl exec -it $pod -- sh" /dev/null <"$FOLDER/typed"
}

# What is typed goes to the terminal in the pod, ^C too; its size follows that of the terminal here.
a_terminal_passes_interrupts_and_sizes() {
    local pod client code=0
    pod=$(the_pod)
    mkfifo "$FOLDER/keys"
    timeout 90 script -qec "tty >'$FOLDER/tty'; stty rows 31 cols 97; kubectl exec -it $pod -- sh" /dev/null \
        <"$FOLDER/keys" >"$FOLDER/screen" 2>&1 &
    client=$!
    exec 7>"$FOLDER/keys"
    # Asked again and again, since kubectl sends what is typed and the size beside each other.
    sized() { echo 'stty size' >&7 && cat "$FOLDER/screen"; }
    until_says "31 97" sized
    stty -F "$(cat "$FOLDER/tty")" rows 40 cols 120
    until_says "40 120" sized
    echo 'sleep 4713' >&7
    until_says "sleep 4713" processes_of "$pod"
    printf '\003' >&7
    ends_in "$pod" "sleep 4713"
    echo 'exit 7' >&7
    wait "$client" || code=$?
    exec 7>&-
    rm "$FOLDER/keys"
    ((code == 7)) || { echo "The terminal ended with $code: $(cat "$FOLDER/screen")" && return 1; }
}

what_pods_write_is_attached_to() {
    local pod attached
    pod=$(the_pod)
    refuses "kubectl exec -i" kube attach -i "$pod"
    timeout 30 kubectl attach "$pod" >"$FOLDER/attached" 2>&1 &
    attached=$!
    written() { kube exec "$pod" -- sh -c 'echo "pod writes" >/proc/1/fd/1' && cat "$FOLDER/attached"; }
    until_says "pod writes" written
    kill "$attached" 2>/dev/null || true
    wait "$attached" 2>/dev/null || true
}

old_clients_are_told_what_they_need() {
    local token pod
    SERVER=$(sed -n 's/.*server: //p' "$KUBECONFIG") token=$(sed -n 's/.*token: //p' "$KUBECONFIG")
    pod=$(the_pod)
    says "speaks SPDY" curl -sk -X POST -H "Authorization: Bearer $token" -H 'Connection: Upgrade' -H 'Upgrade: SPDY/3.1' \
        "$SERVER/api/v1/namespaces/$PROJECT/pods/$pod/exec?command=true&stdout=true"
    says "Upgrade request required" curl -sk -H "Authorization: Bearer $token" \
        "$SERVER/api/v1/namespaces/$PROJECT/pods/$pod/exec?command=true&stdout=true"
    says "at least 1 of" curl -sk -H "Authorization: Bearer $token" \
        "$SERVER/api/v1/namespaces/$PROJECT/pods/$pod/exec?command=true"
    says "speaks SPDY" curl -sk -X POST -H "Authorization: Bearer $token" -H 'Connection: Upgrade' -H 'Upgrade: SPDY/3.1' \
        -H 'X-Stream-Protocol-Version: portforward.k8s.io' "$SERVER/api/v1/namespaces/$PROJECT/pods/$pod/portforward"
}

a_deleted_pod_is_replaced() {
    local before
    before=$(kube get pod web-0 -o 'jsonpath={.metadata.uid}')
    says "deleted" kube delete pod web-0 --dry-run=server
    says "$before" kube get pod web-0 -o 'jsonpath={.metadata.uid}'
    refuses "not found" kube delete pod web-99
    says 'pod "web-0" deleted' kube delete pod web-0 --grace-period=1
    is_another() { [[ $(kube get pods -o "jsonpath={.items[*].metadata.uid}") != *"$before"* ]] && echo another; }
    until_says another is_another
    kube wait --for=condition=available deployment/web --timeout=50s
    says "leaves rotation and is replaced" kube get events
    says "deleted" kube delete pods -l app=web --wait=false
    kube wait --for=condition=available deployment/web --timeout=50s
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
