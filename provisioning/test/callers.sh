# Stories of the API about who may do what: every endpoint, asked by everybody. Part of api.sh.

sql() {
    mariadb --protocol=tcp -h 127.0.0.1 -P "$PODSPACE_DATABASE_PORT" -u podspace \
        -p"$(cat "$PODSPACE_HOME/secrets/database.password")" podspace -N -e "$1"
}

# caller NAME ROLE WRITES: an account with that role in the project (none: a stranger) and a token, which is its output.
caller() {
    local token
    token=pst_$(printf '%040d' "$RANDOM$RANDOM" | tr 0 x)
    sql "INSERT INTO account (uid, name, email, password_hash, created_at)
            VALUES (UUID(), '$1', '$1@example.org', '-', UTC_TIMESTAMP(6)) ON DUPLICATE KEY UPDATE name = name;
        INSERT INTO access_token (account_id, name, hash, start, writes, created_at)
            SELECT id, 'test', SHA2('$token', 256), 'pst_test', $3, UTC_TIMESTAMP(6) FROM account WHERE name = '$1';"
    [[ $2 == none ]] || sql "INSERT INTO membership (project_id, account_id, role, created_at)
        SELECT p.id, a.id, '$2', UTC_TIMESTAMP(6) FROM project p, account a WHERE p.name = '$PROJECT' AND a.name = '$1'"
    echo "$token"
}

# ask TOKEN METHOD PATH [BODY]: with no token if that is empty; prints the status code; the answer is in the file "answer".
ask() {
    local type=application/json
    [[ $2 != PATCH ]] || type=application/merge-patch+json
    curl -sk -o "$FOLDER/answer" -w '%{http_code}' -X "$2" ${1:+-H "Authorization: Bearer $1"} -H "Content-Type: $type" \
        ${4:+--data-binary "$4"} "$SERVER$3"
}

# everybody METHOD PATH BODY NONE STRANGER VIEWER READER EDITOR ADMINISTRATOR: asks as everybody, and compares the codes.
everybody() {
    local i code tokens=("" "$STRANGER" "$VIEWER" "$READER" "$EDITOR" "$ADMINISTRATOR")
    local names=(nobody stranger viewer reader editor administrator)
    for i in 0 1 2 3 4 5; do
        code=$(ask "${tokens[i]}" "$1" "$2" "$3")
        [[ " ${*:4+i:1} " == *"$code"* ]] || {
            echo "Expected ${*:4+i:1} for ${names[i]}: $1 $2 was $code: $(cat "$FOLDER/answer")" && return 1
        }
        if [[ ${names[i]} == stranger ]] && grep -q "$IMAGE\|hello" "$FOLDER/answer"; then
            echo "A stranger reads what is in $2: $(cat "$FOLDER/answer")" && return 1
        fi
    done
}

# Every kind that lies in a namespace, as "VERSION PLURAL VERBS": what discovery says, and the version that it does not prefer.
kinds() {
    kube api-resources --namespaced=true --no-headers -o wide | awk '{ for (i = 2; i < NF; i++) if ($i == "true") print $(i - 1), $1, $(i + 2) }'
    echo "autoscaling/v1 horizontalpodautoscalers create,delete,get,list,patch,update,watch"
}

