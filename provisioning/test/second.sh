# More real engines for the tests of several hosts, in namespaces of their own: two engines in one network namespace would take
# each other's network rules away. Each listens on a socket and, asking for a client certificate, at an address that only this machine reaches.
# In its folder: start (runs it again), link (its namespace), address, engine.sock, pid, ca.pem, cert.pem and key.pem of the engine,
# client-cert.pem and client-key.pem.

# start_engine_apart NAME PORT: in the folder $TRIAL/NAME. The registry of a box, at this port, is at 127.0.0.1 in the engine's namespace
# too, since images are called by that name.
start_engine_apart() {
    local name=$1 port=$2 folder=$TRIAL/$1 link="psx$RANDOM" net="10.250.$((RANDOM % 250 + 1))"
    mkdir -p "$folder"/{run,etc,data}
    echo "$link" >"$folder/link"
    ip netns add "$link"
    ip link add "$link" type veth peer name eth0 netns "$link"
    ip addr add "$net.1/30" dev "$link"
    ip link set "$link" up
    ip -n "$link" addr add "$net.2/30" dev eth0
    ip -n "$link" link set eth0 up
    ip -n "$link" link set lo up
    ip -n "$link" route add default via "$net.1"
    engine_certificates "$folder" "$net.2" >"$folder/openssl.log" 2>&1 || { cat "$folder/openssl.log" && return 1; }
    echo "tcp://$net.2:2376" >"$folder/address"
    # Not ip netns exec: it mounts /sys anew, and the engine then finds no control groups. The id of an engine lies in /etc/docker.
    cat >"$folder/start" <<START
exec nsenter --net=/run/netns/$link unshare -m -u sh -c '
    mount --bind "\$0/run" /run && mount --bind "\$0/etc" /etc/docker && hostname $name &&
    exec dockerd --data-root "\$0/data" --exec-root "\$0/run/docker" --pidfile "\$0/pid" --log-level warn \\
        -H "unix://\$0/engine.sock" -H "\$(cat "\$0/address")" \\
        --tlsverify --tlscacert "\$0/ca.pem" --tlscert "\$0/cert.pem" --tlskey "\$0/key.pem"' "$folder"
START
    start_process "$name" sh "$folder/start"
    start_process "$name-registry" socat "UNIX-LISTEN:$folder/registry.sock,fork" "TCP:127.0.0.1:$port"
    start_process "$name-relay" nsenter --net="/run/netns/$link" \
        socat "TCP-LISTEN:$port,bind=127.0.0.1,fork,reuseaddr" "UNIX-CONNECT:$folder/registry.sock"
    wait_ready "$name" 600 engine_answers "unix://$folder/engine.sock"
}

# engine_certificates FOLDER ADDRESS: a new authority, the engine's certificate for its address, and a client's.
engine_certificates() (
    cd "$1"
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test-authority -keyout ca-key.pem -out ca.pem
    for name in cert client-cert; do
        use=$([[ $name == cert ]] && printf 'subjectAltName=IP:%s\nextendedKeyUsage=serverAuth' "$2" || echo "extendedKeyUsage=clientAuth")
        openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout "${name/cert/key}.pem" -out "$name.csr"
        openssl x509 -req -in "$name.csr" -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -extfile <(echo "$use") -out "$name.pem"
    done
)

# stop_engine_apart NAME: ends it with all that runs in it. May be run again, and when nothing was started.
stop_engine_apart() {
    local part link folder=$TRIAL/$1
    [[ -f $folder/link ]] || return 0
    link=$(cat "$folder/link")
    ! part=$(process_id "$1") || kill -CONT "$part"
    if [[ -s $folder/pid ]]; then # a journey may have started it again
        kill "$(cat "$folder/pid")" 2>/dev/null || true
        wait_until 300 test ! -e "$folder/pid" || true
    fi
    for part in "$1" "$1-relay" "$1-registry"; do stop_process "$part" 30; done
    ip link del "$link" 2>/dev/null || true
    ip netns del "$link" 2>/dev/null || true
    rm -f "$folder/link"
}
