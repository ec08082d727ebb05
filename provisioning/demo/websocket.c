/* RFC 6455, as much of it as an echo needs. */
#include "http.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

enum { CLOSE = 8, PING = 9, PONG = 10, CHUNK = 4096 };

static uint32_t rotate(uint32_t word, int bits) {
    return word << bits | word >> (32 - bits);
}

static void sha1_block(uint32_t state[5], const unsigned char *block) {
    uint32_t w[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t) block[4 * i] << 24 | (uint32_t) block[4 * i + 1] << 16 | (uint32_t) block[4 * i + 2] << 8
                | block[4 * i + 3];
    for (int i = 16; i < 80; i++) w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        uint32_t f = i < 20 ? ((b & c) | (~b & d)) : i < 40 || i >= 60 ? (b ^ c ^ d) : ((b & c) | (b & d) | (c & d));
        uint32_t k = i < 20 ? 0x5a827999 : i < 40 ? 0x6ed9eba1 : i < 60 ? 0x8f1bbcdc : 0xca62c1d6;
        uint32_t next = rotate(a, 5) + f + e + k + w[i];
        e = d, d = c, c = rotate(b, 30), b = a, a = next;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
}

/* SHA-1 of a text of at most 119 bytes (two blocks): enough for a key and the GUID of the protocol. */
static void sha1(const char *text, unsigned char digest[20]) {
    uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    unsigned char blocks[128] = {0};
    size_t length = strlen(text), end = length < 56 ? 64 : 128;
    memcpy(blocks, text, length);
    blocks[length] = 0x80;
    blocks[end - 2] = (unsigned char) (length * 8 >> 8);
    blocks[end - 1] = (unsigned char) (length * 8);
    for (size_t at = 0; at < end; at += 64) sha1_block(state, blocks + at);
    for (int i = 0; i < 20; i++) digest[i] = (unsigned char) (state[i / 4] >> (24 - 8 * (i % 4)));
}

static void base64(const unsigned char digest[20], char text[29]) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned char padded[21] = {0};
    memcpy(padded, digest, 20);
    for (int i = 0; i < 7; i++) {
        uint32_t bits = (uint32_t) padded[3 * i] << 16 | (uint32_t) padded[3 * i + 1] << 8 | padded[3 * i + 2];
        for (int j = 0; j < 4; j++) text[4 * i + j] = letters[bits >> (18 - 6 * j) & 63];
    }
    text[27] = '=';
    text[28] = '\0';
}

static bool read_exactly(int socket, void *bytes, size_t length) {
    return length == 0 || recv(socket, bytes, length, MSG_WAITALL) == (ssize_t) length;
}

/* Sends the header of a frame of the server, which is never masked. */
static bool send_header(int socket, unsigned char first, uint64_t length) {
    unsigned char header[10] = {first};
    if (length < 126) {
        header[1] = (unsigned char) length;
        return send_all(socket, header, 2);
    }
    int bytes = length < 65536 ? 2 : 8;
    header[1] = bytes == 2 ? 126 : 127;
    for (int i = 0; i < bytes; i++) header[2 + i] = (unsigned char) (length >> (8 * (bytes - 1 - i)));
    return send_all(socket, header, (unsigned long) (2 + bytes));
}

/* Answers one frame; false when the conversation is over. */
static bool echo_frame(int socket) {
    unsigned char start[2], extended[8], mask[4], data[CHUNK];
    if (!read_exactly(socket, start, 2) || (start[1] & 0x80) == 0) return false;
    int opcode = start[0] & 15, bytes = (start[1] & 127) == 126 ? 2 : (start[1] & 127) == 127 ? 8 : 0;
    uint64_t length = bytes == 0 ? start[1] & 127 : 0;
    if (!read_exactly(socket, extended, (size_t) bytes) || !read_exactly(socket, mask, 4)) return false;
    for (int i = 0; i < bytes; i++) length = length << 8 | extended[i];
    bool silent = opcode == PONG;
    unsigned char first = opcode == PING ? 0x80 | PONG : start[0];
    if (!silent && !send_header(socket, first, length)) return false;
    for (uint64_t done = 0; done < length;) {
        size_t part = length - done < CHUNK ? (size_t) (length - done) : CHUNK;
        if (!read_exactly(socket, data, part)) return false;
        for (size_t i = 0; i < part; i++) data[i] ^= mask[(done + i) % 4];
        if (!silent && !send_all(socket, data, part)) return false;
        done += part;
    }
    return opcode != CLOSE;
}

void websocket_echo(struct request *request) {
    char text[128], accept[29], head[256];
    unsigned char digest[20];
    snprintf(text, sizeof text, "%.63s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", request->websocket_key);
    sha1(text, digest);
    base64(digest, accept);
    int length = snprintf(head, sizeof head,
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Accept: %s\r\nX-Pod: %.120s\r\n\r\n", accept, http_pod);
    request->keep_alive = false;
    if (!send_all(request->socket, head, (unsigned long) length)) return;
    /* A quiet WebSocket is not idle: it lives until one side closes it. */
    struct timeval forever = {0};
    setsockopt(request->socket, SOL_SOCKET, SO_RCVTIMEO, &forever, sizeof forever);
    while (echo_frame(request->socket)) continue;
}
