# Stories of the API with manifests of real-world style, and of kubectl's ways to work with them. Part of api.sh.

# stateless: a web application with everything that such a manifest usually has; settings first, words for ports.
stateless() {
    cat <<YAML
apiVersion: v1
kind: ConfigMap
metadata: {name: shop-config}
data:
  APP_MODE: "production"
  app.properties: |
    a=b
    c=d
---
apiVersion: v1
kind: Secret
metadata: {name: shop-secret}
type: Opaque
data: {DB_PASSWORD: czNjcjN0}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  labels: {app.kubernetes.io/name: shop, app.kubernetes.io/part-of: store}
spec:
  replicas: 1
  minReadySeconds: 1
  selector: {matchLabels: {app.kubernetes.io/name: shop}}
  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
  template:
    metadata: {labels: {app.kubernetes.io/name: shop}}
    spec:
      terminationGracePeriodSeconds: 2
      containers:
        - name: web
          image: $IMAGE
          imagePullPolicy: IfNotPresent
          ports: [{name: http, containerPort: 8080, protocol: TCP}]
          envFrom: [{configMapRef: {name: shop-config}}, {secretRef: {name: shop-secret}}]
          livenessProbe: {httpGet: {path: /health, port: http}, initialDelaySeconds: 1, periodSeconds: 5}
          readinessProbe: {httpGet: {path: /health, port: 8080}, periodSeconds: 2}
          startupProbe: {exec: {command: [sh, -c, exit 0]}, failureThreshold: 30, periodSeconds: 1}
          resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {cpu: 500m, memory: 64Mi}}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {app.kubernetes.io/name: shop}
  ports: [{name: http, port: 80, targetPort: http}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  rules:
    - host: shop.example.test
      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: shop, port: {name: http}}}}]}
YAML
}

a_whole_application_comes_and_goes() {
    local kind
    stateless >"$FOLDER/shop.yaml"
    says "ingress.networking.k8s.io/shop created" kube apply -f "$FOLDER/shop.yaml"
    kube rollout status deployment/shop --timeout=55s
    kube wait --for='jsonpath={.status.readyReplicas}=1' deployment/shop --timeout=20s
    for kind in deployment.apps service ingress.networking.k8s.io; do
        says "$kind/shop unchanged" kube apply -f "$FOLDER/shop.yaml"
    done
    kube diff -f "$FOLDER/shop.yaml"
    says "Startup:    exec [sh -c exit 0]" kube describe pod -l app.kubernetes.io/name=shop
    says "http  80/TCP" kube describe service shop
    says "shop" kube get deployment -o custom-columns=NAME:.metadata.name,IMAGE:.spec.template.spec.containers[0].image
    # The service goes before the route that sends to it.
    says "deleted" kube delete -f "$FOLDER/shop.yaml"
    refuses "not found" kube get deployment shop
    # The route first, which means the port of its service by a name that there is not yet.
    awk 'BEGIN { RS = ORS = "---\n" } /kind: Ingress\n/' "$FOLDER/shop.yaml" >"$FOLDER/route.yaml"
    says "ingress.networking.k8s.io/shop created" kube apply -f "$FOLDER/route.yaml"
    says "service/shop created" kube apply -f "$FOLDER/shop.yaml"
    says "shop:http" kube describe ingress shop
    kube diff -f "$FOLDER/shop.yaml"
    says "deleted" kube delete -f "$FOLDER/shop.yaml"
}

