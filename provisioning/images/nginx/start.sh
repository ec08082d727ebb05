#!/bin/sh
# Writes the welcome page, unless somebody put another one there, and starts nginx.
set -eu
if [ ! -e /srv/www/index.html ]; then
    text=$(printf '%s' "${NGINX_TEXT:-Welcome to nginx on PodSpace}" | sed 's/&/\&amp;/g; s/</\&lt;/g')
    printf '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>nginx</title><h1>%s</h1><p>Answered by %s</p></html>\n' \
        "$text" "$(hostname)" >/srv/www/index.html
fi
exec nginx -c /etc/nginx/nginx.conf
