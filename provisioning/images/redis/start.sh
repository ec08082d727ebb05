#!/bin/sh
# REDIS_PASSWORD is asked of clients if it is given; REDIS_MAXMEMORY (for instance 100mb) makes it a cache.
set -eu
{
    echo 'dir /data'
    echo 'protected-mode no'
    [ -z "${REDIS_PASSWORD:-}" ] || printf 'requirepass "%s"\n' "$(printf '%s' "$REDIS_PASSWORD" | sed 's/[\\"]/\\&/g')"
    [ -z "${REDIS_MAXMEMORY:-}" ] || printf 'maxmemory %s\nmaxmemory-policy allkeys-lru\n' "$REDIS_MAXMEMORY"
} >/tmp/redis.conf
exec redis-server /tmp/redis.conf
