# nginx as Debian builds it: serves a page that says which pod answered, and what lies in /srv/www.
IMAGE_VERSION=1.22
IMAGE_OWNER=33:33
IMAGE_OWNED=(srv/www var/lib/nginx)
IMAGE_CHANGES=('CMD ["/start"]' 'EXPOSE 8080' 'USER 33:33')

fill_root() {
    add_shell
    fetch nginx nginx-common
    take_programs /usr/sbin/nginx
    take /etc/nginx/mime.types
    add_user www-data 33 /srv/www
    mkdir -p "$ROOT/srv/www" "$ROOT/var/lib/nginx"
    cp "$IMAGE_SOURCE/nginx.conf" "$ROOT/etc/nginx/"
    install -m 755 "$IMAGE_SOURCE/start.sh" "$ROOT/start"
}
