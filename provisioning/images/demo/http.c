#include "http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { HEAD_LIMIT = 8192, STACK = 64 * 1024, IDLE_SECONDS = 120 };

const char *http_pod = "";
static struct timespec listening;

struct connection {
    int socket;
    handler handle;
    char head[HEAD_LIMIT + 1];
    size_t filled;
};

bool send_all(int socket, const void *bytes, unsigned long length) {
    const char *rest = bytes;
    while (length > 0) {
        ssize_t sent = send(socket, rest, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        rest += sent;
        length -= (unsigned long) sent;
    }
    return true;
}

static const char *reason(int status) {
    switch (status) {
        case 101: return "Switching Protocols";
        case 200: return "OK";
        case 400: return "Bad Request";
        case 404: return "Not Found";
        case 500: return "Internal Server Error";
        default: return "Answer";
    }
}

void http_answer(struct request *request, int status, const char *type, const char *body) {
    char head[512];
    bool bodiless = strcmp(request->method, "HEAD") == 0;
    int length = snprintf(head, sizeof head,
            "HTTP/1.1 %d %s\r\nContent-Type: %s; charset=utf-8\r\nContent-Length: %zu\r\nX-Pod: %.120s\r\n"
            "X-Listening-Since: %lld.%03ld\r\nCache-Control: no-store\r\nConnection: %s\r\n\r\n",
            status, reason(status), type, strlen(body), http_pod, (long long) listening.tv_sec,
            listening.tv_nsec / 1000000, request->keep_alive ? "keep-alive" : "close");
    if (!send_all(request->socket, head, (unsigned long) length)
            || (!bodiless && !send_all(request->socket, body, strlen(body))))
        request->keep_alive = false;
}

long http_number(const struct request *request, const char *name, long otherwise, long most) {
    size_t length = strlen(name);
    for (const char *pair = request->query; *pair != '\0';) {
        if (strncmp(pair, name, length) == 0 && pair[length] == '=') {
            long value = strtol(pair + length + 1, NULL, 10);
            return value < 0 ? 0 : value > most ? most : value;
        }
        const char *next = strchr(pair, '&');
        if (next == NULL) break;
        pair = next + 1;
    }
    return otherwise;
}

/* Copies as much as fits, and always ends with NUL. */
static void copy(char *to, size_t size, const char *from) {
    snprintf(to, size, "%.*s", (int) size - 1, from);
}

/* One header line: remembers what matters; returns the length of the body through content. */
static void header(struct request *request, char *line, long *content) {
    char *value = strchr(line, ':');
    if (value == NULL) return;
    *value++ = '\0';
    while (*value == ' ' || *value == '\t') value++;
    if (strcasecmp(line, "Host") == 0) copy(request->host, sizeof request->host, value);
    if (strcasecmp(line, "X-Forwarded-For") == 0) copy(request->forwarded_for, sizeof request->forwarded_for, value);
    if (strcasecmp(line, "Sec-WebSocket-Key") == 0) copy(request->websocket_key, sizeof request->websocket_key, value);
    if (strcasecmp(line, "Content-Length") == 0) *content = strtol(value, NULL, 10);
    if (strcasecmp(line, "Connection") == 0 && strcasecmp(value, "close") == 0) request->keep_alive = false;
    if (strcasecmp(line, "Connection") == 0 && strcasecmp(value, "keep-alive") == 0) request->keep_alive = true;
}

/* Reads the head text (changed in place) into the request; false when it is no HTTP request. */
static bool parse(struct request *request, char *head, long *content) {
    char *rest = NULL;
    char *line = strtok_r(head, "\r\n", &rest);
    char target[512], version[16];
    if (line == NULL || sscanf(line, "%7s %511s %15s", request->method, target, version) != 3) return false;
    if (strncmp(version, "HTTP/1.", 7) != 0) return false;
    request->keep_alive = strcmp(version, "HTTP/1.1") == 0;
    char *query = strchr(target, '?');
    if (query != NULL) *query++ = '\0';
    copy(request->path, sizeof request->path, target);
    copy(request->query, sizeof request->query, query == NULL ? "" : query);
    while ((line = strtok_r(NULL, "\r\n", &rest)) != NULL) header(request, line, content);
    return true;
}

/* Fills the buffer until a whole head is there; its length including the blank line, or 0 at the end of the connection. */
static size_t read_head(struct connection *connection) {
    for (;;) {
        connection->head[connection->filled] = '\0';
        char *end = strstr(connection->head, "\r\n\r\n");
        if (end != NULL) return (size_t) (end - connection->head) + 4;
        if (connection->filled == HEAD_LIMIT) return 0;
        ssize_t got = recv(connection->socket, connection->head + connection->filled, HEAD_LIMIT - connection->filled, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return 0;
        connection->filled += (size_t) got;
    }
}

/* Drops the first bytes of what was read, and reads further when they have not come yet. */
static bool skip(struct connection *connection, size_t length) {
    while (length > connection->filled) {
        length -= connection->filled;
        ssize_t got = recv(connection->socket, connection->head, HEAD_LIMIT, 0);
        if (got <= 0) return false;
        connection->filled = (size_t) got;
    }
    connection->filled -= length;
    memmove(connection->head, connection->head + length, connection->filled);
    return true;
}

static void *converse(void *argument) {
    struct connection *connection = argument;
    bool more = true;
    while (more) {
        size_t length = read_head(connection);
        if (length == 0) break;
        struct request request = {.socket = connection->socket};
        long content = 0;
        connection->head[length - 1] = '\0';
        if (!parse(&request, connection->head, &content) || content < 0) {
            request.keep_alive = false;
            http_answer(&request, 400, "text/plain", "This is no HTTP/1.1 request.\n");
            break;
        }
        if (!skip(connection, length) || !skip(connection, (size_t) content)) break;
        connection->handle(&request);
        more = request.keep_alive;
    }
    shutdown(connection->socket, SHUT_WR);
    close(connection->socket);
    free(connection);
    return NULL;
}

static void start(int socket, handler handle, const pthread_attr_t *attributes) {
    struct timeval idle = {.tv_sec = IDLE_SECONDS};
    int one = 1;
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &idle, sizeof idle);
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct connection *connection = calloc(1, sizeof *connection);
    pthread_t thread;
    if (connection != NULL) {
        connection->socket = socket;
        connection->handle = handle;
        if (pthread_create(&thread, attributes, converse, connection) == 0) return;
    }
    free(connection);
    close(socket);
}

static int listener = -1;

void http_refuse(void) {
    shutdown(listener, SHUT_RDWR);
}

void http_serve(int port, handler handle) {
    int one = 1, none = 0;
    struct sockaddr_in6 any = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t) port), .sin6_addr = in6addr_any};
    struct sockaddr_in any4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t) port)};
    listener = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool six = listener >= 0; /* a container may have no IPv6 */
    if (!six) listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (six) setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, &none, sizeof none);
    int bound = six ? bind(listener, (struct sockaddr *) &any, sizeof any)
                    : bind(listener, (struct sockaddr *) &any4, sizeof any4);
    if (bound != 0 || listen(listener, 512) != 0) {
        perror("demo: cannot listen");
        exit(1);
    }
    clock_gettime(CLOCK_REALTIME, &listening);
    printf("demo: listening on port %d\n", port);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    for (;;) {
        int socket = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        if (socket >= 0) start(socket, handle, &attributes);
        else if (errno == EINVAL) break; /* http_refuse */
        else if (errno == EMFILE || errno == ENOMEM) usleep(10000);
    }
    close(listener);
    for (;;) pause();
}
