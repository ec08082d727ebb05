# The demo application: one static program, and a busybox to look around with.
IMAGE_VERSION=1
IMAGE_CHANGES=('CMD ["/demo"]' 'EXPOSE 8080' 'USER 65534:65534' 'ENV DEMO_VERSION=1')

fill_root() {
    add_shell
    gcc -std=gnu17 -D_GNU_SOURCE -O2 -Wall -Wextra -static -pthread -s -o "$ROOT/demo" "$IMAGE_SOURCE"/*.c
}

more_tags() {
    import 2 "${IMAGE_CHANGES[@]/DEMO_VERSION=1/DEMO_VERSION=2}"
}
