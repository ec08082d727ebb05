#!/bin/sh
# At the first start makes the database: MARIADB_ROOT_PASSWORD, and if given MARIADB_DATABASE, MARIADB_USER, MARIADB_PASSWORD.
set -eu
data=/var/lib/mysql/data

quoted() {
    printf "'%s'" "$(printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g")"
}

named() {
    printf '`%s`' "$(printf '%s' "$1" | sed 's/`/``/g')"
}

first_statements() {
    echo "DELETE FROM mysql.global_priv WHERE User <> 'mariadb.sys' AND NOT (User = 'root' AND Host = 'localhost');"
    echo "FLUSH PRIVILEGES;"
    echo "ALTER USER root@localhost IDENTIFIED VIA mysql_native_password USING PASSWORD($(quoted "$MARIADB_ROOT_PASSWORD"));"
    echo "CREATE USER root@'%' IDENTIFIED BY $(quoted "$MARIADB_ROOT_PASSWORD");"
    echo "GRANT ALL ON *.* TO root@'%' WITH GRANT OPTION;"
    [ -z "${MARIADB_DATABASE:-}" ] || echo "CREATE DATABASE IF NOT EXISTS $(named "$MARIADB_DATABASE");"
    [ -z "${MARIADB_USER:-}" ] || {
        echo "CREATE USER $(quoted "$MARIADB_USER")@'%' IDENTIFIED BY $(quoted "${MARIADB_PASSWORD:-$MARIADB_ROOT_PASSWORD}");"
        [ -z "${MARIADB_DATABASE:-}" ] || echo "GRANT ALL ON $(named "$MARIADB_DATABASE").* TO $(quoted "$MARIADB_USER")@'%';"
    }
}

server() {
    exec mariadbd --no-defaults --datadir="$data" --bind-address=0.0.0.0 --skip-name-resolve --character-set-server=utf8mb4 \
        --innodb-buffer-pool-size="${MARIADB_BUFFER_POOL:-64M}" --performance-schema=OFF "$@"
}

[ ! -d "$data" ] || server
: "${MARIADB_ROOT_PASSWORD:?The environment must give MARIADB_ROOT_PASSWORD}"
rm -rf "$data.new"
mariadb-install-db --no-defaults --datadir="$data.new" --force --skip-test-db --skip-name-resolve \
    --auth-root-authentication-method=normal >/tmp/install.log 2>&1 || { cat /tmp/install.log && exit 1; }
mv "$data.new" "$data"
(umask 077 && first_statements >/tmp/first.sql)
server --init-file=/tmp/first.sql
