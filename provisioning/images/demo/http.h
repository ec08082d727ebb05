/* A small HTTP/1.1 server: one thread a connection, keep-alive, and WebSocket echo. */
#ifndef HTTP_H
#define HTTP_H

#include <stdbool.h>

struct request {
    int socket;
    char method[8];
    char path[256];
    char query[256];
    char host[256];
    char forwarded_for[128];
    char websocket_key[64]; /* empty when the client asks for no upgrade */
    bool keep_alive;
};

typedef void (*handler)(struct request *request);

/* Answers on this port for ever, calling handle in a thread of each connection. Ends the process if the port is taken. */
void http_serve(int port, handler handle);

/* From now on connections are refused; those that are open go on. */
void http_refuse(void);

/* Sends one whole answer; body is text that ends with NUL. */
void http_answer(struct request *request, int status, const char *type, const char *body);

/* The number behind name= in the query, limited to 0..most; otherwise the given one. */
long http_number(const struct request *request, const char *name, long otherwise, long most);

/* Takes the connection over as a WebSocket and echoes every message until the client closes it. */
void websocket_echo(struct request *request);

/* Sends all bytes; false when the peer has gone. */
bool send_all(int socket, const void *bytes, unsigned long length);

/* Value of the header X-Pod of every answer. Set once before serving. */
extern const char *http_pod;

#endif
