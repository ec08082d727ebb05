# Java and Maven.

readonly JAVA_LEAST=21

# Main version of the JDK in a folder, from its release file; 0 if there is none.
java_version() {
    local version
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true)
    echo "${version:-0}"
}

# Sets JAVA to a java of version 21 or newer: of JAVA_HOME, else the newest that is installed.
find_java() {
    local folder version best=0
    for folder in "${JAVA_HOME:-}" /usr/lib/jvm/* "$(dirname "$(dirname "$(readlink -f "$(command -v java || echo /)")")")"; do
        [[ -x $folder/bin/java ]] || continue
        version=$(java_version "$folder")
        ((version >= JAVA_LEAST && version > best)) || continue
        best=$version
        JAVA=$folder/bin/java
        [[ $folder != "${JAVA_HOME:-}" ]] || break
    done
    ((best > 0)) || fail "No JDK of version $JAVA_LEAST or newer was found. Install one (Temurin, for instance), or set JAVA_HOME."
}

# Runs Maven in the checkout, in the version that the build wants.
maven() {
    has_command mvn || fail "Maven is missing. As root: apt-get install --no-install-recommends maven"
    (cd "$CHECKOUT" && ./mvnw -B "$@")
}
