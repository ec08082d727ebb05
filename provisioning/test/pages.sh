# Stories of long lists, and of kubectl as Debian has it; part of api.sh.

readonly MAPS=1000

a_thousand_objects_come_in_pages() {
    local i path page token='' seen=0 pages=0
    {
        echo '{"kind":"List","apiVersion":"v1","items":['
        for ((i = 1; i <= MAPS; i++)); do
            printf '%s{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"page-%04d","labels":{"pages":"yes"}}}\n' \
                "$( ((i == 1)) || echo ,)" "$i"
        done
        echo ']}'
    } >"$FOLDER/maps.json"
    timeout 300 kubectl create -f "$FOLDER/maps.json" >/dev/null
    [[ $(kube get configmaps -l pages=yes --chunk-size=70 -o name | sort -u | wc -l) == "$MAPS" ]]
    [[ $(kube get configmaps -l pages=yes --chunk-size=0 -o name | sort -u | wc -l) == "$MAPS" ]]
    path="/api/v1/namespaces/$PROJECT/configmaps?labelSelector=pages%3Dyes&limit=300"
    while :; do
        page=$(kube get --raw "$path${token:+&continue=$token}")
        seen=$((seen + $(grep -o '"name":"page-' <<<"$page" | wc -l))) pages=$((pages + 1))
        token=$(sed -n 's/.*"continue":"\([^"]*\)".*/\1/p' <<<"$page")
        [[ -n $token && $pages -lt 9 ]] || break
    done
    [[ $seen/$pages == "$MAPS/4" ]] || { echo "$seen objects on $pages pages" && return 1; }
    refuses "no token of a list" kube get --raw "$path&continue=nonsense"
    timeout 120 kubectl delete configmaps -l pages=yes --wait=false >/dev/null
    [[ $(kube get configmaps -l pages=yes -o name) == "" ]]
}

a_watch_from_long_ago_begins_anew() {
    says "too old resource version" kube get --raw "/api/v1/namespaces/$PROJECT/configmaps?watch=true&resourceVersion=1&timeoutSeconds=5"
}

# Pods are chosen by a few fields; who asked for one of them is not told of the others.
pods_are_chosen_by_their_fields() {
    local node pod
    until_says "pod/web-0" kube get pods --field-selector status.phase=Running -o name
    [[ -z $(kube get pods --field-selector 'status.phase!=Running,metadata.name=web-0' -o name) ]]
    node=$(kube get pod web-0 -o 'jsonpath={.spec.nodeName}')
    says "pod/web-0" kube get pods --field-selector "spec.nodeName=$node" -l app=web -o name
    [[ -z $(kube get pods --field-selector spec.nodeName=nowhere -o name) ]]
    pod=$(timeout 5 kubectl get pod web-0 --watch --no-headers 2>/dev/null || true)
    [[ $pod == web-0* && $pod != *web-1* ]] || { echo "A watch of web-0 tells: $pod" && return 1; }
    pod=$(curl -sk --compressed -D "$FOLDER/head" -H "Authorization: Bearer $(sed -n 's/.*token: //p' "$KUBECONFIG")" \
        "$(sed -n 's/.*server: //p' "$KUBECONFIG")/api/v1/namespaces/$PROJECT/pods")
    says '"name":"web-0"' echo "$pod"
    says "gzip" cat "$FOLDER/head"
}

# The kubectl that ./podspace installs where there is none; SPDY and Protocol Buffers differ from current ones.
debians_kubectl_works() {
    if ! kubectl version --client --short 2>/dev/null | grep -q 'v1\.20\.'; then
        (cd "$FOLDER" && apt-get -o APT::Sandbox::User=root download kubernetes-client && dpkg -x kubernetes-client_*.deb debian)
        PATH=$FOLDER/debian/usr/bin:$PATH
    fi
    says v1.20 kube version --client
    says "deployments" kube api-resources
    says "pods wanted" kube explain deployment.spec.replicas
    says "namespace/$PROJECT-old created" kube create namespace "$PROJECT-old"
    kube config set-context --current --namespace="$PROJECT-old" >/dev/null
    manifest 1 >"$FOLDER/old.yaml"
    sed -i 's/targetPort: http/targetPort: 8080/' "$FOLDER/old.yaml"
    says "deployment.apps/web created" kube apply -f "$FOLDER/old.yaml"
    kube rollout status deployment/web --timeout=50s
    kube wait --for=condition=available deployment/web --timeout=20s
    says "deployment.apps/web unchanged" kube apply -f "$FOLDER/old.yaml"
    kube diff -f "$FOLDER/old.yaml"
    says "1/1" kube get deployment web
    says "Running" kube get pods -o wide
    says "Selector" kube describe deployment web
    says "listening" kube logs -l app=web
    says "scaled" kube scale deployment web --replicas=0
    says "env updated" kube set env deployment/web A=b
    says "rolled back" kube rollout undo deployment/web
    says "replaced" kube replace -f "$FOLDER/old.yaml"
    says "configmap/plain created" kube create configmap plain --from-literal=a=b
    says "serverside-applied" kube apply --server-side --force-conflicts -f "$FOLDER/old.yaml"
    says "exposed" kube expose deployment web --name=again --port=8080
    says "yes" kube auth can-i create deployments
    refuses "not found" kube get deployment nothing
    says "deleted" kube delete namespace "$PROJECT-old"
    kube config set-context --current --namespace="$PROJECT" >/dev/null
}
