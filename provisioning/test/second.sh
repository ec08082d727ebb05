# A second real engine for the tests of several hosts, in namespaces of its own: two engines in one network namespace would take
# each other's network rules away. It listens on a socket and, asking for a client certificate, at an address that only this machine reaches.
# In the folder SECOND: start (runs it again), address, engine.sock, pid, ca.pem, cert.pem and key.pem of the engine, client-cert.pem and client-key.pem.

# The registry of the box is at 127.0.0.1 in the engine's namespace too, since images are called by that name.
start_second_engine() {
    local link="psx$RANDOM" net="10.250.$((RANDOM % 250 + 1))"
    SECOND=$TRIAL/second
    mkdir -p "$SECOND"/{run,etc,data}
    echo "$link" >"$SECOND/link"
    ip netns add "$link"
    ip link add "$link" type veth peer name eth0 netns "$link"
    ip addr add "$net.1/30" dev "$link"
    ip link set "$link" up
    ip -n "$link" addr add "$net.2/30" dev eth0
    ip -n "$link" link set eth0 up
    ip -n "$link" link set lo up
    ip -n "$link" route add default via "$net.1"
    second_certificates "$net.2" >"$SECOND/openssl.log" 2>&1 || { cat "$SECOND/openssl.log" && return 1; }
    echo "tcp://$net.2:2376" >"$SECOND/address"
    # Not ip netns exec: it mounts /sys anew, and the engine then finds no control groups. The id of an engine lies in /etc/docker.
    cat >"$SECOND/start" <<START
exec nsenter --net=/run/netns/$link unshare -m -u sh -c '
    mount --bind "\$0/run" /run && mount --bind "\$0/etc" /etc/docker && hostname second &&
    exec dockerd --data-root "\$0/data" --exec-root "\$0/run/docker" --pidfile "\$0/pid" --log-level warn \\
        -H "unix://\$0/engine.sock" -H "\$(cat "\$0/address")" \\
        --tlsverify --tlscacert "\$0/ca.pem" --tlscert "\$0/cert.pem" --tlskey "\$0/key.pem"' "$SECOND"
START
    start_process second sh "$SECOND/start"
    start_process second-registry socat "UNIX-LISTEN:$SECOND/registry.sock,fork" "TCP:127.0.0.1:${OPTION[registry-port]}"
    start_process second-relay nsenter --net="/run/netns/$link" \
        socat "TCP-LISTEN:${OPTION[registry-port]},bind=127.0.0.1,fork,reuseaddr" "UNIX-CONNECT:$SECOND/registry.sock"
    wait_ready second 600 engine_answers "unix://$SECOND/engine.sock"
}

# A new authority, the engine's certificate for its address, and a client's.
second_certificates() (
    cd "$SECOND"
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test-authority -keyout ca-key.pem -out ca.pem
    for name in cert client-cert; do
        use=$([[ $name == cert ]] && printf 'subjectAltName=IP:%s\nextendedKeyUsage=serverAuth' "$1" || echo "extendedKeyUsage=clientAuth")
        openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout "${name/cert/key}.pem" -out "$name.csr"
        openssl x509 -req -in "$name.csr" -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -extfile <(echo "$use") -out "$name.pem"
    done
)

# Ends it with all that runs in it. May be run again, and when nothing was started.
stop_second_engine() {
    local part link
    SECOND=$TRIAL/second
    [[ -f $SECOND/link ]] || return 0
    link=$(cat "$SECOND/link")
    ! part=$(process_id second) || kill -CONT "$part"
    if [[ -s $SECOND/pid ]]; then # a journey may have started it again
        kill "$(cat "$SECOND/pid")" 2>/dev/null || true
        wait_until 300 test ! -e "$SECOND/pid" || true
    fi
    for part in second second-relay second-registry; do stop_process "$part" 30; done
    ip link del "$link" 2>/dev/null || true
    ip netns del "$link" 2>/dev/null || true
    rm -f "$SECOND/link"
}
