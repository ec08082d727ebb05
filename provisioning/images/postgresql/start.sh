#!/bin/sh
# At the first start makes the cluster: POSTGRES_PASSWORD, and if given POSTGRES_USER (postgres) and POSTGRES_DB (as the user).
set -eu
data=/var/lib/postgresql/data

named() {
    printf '"%s"' "$(printf '%s' "$1" | sed 's/"/""/g')"
}

if [ ! -d "$data" ]; then
    : "${POSTGRES_PASSWORD:?The environment must give POSTGRES_PASSWORD}"
    user=${POSTGRES_USER:-postgres}
    database=${POSTGRES_DB:-$user}
    rm -rf "$data.new"
    (umask 077 && printf '%s\n' "$POSTGRES_PASSWORD" >/tmp/password)
    initdb -D "$data.new" -U "$user" --pwfile=/tmp/password --auth-local=trust --auth-host=scram-sha-256 --locale=C --encoding=UTF8
    rm /tmp/password
    echo "host all all all scram-sha-256" >>"$data.new/pg_hba.conf"
    [ "$database" = postgres ] || echo "CREATE DATABASE $(named "$database");" | postgres --single -j -D "$data.new" -c jit=off postgres >/dev/null
    mv "$data.new" "$data"
fi
exec postgres -D "$data" -c listen_addresses='*' -c jit=off
