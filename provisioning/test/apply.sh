# Stories of server-side apply; part of api.sh.

# guestbook REPLICAS [LABEL]: several tiers as manifests of other platforms have them.
guestbook() {
    cat <<YAML
apiVersion: v1
kind: ConfigMap
metadata: {name: guestbook, labels: {app: guestbook}}
data: {GREETING: hello, THEME: plain}
---
apiVersion: v1
kind: Secret
metadata: {name: guestbook}
type: Opaque
data: {password: czNjcmV0}
---
apiVersion: v1
kind: Service
metadata: {name: guestbook, labels: {app: guestbook}}
spec:
  type: ClusterIP
  selector: {app: guestbook, tier: frontend}
  ports: [{name: http, port: 80, targetPort: 8080, protocol: TCP}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: guestbook, labels: {app: guestbook${2:+, $2}}}
spec:
  replicas: $1
  selector: {matchLabels: {app: guestbook, tier: frontend}}
  template:
    metadata: {labels: {app: guestbook, tier: frontend}}
    spec:
      containers:
        - name: php-redis
          image: $IMAGE
          imagePullPolicy: IfNotPresent
          envFrom: [{configMapRef: {name: guestbook}}]
          env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: guestbook, key: password}}}]
          ports: [{containerPort: 8080}]
          readinessProbe: {httpGet: {path: /health, port: 8080}, periodSeconds: 5}
          livenessProbe: {httpGet: {path: /health, port: 8080}, periodSeconds: 10}
          resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {memory: 64Mi}}
YAML
}

# Of the service only whether its wish was changed: it is given an address and a balancer meanwhile.
versions() {
    kube get deployment,configmap,secret guestbook -o 'jsonpath={.items[*].metadata.resourceVersion}'
    kube get service guestbook -o 'jsonpath={.metadata.generation}'
}

one_manager_applies_on_the_server() {
    local before
    guestbook 0 >"$FOLDER/guestbook.yaml"
    says "deployment.apps/guestbook serverside-applied" kube apply --server-side --dry-run=server -f "$FOLDER/guestbook.yaml"
    refuses "not found" kube get deployment guestbook
    says "deployment.apps/guestbook serverside-applied" kube apply --server-side -f "$FOLDER/guestbook.yaml"
    before=$(versions)
    kube apply --server-side -f "$FOLDER/guestbook.yaml" >/dev/null
    [[ $(versions) == "$before" ]] || { echo "Applied twice: $before became $(versions)" && return 1; }
    kube diff --server-side -f "$FOLDER/guestbook.yaml"
    says "f:readinessProbe" kube get deployment guestbook -o yaml --show-managed-fields
    says "operation: Apply" kube get deployment guestbook -o yaml --show-managed-fields
    sed -i '/livenessProbe/d; s/, THEME: plain//' "$FOLDER/guestbook.yaml"
    kube apply --server-side -f "$FOLDER/guestbook.yaml" >/dev/null
    [[ -z $(kube get deployment guestbook -o 'jsonpath={.spec.template.spec.containers[0].livenessProbe}') ]]
    [[ $(kube get configmap guestbook -o 'jsonpath={.data}') == '{"GREETING":"hello"}' ]]
    kube get deployment guestbook -o yaml >"$FOLDER/live.yaml"
    kube replace -f "$FOLDER/live.yaml" >/dev/null
    kube diff --server-side -f "$FOLDER/guestbook.yaml"
}

two_managers_conflict_and_one_takes_over() {
    printf 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: guestbook, labels: {team: b}}\nspec: {replicas: 1}\n' >"$FOLDER/other.yaml"
    refuses 'conflict with "kubectl" using apps/v1: .spec.replicas' kube apply --server-side --field-manager=other -f "$FOLDER/other.yaml"
    says "serverside-applied" kube apply --server-side --field-manager=other --force-conflicts -f "$FOLDER/other.yaml"
    says "1" kube get deployment guestbook -o 'jsonpath={.spec.replicas}'
    refuses '"other"' kube apply --server-side -f "$FOLDER/guestbook.yaml"
    sed -i '/replicas:/d' "$FOLDER/guestbook.yaml"
    kube apply --server-side -f "$FOLDER/guestbook.yaml" >/dev/null
    says "guestbook b 1" kube get deployment guestbook -o 'jsonpath={.metadata.labels.app} {.metadata.labels.team} {.spec.replicas}'
    says "scaled" kube scale deployment guestbook --replicas=0
    refuses 'subresource "scale"' kube apply --server-side --field-manager=other -f "$FOLDER/other.yaml"
}

client_side_apply_goes_over_to_the_server() {
    says "deleted" kube delete configmap guestbook
    guestbook 0 | sed '/^---/,$d' >"$FOLDER/map.yaml"
    says "configmap/guestbook created" kube apply -f "$FOLDER/map.yaml"
    sed -i 's/GREETING: hello/GREETING: bye/' "$FOLDER/map.yaml"
    says "serverside-applied" kube apply --server-side -f "$FOLDER/map.yaml"
    says "bye" kube get configmap guestbook -o 'jsonpath={.data.GREETING}'
    sed -i 's/, THEME: plain//' "$FOLDER/map.yaml"
    kube apply --server-side -f "$FOLDER/map.yaml" >/dev/null
    [[ $(kube get configmap guestbook -o 'jsonpath={.data}') == '{"GREETING":"bye"}' ]]
    says "deleted" kube delete deployment,service,configmap,secret guestbook
    refuses "not found" kube get service guestbook
}

# Whatever comes, the answer is a Status, never a 500, and nothing is kept.
bad_applies_are_answered() {
    local token path code body i
    SERVER=$(sed -n 's/.*server: //p' "$KUBECONFIG") token=$(sed -n 's/.*token: //p' "$KUBECONFIG")
    path=/api/v1/namespaces/$PROJECT/configmaps/applied
    {
        echo 'a0: &a0 [x,x,x,x,x,x,x,x,x,x]'
        for i in 1 2 3 4 5 6 7 8 9; do echo "a$i: &a$i [$(printf '*a%d,' {,,,,,,,,,}$((i - 1)))]"; done
    } >"$FOLDER/bomb"
    printf '%*s' 200000 '' | tr ' ' '[' >"$FOLDER/deep"
    head -c 5000000 /dev/zero | tr '\0' a >"$FOLDER/large"
    for body in ' ' '{' '[]' 'x' '~' 'a: &x [*x]' 'data: {a: 1, a: 2}' '!!java.net.URL [x]' 'metadata: {name: other}' 'data: [1]' \
        'kind: Pod' 'metadata: 5' "@$FOLDER/bomb" "@$FOLDER/deep" "@$FOLDER/large"; do
        code=$(apply "$token" "$path?fieldManager=bad" "$body")
        [[ $code =~ ^4(00|13|22)$ ]] && grep -q '"kind":"Status"' "$FOLDER/answer" ||
            { echo "${body:0:60}: $code $(head -c 300 "$FOLDER/answer")" && return 1; }
    done
    [[ $(apply "$token" "$path" 'data: {a: b}') == 422 ]]
    [[ $(apply "$token" "/api/v1/namespaces/$PROJECT/pods/applied?fieldManager=bad" 'spec: {}') == 405 ]]
    [[ $(ask "$token" GET "$path") == 404 ]]
}

# apply TOKEN PATH BODY: as ask, of server-side apply.
apply() {
    curl -sk -o "$FOLDER/answer" -w '%{http_code}' -X PATCH -H "Authorization: Bearer $1" \
        -H 'Content-Type: application/apply-patch+yaml' --data-binary "$3" "$SERVER$2"
}
