/*
 * The demo application of PodSpace: says which pod answered, and misbehaves on request, so that one can see (and tests can
 * prove) what the platform does about it. README.md beside this file lists its paths and its environment.
 */
#include "http.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { HOUR = 3600, MILLISECONDS = 10 * 60 * 1000, MEGABYTES = 4096 };

static char pod[128];
static const char *version, *project;
static atomic_bool healthy = true;
static atomic_bool stopping;
static pthread_mutex_t memory_lock = PTHREAD_MUTEX_INITIALIZER;
static char *memory;

static const char *setting(const char *name, const char *otherwise) {
    const char *value = getenv(name);
    return value == NULL || *value == '\0' ? otherwise : value;
}

/* A whole number of the environment within 0..most. */
static int number(const char *name, int otherwise, int most) {
    const char *value = getenv(name);
    if (value == NULL || *value == '\0') return otherwise;
    long read = strtol(value, NULL, 10);
    return read < 0 ? 0 : read > most ? most : (int) read;
}

static void pause_for(long milliseconds) {
    struct timespec rest = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    while (nanosleep(&rest, &rest) != 0 && errno == EINTR) continue;
}

static long clock_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void text(struct request *request, int status, const char *body) {
    char line[640];
    snprintf(line, sizeof line, "%.600s\n", body);
    http_answer(request, status, "text/plain", line);
}

/* Copies with the characters escaped that mean something in HTML. */
static const char *escaped(const char *from, char *to, size_t size) {
    size_t at = 0;
    for (; *from != '\0' && at + 7 < size; from++) {
        if (strchr("<>&\"'", *from) != NULL) at += (size_t) snprintf(to + at, size - at, "&#%d;", *from);
        else to[at++] = *from;
    }
    to[at] = '\0';
    return to;
}

static void page(struct request *request) {
    static const char body[] =
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>%s</title><style>"
            ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}"
            "h1{font-size:1.6rem;overflow-wrap:anywhere}dt{opacity:.7}dd{margin:0 0 .8rem;font-weight:600}"
            "button{font:inherit;padding:.4rem .8rem;margin:0 .4rem .4rem 0;cursor:pointer}pre{white-space:pre-wrap}</style></head><body>"
            "<h1>Hello from %s</h1><dl><dt>Project</dt><dd id=\"project\">%s</dd><dt>Version</dt><dd id=\"version\">%s</dd>"
            "<dt>Health</dt><dd id=\"health\">%s</dd></dl>"
            "<p><button data-path=\"name\" data-times=\"20\">Ask 20 times</button><button data-path=\"health/fail\">Fail health check</button>"
            "<button data-path=\"health/ok\">Be healthy again</button><button data-path=\"slow?ms=2000\">Answer slowly</button>"
            "<button data-path=\"burn?ms=10000\">Burn CPU</button><button data-path=\"exit?code=1\">Exit</button></p>"
            "<pre id=\"answers\" role=\"status\"></pre><script>"
            "document.querySelectorAll('button').forEach(b=>b.onclick=async()=>{const seen={},out=document.getElementById('answers');"
            "for(let i=0;i<(b.dataset.times||1);i++){let a;try{const r=await fetch(b.dataset.path,{cache:'no-store'});"
            "a=(await r.text()).trim()+(r.ok?'':' ('+r.status+')')}catch(e){a='no answer'}seen[a]=(seen[a]||0)+1;"
            "out.textContent=Object.entries(seen).sort().map(([n,c])=>c+' x '+n).join('\\n')}})</script></body></html>\n";
    char name[256], shown_version[256], shown_project[256], html[sizeof body + 1024];
    escaped(pod, name, sizeof name);
    snprintf(html, sizeof html, body, name, name, escaped(project, shown_project, sizeof shown_project),
            escaped(version, shown_version, sizeof shown_version), healthy ? "healthy" : "failing");
    http_answer(request, 200, "text/html", html);
}

static void health(struct request *request) {
    text(request, healthy ? 200 : 500, healthy ? "healthy" : "failing");
}

static void health_fail(struct request *request) {
    healthy = false;
    puts("demo: the health check fails from now on, as asked");
    text(request, 200, "The health check fails from now on.");
}

static void health_ok(struct request *request) {
    healthy = true;
    puts("demo: healthy again, as asked");
    text(request, 200, "Healthy again.");
}

static void slow(struct request *request) {
    pause_for(http_number(request, "ms", 1000, MILLISECONDS));
    text(request, 200, pod);
}

static void burn(struct request *request) {
    long end = clock_milliseconds() + http_number(request, "ms", 1000, MILLISECONDS);
    for (volatile unsigned long spin = 0; clock_milliseconds() < end;)
        for (int i = 0; i < 100000; i++) spin++;
    text(request, 200, pod);
}