# As many manifests have it: the service comes first, and means a port by a name that no deployment has yet.
a_service_may_come_before_its_deployment() {
    stateless | awk 'BEGIN { RS = ORS = "---\n" } /kind: Service\n/' >"$FOLDER/first.yaml"
    stateless | sed 's/name: http, containerPort: 8080/name: http, containerPort: 8081/; /Probe:/d' |
        awk 'BEGIN { RS = ORS = "---\n" } !/kind: (Service|Ingress)\n/' >"$FOLDER/then.yaml"
    says "service/shop created" kube apply -f "$FOLDER/first.yaml"
    says "http" kube get service shop -o 'jsonpath={.spec.ports[0].targetPort}'
    says "deployment.apps/shop created" kube apply -f "$FOLDER/then.yaml"
    until_says "8081" kube get endpoints shop -o 'jsonpath={.subsets[0].ports[0].port}'
    says "service/shop unchanged" kube apply -f "$FOLDER/first.yaml"
    kube patch deployment shop --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/ports/0/containerPort","value":8080}]' >/dev/null
    until_says ":8080" kube get endpoints shop
    says "service/shop unchanged" kube apply -f "$FOLDER/first.yaml"
    says "deleted" kube delete -f "$FOLDER/first.yaml" --wait=false
    says "deleted" kube delete -f "$FOLDER/then.yaml" --wait=false
    until_gone kube get deployment shop
}

shop_answers() {
    [[ $(http_status 127.0.0.1 "$PODSPACE_ROUTER_HTTP_PORT" / shop.example.test) == 200 ]]
}

# Old pods listen at one number and new ones at another, and the service means both by one name.
a_port_moves_under_its_name_and_no_visit_is_lost() {
    local visits done=$FOLDER/moved
    stateless | sed '/Probe:/d' >"$FOLDER/before.yaml"
    sed 's/containerPort: 8080/containerPort: 8081/; s/imagePullPolicy:.*/&\n          env: [{name: PORT, value: "8081"}]/' "$FOLDER/before.yaml" >"$FOLDER/after.yaml"
    says "deployment.apps/shop created" kube apply -f "$FOLDER/before.yaml"
    kube rollout status deployment shop --timeout=55s
    until shop_answers; do sleep 0.2; done
    while [[ ! -e $done ]]; do shop_answers || echo "bad at $(date +%T.%3N)"; done >"$FOLDER/visits" &
    visits=$!
    # shellcheck disable=SC2064
    trap "touch $done" EXIT
    says "deployment.apps/shop configured" kube apply -f "$FOLDER/after.yaml"
    kube rollout status deployment shop --timeout=55s
    until_says ":8081" kube get endpoints shop
    touch "$done"
    wait "$visits"
    [[ ! -s $FOLDER/visits ]] || { cat "$FOLDER/visits" && return 1; }
    says "deleted" kube delete -f "$FOLDER/after.yaml" --wait=false
    until_gone kube get deployment shop
}

# Names with a hash of the values, as kustomize makes them, and settings before what needs them.
a_kustomization_is_applied() {
    mkdir -p "$FOLDER/kustom"
    cat >"$FOLDER/kustom/kustomization.yaml" <<YAML
namespace: $PROJECT
namePrefix: k-
resources: [app.yaml]
configMapGenerator: [{name: conf, literals: [A=b]}]
YAML
    cat >"$FOLDER/kustom/app.yaml" <<YAML
apiVersion: apps/v1
kind: Deployment
metadata: {name: app}
spec:
  replicas: 0
  selector: {matchLabels: {app: kustom}}
  template:
    metadata: {labels: {app: kustom}}
    spec:
      containers: [{name: c, image: "$IMAGE", envFrom: [{configMapRef: {name: conf}}]}]
YAML
    says "deployment.apps/k-app created" kube apply -k "$FOLDER/kustom"
    says "k-conf-" kube get deployment k-app -o 'jsonpath={.spec.template.spec.containers[0].envFrom[0].configMapRef.name}'
    kube diff -k "$FOLDER/kustom"
    says "deleted" kube delete -k "$FOLDER/kustom" --wait=false
}

# The sentence in front is kubectl's own, from what the error says of the object.
a_refusal_names_the_object() {
    stateless | sed -n '/^kind: Service/,/^---/p' | sed '1i apiVersion: v1' | sed '/^---/d; s/^spec:/&\n  type: LoadBalancer/' >"$FOLDER/lb.yaml"
    refuses 'The Service "shop" is invalid' kube create -f "$FOLDER/lb.yaml"
    refuses 'deployments.apps "nothing" not found' kube get deployment nothing
    refuses 'kubectl create deployment' kube run single --image="$IMAGE"
}