# kind_is_asked_for VERSION PLURAL VERBS: of the namespace, and of the first object there. A watch from so long ago ends at once.
kind_is_asked_for() {
    local path=/apis/$1 kind=$2.${1#*/}.${1%/*} name read="200" write="200 409"
    [[ $1 == */* ]] || { path=/api/$1 && kind=$2; }
    path=$path/namespaces/$PROJECT/$2
    [[ $3 != get,list ]] || { absent_kind_is_asked_for "$path" && return; }
    name=$(kube get "$kind" -o 'jsonpath={.items[0].metadata.name}')
    [[ -n $name ]] || { echo "There is no object of $path to try" && return 1; }
    [[ $2 != secrets ]] || read=403
    everybody GET "$path" "" 401 404 $read $read 200 200
    everybody GET "$path/$name" "" 401 404 $read $read 200 200
    everybody GET "$path?watch=true&resourceVersion=1" "" 401 404 $read $read 200 200
    if [[ ,$3, == *,create,* ]]; then
        everybody POST "$path?dryRun=All" "{}" 401 404 "400 403 422" "400 403 422" "400 422" "400 422"
    else
        everybody POST "$path?dryRun=All" "{}" 401 405 405 405 405 405
    fi
    if [[ ,$3, == *,patch,* ]]; then
        everybody PATCH "$path/$name?dryRun=All" '{"metadata":{"labels":{"a":"b"}}}' 401 404 403 403 200 200
    else
        everybody PATCH "$path/$name?dryRun=All" '{}' 401 405 405 405 405 405
    fi
    if [[ ,$3, == *,delete,* ]]; then
        everybody DELETE "$path/$name?dryRun=All" "" 401 404 403 403 "$write" "$write"
    else
        everybody DELETE "$path/$name?dryRun=All" "" 401 405 405 405 405 405
    fi
}

# absent_kind_is_asked_for PATH: one that PodSpace does not have is an empty list to those who may look there.
absent_kind_is_asked_for() {
    everybody GET "$1" "" 401 404 200 200 200 200
    everybody GET "$1/any" "" 401 404 404 404 404 404
    everybody POST "$1?dryRun=All" "{}" 401 405 405 405 405 405
    everybody DELETE "$1/any?dryRun=All" "" 401 405 405 405 405 405
}

everybody_gets_what_is_theirs() {
    local version plural verbs base=namespaces/$PROJECT count=0
    SERVER=$(sed -n 's/.*server: //p' "$KUBECONFIG") ADMINISTRATOR=$(sed -n 's/.*token: //p' "$KUBECONFIG")
    STRANGER=$(caller stranger none 1) VIEWER=$(caller viewer VIEWER 1)
    EDITOR=$(caller editor EDITOR 1) READER=$(caller editor none 0)
    declare -p SERVER VIEWER EDITOR >"$FOLDER/callers"
    kinds >"$FOLDER/kinds"
    while read -r version plural verbs <&3; do
        kind_is_asked_for "$version" "$plural" "$verbs"
        count=$((count + 1))
    done 3<"$FOLDER/kinds"
    ((count >= 13)) || { echo "Only $count kinds were tried" && return 1; }
    everybody GET "/api/v1/$base/pods/web-0/log?tailLines=1" "" 401 404 200 200 200 200
    for path in exec attach portforward; do
        everybody GET "/api/v1/$base/pods/web-0/$path?command=true&stdout=true&ports=8080" "" 401 404 403 403 400 400
        everybody POST "/api/v1/$base/pods/web-0/$path?command=true&stdout=true&ports=8080" "" 401 404 403 403 400 400
    done
    everybody GET "/api/v1/$base" "" 401 404 200 200 200 200
    everybody PATCH "/api/v1/$base?dryRun=All" '{"metadata":{"labels":{"a":"b"}}}' 401 404 403 403 200 200
    everybody DELETE "/api/v1/$base?dryRun=All" "" 401 404 403 403 403 200
    everybody GET "/apis/project.openshift.io/v1/projects/$PROJECT" "" 401 404 200 200 200 200
    everybody GET "/api/v1/namespaces?watch=true&resourceVersion=1" "" 401 200 200 200 200 200
    everybody GET "/api/v1/secrets?watch=true&resourceVersion=1" "" 401 200 200 200 200 200
    everybody PATCH "/apis/apps/v1/$base/deployments/web/scale?dryRun=All" '{"spec":{"replicas":9}}' 401 404 403 403 200 200
    says "$(ask "$STRANGER" GET /api/v1/namespaces/no-such-project/pods && sed 's/no-such-project/X/g' "$FOLDER/answer")" \
        echo "$(ask "$STRANGER" GET "/api/v1/$base/pods" && sed "s/$PROJECT/X/g" "$FOLDER/answer")"
    [[ $(ask "$VIEWER" GET "/apis/apps/v1/$base/deployments/web") == 200 ]]
    ! grep -q '"value":"hello"' "$FOLDER/answer" || { echo "A viewer reads values" && return 1; }
    [[ $(ask "$VIEWER" GET "/api/v1/secrets?watch=true&timeoutSeconds=2") == 200 ]]
    ! grep -q ADDED "$FOLDER/answer" || { echo "A viewer's watch tells of secrets" && return 1; }
}

# revoke TOKEN
revoke() {
    sql "UPDATE access_token SET revoked_at = UTC_TIMESTAMP(6) WHERE hash = SHA2('$1', 256)"
}

# ends_within_5_seconds PID...: of the shell that asks.
ends_within_5_seconds() {
    local end=$((${EPOCHREALTIME/./} + 5000000)) pid
    for pid in "$@"; do
        while kill -0 "$pid" 2>/dev/null; do
            ((${EPOCHREALTIME/./} < end)) || { echo "Process $pid goes on after 5 s: $(tr '\0' ' ' </proc/"$pid"/cmdline)" && return 1; }
            sleep 0.1
        done
    done
}

watches_and_logs_end_with_their_token() {
    local token pod pids=()
    SERVER=$(sed -n 's/.*server: //p' "$KUBECONFIG")
    token=$(caller watcher VIEWER 1)
    pod=$(the_pod)
    curl -skN -H "Authorization: Bearer $token" "$SERVER/api/v1/namespaces/$PROJECT/pods?watch=true" >"$FOLDER/one" 2>&1 &
    pids+=($!)
    curl -skN -H "Authorization: Bearer $token" "$SERVER/apis/apps/v1/deployments?watch=true" >"$FOLDER/all" 2>&1 &
    pids+=($!)
    kubectl --token="$token" logs -f "$pod" >"$FOLDER/log" 2>&1 &
    pids+=($!)
    until_says ADDED cat "$FOLDER/one"
    until_says ADDED cat "$FOLDER/all"
    until_says listening cat "$FOLDER/log"
    revoke "$token"
    ends_within_5_seconds "${pids[@]}"
}

# open_connections COUNT: to the API, as the machine has them, among which are those whose client has left.
open_connections() {
    local port=${SERVER##*:}
    (($(ss -Htn state established state close-wait "sport = :$port" | wc -l) == $1)) && echo "as many"
}

# One who leaves hears nothing any more, so nothing would tell the server if it did not look.
watches_and_logs_end_with_their_client() {
    local pod pids=()
    SERVER=$(sed -n 's/.*server: //p' "$KUBECONFIG")
    pod=$(the_pod)
    until_says "as many" open_connections 0
    kubectl get namespaces --watch >"$FOLDER/all" 2>&1 &
    pids+=($!)
    kubectl logs -f "$pod" >"$FOLDER/log" 2>&1 &
    pids+=($!)
    until_says Active cat "$FOLDER/all"
    until_says listening cat "$FOLDER/log"
    until_says "as many" open_connections 2
    kill -KILL "${pids[@]}"
    until_says "as many" open_connections 0
}

a_revoked_token_is_refused_within_5_seconds() {
    # shellcheck source=/dev/null
    source "$FOLDER/callers"
    [[ $(ask "$EDITOR" GET /api/v1/namespaces) == 200 ]]
    revoke "$EDITOR"
    local end=$((SECONDS + 6))
    until [[ $(ask "$EDITOR" GET /api/v1/namespaces) == 401 ]]; do
        ((SECONDS < end)) || { echo "A revoked token is still good after 5 s" && return 1; }
        sleep 0.2
    done
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
