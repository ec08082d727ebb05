# HAProxy as Debian builds it, with the libraries that it loads and a busybox. Process 1 is the master, so that a new
# configuration is put into /etc/haproxy, checked with `haproxy -c`, and taken over by SIGUSR2 without losing a connection.
IMAGE_VERSION=2.6
IMAGE_OWNER=99:99
IMAGE_OWNED=(etc/haproxy run/haproxy)
IMAGE_CHANGES=('CMD ["/usr/sbin/haproxy","-W","-db","-f","/etc/haproxy/haproxy.cfg"]' 'EXPOSE 8080' 'USER 99:99')

fill_root() {
    add_shell
    fetch haproxy
    take_programs /usr/sbin/haproxy
    add_user haproxy 99 /run/haproxy
    mkdir -p "$ROOT/etc/haproxy" "$ROOT/run/haproxy"
    cp "$IMAGE_SOURCE/haproxy.cfg" "$ROOT/etc/haproxy/"
}
