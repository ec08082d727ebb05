# The server: built by Maven, put into the home, run as WildFly.

# The build leaves this mark at its end: one that was killed may have left a server with the application but half its configuration.
is_built() {
    [[ -f $CHECKOUT/target/server/whole ]]
}

# True if there is no built server, or a source of it is newer.
build_is_old() {
    local war=$CHECKOUT/target/server/standalone/deployments/ROOT.war
    ! is_built || [[ -n $(cd "$CHECKOUT" && find pom.xml src/main wildfly-config db-migrations webapp-themes \
        -type f -newer "$war" -print -quit 2>/dev/null) ]]
}

build_server() {
    DETAIL="nothing to build"
    build_is_old || return 0
    if [[ -n $FLAG_NO_BUILD ]]; then
        is_built || fail "There is no server that was built to its end, and --no-build was said. Run: mvn package"
        DETAIL="older than the sources, as --no-build asks"
        return
    fi
    local log=$HOME_DIR/logs/build.log
    printf 'building, which takes some minutes the first time ... '
    maven -q -DskipTests clean package >"$log" 2>&1 </dev/null || {
        grep -m 15 ERROR "$log" >&2 || tail -n 15 "$log" >&2
        fail "The build failed. Its log is $log"
    }
    DETAIL=built
}

build_stamp() {
    (cd "$CHECKOUT/target/server" && stat -c '%Y %s' standalone/deployments/ROOT.war standalone/configuration/standalone.xml)
}

# The home has a server of its own, so that a later build does not pull the rug away from under a running one. Its modules are
# hard links where the file system allows.
install_server() {
    local fresh=$HOME_DIR/server.new built=$CHECKOUT/target/server
    DETAIL="as before"
    if [[ -f $HOME_DIR/server/build && $(build_stamp) == "$(cat "$HOME_DIR/server/build")" ]]; then return; fi
    rm -rf "$fresh"
    mkdir "$fresh"
    cp -al "$built/modules" "$fresh/modules" 2>/dev/null || { rm -rf "$fresh/modules" && cp -a "$built/modules" "$fresh/modules"; }
    cp -a "$built/jboss-modules.jar" "$built/standalone" "$fresh/"
    build_stamp >"$fresh/build"
    rm -rf "$HOME_DIR/server"
    mv "$fresh" "$HOME_DIR/server"
    DETAIL=installed
}

