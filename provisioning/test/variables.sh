# Stories of the API about what pods get from config maps and secrets, and about their probes. Part of api.sh.

# What a pod of the deployment "configured" has in a variable: the demo image shows its environment.
configured() {
    cat <<YAML
apiVersion: apps/v1
kind: Deployment
metadata: {name: configured}
spec:
  selector: {matchLabels: {app: configured}}
  minReadySeconds: 1
  template:
    metadata: {labels: {app: configured}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: demo
          image: $IMAGE
          imagePullPolicy: IfNotPresent
          ports: [{containerPort: 8080}]
          env:
            - {name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}
            - {name: PLAIN, value: "1"}
            - {name: MODE, valueFrom: {configMapKeyRef: {name: settings, key: mode}}}
          envFrom: [{prefix: APP_, configMapRef: {name: settings}}]
          resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {memory: 64Mi}}
YAML
}

config_maps_and_secrets_become_variables() {
    local container output word
    says "configmap/settings created" kube create configmap settings --from-literal=mode=fast --from-literal=level=3
    configured >"$FOLDER/configured.yaml"
    says "deployment.apps/configured created" kube apply -f "$FOLDER/configured.yaml"
    until_says "secret 'db'" kube get pods -l app=configured -o 'jsonpath={.items[0].status.message}'
    says "CreateContainerConfigError" kube get pods -l app=configured
    says "secret/db created" kube create secret generic db --from-literal=password=s3cret
    kube rollout status deployment/configured --timeout=55s
    says "deployment.apps/configured unchanged" kube apply -f "$FOLDER/configured.yaml"
    container=$(kube get pods -l app=configured -o 'jsonpath={.items[0].status.containerStatuses[0].containerID}')
    output=$(docker inspect -f '{{json .Config.Env}}' "${container#docker://}")
    for word in PASSWORD=s3cret MODE=fast APP_mode=fast APP_level=3 PLAIN=1; do says "$word" echo "$output"; done
    says "Opaque" kube get secret db
    says "s3cret" bash -c "kubectl get secret db -o 'jsonpath={.data.password}' | base64 -d"
    if kube get events | grep -q s3cret; then echo "An event tells a value" && return 1; fi
    says "configured" bash -c 'kubectl create configmap settings --from-literal=mode=slow --dry-run=client -o yaml | kubectl apply -f -'
    says "slow" kube get configmap settings -o 'jsonpath={.data.mode}'
    refuses "immutable" bash -c "kubectl patch configmap settings --type=merge -p '{\"immutable\":true}' >/dev/null && kubectl patch configmap settings --type=merge -p '{\"data\":{\"mode\":\"x\"}}'"
    says "deleted" kube delete deployment configured
    refuses "not found" kube get deployment configured
}

# What is no text is kept byte by byte, and no variable can take it.
bytes_are_kept_and_are_no_variables() {
    local key
    printf '\0\1\377\376 bytes' >"$FOLDER/key.der"
    says "configmap/bytes created" kube create configmap bytes --from-file="$FOLDER/key.der" --from-literal=mode=fast --from-literal=1st=x
    says "secret/bytes created" kube create secret generic bytes --from-file="$FOLDER/key.der"
    for key in 'configmap bytes -o jsonpath={.binaryData.key\.der}' 'secret bytes -o jsonpath={.data.key\.der}'; do
        # shellcheck disable=SC2086
        kube get $key | base64 -d | cmp - "$FOLDER/key.der"
    done
    kube get configmap bytes -o yaml >"$FOLDER/bytes.yaml"
    says "configmap/bytes configured" kube apply -f "$FOLDER/bytes.yaml"
    kube diff -f "$FOLDER/bytes.yaml"
    says "BinaryData" kube describe configmap bytes
    says "10 bytes" kube describe secret bytes
    refuses "binaryData.key.der" kube patch configmap bytes --type=merge -p '{"binaryData":{"key.der":"?"}}'
    refuses "binaryData[mode]" kube patch configmap bytes --type=merge -p '{"binaryData":{"mode":"AA=="}}'
    sed 's/name: settings/name: bytes/g; s/configured/bytes/g; s/key: password/key: key.der/; s/name: db/name: bytes/' \
        "$FOLDER/configured.yaml" >"$FOLDER/with-bytes.yaml"
    says "deployment.apps/bytes created" kube apply -f "$FOLDER/with-bytes.yaml"
    until_says "bytes and no text, so the variable PASSWORD cannot take it" \
        kube get pods -l app=bytes -o 'jsonpath={.items[0].status.message}'
    kube create secret generic bytes --from-literal=key.der=text --dry-run=client -o yaml | kube apply -f - >/dev/null
    sed -i 's/prefix: APP_, //' "$FOLDER/with-bytes.yaml"
    kube apply -f "$FOLDER/with-bytes.yaml" >/dev/null
    kube rollout status deployment/bytes --timeout=55s
    until_says "config map 'bytes' these keys are no variables" kube get events
    says "1st, key.der" kube describe deployment bytes
    kube delete deployment,configmap,secret bytes --wait=false >/dev/null
}

# A probe by a command is the engine's health check; whatever else is changed leaves it as it is.
probes_may_be_commands() {
    sed 's/configured/probed/g; /env:/,/envFrom:/d' "$FOLDER/configured.yaml" >"$FOLDER/probed.yaml"
    sed -i 's/          resources:/          livenessProbe: {exec: {command: [sh, -c, exit 0]}, periodSeconds: 1}\n&/' "$FOLDER/probed.yaml"
    says "deployment.apps/probed created" kube apply -f "$FOLDER/probed.yaml"
    kube rollout status deployment/probed --timeout=55s
    says "deployment.apps/probed unchanged" kube apply -f "$FOLDER/probed.yaml"
    says "env updated" kube set env deployment/probed A=b
    says "exec [sh -c exit 0]" kube describe deployment probed
    says '["sh","-c","exit 0"]' kube get deployment probed -o 'jsonpath={.spec.template.spec.containers[0].livenessProbe.exec.command}'
    refuses "livenessProbe" kube patch deployment probed -p '{"spec":{"template":{"spec":{"containers":[{"name":"demo","livenessProbe":{"tcpSocket":{"port":8080}}}]}}}}'
    refuses "spec.template.spec.containers[0].readinessProbe.tcpSocket.port: the container has no port named 'web'" \
        kube patch deployment probed -p '{"spec":{"template":{"spec":{"containers":[{"name":"demo","readinessProbe":{"tcpSocket":{"port":"web"}}}]}}}}'
    kube delete deployment probed --wait=false >/dev/null
}
