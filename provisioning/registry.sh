# The registry of a box: Debian's docker-registry, on loopback, as its image store.

start_registry() {
    if ! process_id registry >/dev/null; then
        mkdir -p "$HOME_DIR/registry/data"
        write_registry_configuration
        start_process registry docker-registry serve "$HOME_DIR/registry/config.yml"
    fi
    wait_ready registry 150 registry_answers
    DETAIL="at $(registry_address)"
}

write_registry_configuration() {
    cat >"$HOME_DIR/registry/config.yml" <<YAML
# Written by podspace up.
version: 0.1
log:
  level: warn
  accesslog:
    disabled: true
storage:
  filesystem:
    rootdirectory: $HOME_DIR/registry/data
  delete:
    enabled: true
http:
  addr: 127.0.0.1:${OPTION[registry-port]}
YAML
}

registry_address() {
    echo "127.0.0.1:${OPTION[registry-port]}"
}

registry_answers() {
    answers 127.0.0.1 "${OPTION[registry-port]}" /v2/
}