# The environment contract with the platform's settings (io.podspace.platform.Settings).
server_environment() {
    local address=${OPTION[engine-address]:-127.0.0.1}
    [[ -n ${OPTION[engine-address]} || $ENGINE != tcp://* ]] || address=$(sed 's,^tcp://,,; s,:[0-9]*$,,' <<<"$ENGINE")
    cat <<ENVIRONMENT
PODSPACE_HOME=$HOME_DIR
PODSPACE_CLUSTER=$CLUSTER
PODSPACE_DB_URL=$(database_url)
PODSPACE_DB_USER=podspace
PODSPACE_DB_PASSWORD=$(secret database.password)
PODSPACE_MASTER_KEY_FILE=$HOME_DIR/secrets/master.key
PODSPACE_PKI_DIR=$HOME_DIR/secrets/pki
PODSPACE_ADMIN_NAME=admin
PODSPACE_ADMIN_PASSWORD_FILE=$HOME_DIR/secrets/admin.password
PODSPACE_ADMIN_TOKEN_FILE=$HOME_DIR/secrets/admin.token
PODSPACE_API_BIND=${OPTION[bind]}
PODSPACE_API_PORT=${OPTION[api-port]}
PODSPACE_API_HOSTS=${OPTION[console-host]} localhost 127.0.0.1 $(ask_address)
PODSPACE_ENGINE=$ENGINE
PODSPACE_ENGINE_ADDRESS=$address
PODSPACE_ROUTER_BIND=${OPTION[bind]}
PODSPACE_ROUTER_HTTP_PORT=${OPTION[router-http-port]}
PODSPACE_ROUTER_HTTPS_PORT=${OPTION[router-https-port]}
PODSPACE_CONSOLE_PORT=${OPTION[console-port]}
PODSPACE_CONSOLE_HOST=${OPTION[console-host]}
PODSPACE_APPS_DOMAIN=${OPTION[apps-domain]}
PODSPACE_HAPROXY_IMAGE=$(haproxy_image)
PODSPACE_CATALOG_DIR=$CHECKOUT/provisioning/catalog
PODSPACE_CATALOG_REGISTRY=$(image_prefix)
PODSPACE_NETWORK_POOL=${OPTION[network-pool]}
PODSPACE_NETWORK_PREFIX=22
PODSPACE_NETWORK_DRIVER=${OPTION[network-driver]}
ENVIRONMENT
}

# Heap and code cache are what a box needs, not what a machine has; the serial collector, one compiler and few malloc arenas
# keep start and resident size small (docs/decisions/0052).
readonly JAVA_OPTIONS="-XX:+IgnoreUnrecognizedVMOptions -Xms64m -Xmx256m -Xss512k -XX:+UseSerialGC -XX:+UseCompactObjectHeaders
-XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:ReservedCodeCacheSize=64m -XX:TieredStopAtLevel=1 -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true
-Dio.netty.noUnsafe=true"

# What WildFly's own start script opens to its modules.
java_openings() {
    local package
    printf '%s\n' --add-exports=java.desktop/sun.awt=ALL-UNNAMED --add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED \
        --add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED --add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED \
        --add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED \
        --add-opens=java.management/javax.management=ALL-UNNAMED --add-opens=java.naming/javax.naming=ALL-UNNAMED
    for package in lang lang.invoke lang.reflect io net security util util.concurrent; do
        echo "--add-opens=java.base/java.$package=ALL-UNNAMED"
    done
}

start_server() {
    local variables server=$HOME_DIR/server
    await_leftover console 1800 console_settled
    if ! process_id console >/dev/null; then
        find_java
        mapfile -t variables < <(server_environment)
        # shellcheck disable=SC2086,SC2046
        start_process console env -i PATH="$PATH" HOME="${HOME:-/}" LANG=C.UTF-8 MALLOC_ARENA_MAX=2 "${variables[@]}" \
            "$JAVA" $(java_openings) $JAVA_OPTIONS ${PODSPACE_JAVA_OPTIONS:-} \
            -Djboss.home.dir="$server" -Djboss.server.base.dir="$server/standalone" -Djboss.server.log.dir="$HOME_DIR/logs/wildfly" \
            -Djboss.bind.address="${OPTION[bind]}" \
            -Djboss.http.port="${OPTION[console-port]}" \
            -Djboss.node.name="box-$CLUSTER" -Djboss.tx.node.id="$CLUSTER" \
            -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
            -Dlogging.configuration="file:$server/standalone/configuration/logging.properties" -Dorg.jboss.boot.log.file="$HOME_DIR/logs/wildfly/server.log" \
            -jar "$server/jboss-modules.jar" -mp "$server/modules" org.jboss.as.standalone
    fi
    wait_ready console 1800 console_settled
    console_answers || fail "The console started with errors; './podspace logs console' shows them."
    DETAIL="at $(console_url), $(resident_megabytes "$(process_id console)")"
}

console_answers() {
    answers "$(ask_address)" "${OPTION[console-port]}" /healthz
}

# Ready, or started with errors that nothing will cure.
console_settled() {
    console_answers || grep -q 'WFLYSRV0026: .*started (with errors)' "$HOME_DIR/logs/console.log"
}

console_url() {
    local name
    name=$(ask_address)
    [[ $name != 127.0.0.1 ]] || name=${OPTION[console-host]}
    echo "http://$name:${OPTION[console-port]}"
}

# Any answer will do: without a route for the name it is 404 or 503.
router_answers() {
    [[ -n $(http_status "$(ask_address)" "${OPTION[router-http-port]}" /) ]]
}

router_url() {
    echo "http://$(ask_address):${OPTION[router-http-port]}"
}