/* Holds that many megabytes from now on, instead of what it held before. */
static void hold(struct request *request) {
    size_t bytes = (size_t) http_number(request, "mb", 0, MEGABYTES) << 20;
    pthread_mutex_lock(&memory_lock);
    free(memory);
    memory = bytes == 0 ? NULL : malloc(bytes);
    if (memory != NULL) memset(memory, 1, bytes);
    bool held = bytes == 0 || memory != NULL;
    pthread_mutex_unlock(&memory_lock);
    text(request, held ? 200 : 500, held ? pod : "No memory left.");
}

static void refuse(struct request *request) {
    http_refuse();
    puts("demo: refuses connections from now on, as asked");
    text(request, 200, "Connections are refused from now on.");
}

static void leave(struct request *request) {
    int code = (int) http_number(request, "code", 0, 255);
    request->keep_alive = false;
    text(request, 200, "Exiting.");
    printf("demo: exiting with %d, as asked\n", code);
    exit(code);
}

static void websocket(struct request *request) {
    if (*request->websocket_key == '\0') text(request, 400, "This path wants a WebSocket.");
    else websocket_echo(request);
}

static void name(struct request *request) {
    text(request, 200, pod);
}

static void tell_version(struct request *request) {
    text(request, 200, version);
}

/* What the application saw of the client: shows what a proxy in front passes on. */
static void client(struct request *request) {
    char line[512];
    snprintf(line, sizeof line, "host %.200s forwarded-for %.100s", request->host, request->forwarded_for);
    text(request, 200, line);
}

static const struct {
    const char *path;
    handler answer;
} paths[] = {
        {"/", page},           {"/name", name},         {"/version", tell_version}, {"/health", health},
        {"/health/fail", health_fail}, {"/health/ok", health_ok}, {"/slow", slow},      {"/burn", burn},
        {"/memory", hold},     {"/exit", leave},        {"/ws", websocket},         {"/client", client},
        {"/refuse", refuse},
};

static void answer(struct request *request) {
    if (stopping) request->keep_alive = false;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        if (strcmp(request->path, paths[i].path) == 0) {
            paths[i].answer(request);
            return;
        }
    }
    text(request, 404, "There is nothing here.");
}

/* Waits for the stop signal, works on for STOP_DELAY seconds, and ends the process. */
static void *wait_for_stop(void *signals) {
    int signal, delay = number("STOP_DELAY", 0, HOUR);
    bool ignored = number("IGNORE_TERM", 0, 1) == 1;
    for (;;) {
        if (sigwait(signals, &signal) != 0) continue;
        if (signal == SIGTERM && ignored) {
            puts("demo: stop signal ignored");
            continue;
        }
        printf("demo: stopping in %d s\n", delay);
        stopping = true;
        pause_for(delay * 1000L);
        exit(0);
    }
}

static void *exit_later(void *seconds) {
    pause_for(*(int *) seconds * 1000L);
    printf("demo: exiting after %d s, as configured\n", *(int *) seconds);
    exit(number("EXIT_CODE", 1, 255));
}

static void in_background(void *(*work)(void *), void *argument) {
    pthread_attr_t small;
    pthread_t thread;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 64 * 1024);
    if (pthread_create(&thread, &small, work, argument) != 0) {
        fputs("demo: cannot start a thread\n", stderr);
        exit(1);
    }
    pthread_detach(thread);
}

int main(void) {
    static sigset_t signals;
    static int lifetime;
    setvbuf(stdout, NULL, _IOLBF, 1024);
    gethostname(pod, sizeof pod - 1);
    snprintf(pod, sizeof pod, "%.127s", setting("PODSPACE_POD", strdup(pod)));
    version = setting("VERSION", setting("DEMO_VERSION", "1"));
    project = setting("PODSPACE_PROJECT", "no project");
    healthy = number("NEVER_READY", 0, 1) == 0;
    http_pod = pod;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    signal(SIGCHLD, SIG_IGN); /* as the first process it inherits what commands leave behind, which must not stay as zombies */
    pthread_sigmask(SIG_BLOCK, &signals, NULL); /* so that only the waiting thread gets them */
    in_background(wait_for_stop, &signals);
    lifetime = number("EXIT_AFTER", -1, HOUR);
    if (lifetime >= 0) in_background(exit_later, &lifetime);
    int delay = number("START_DELAY", 0, HOUR);
    printf("demo: %s, version %s, starts in %d s\n", pod, version, delay);
    pause_for(delay * 1000L);
    http_serve(number("PORT", 8080, 65535), answer);
}
