/*
 * The least that a send and a receive can cost: the same system calls on the same descriptors as
 * the benchmarks, made by C; and what the dispatcher and the layers cost if C has them.
 */
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>

/*
 * Sends a message and receives it, so many times. Both descriptors are connected streams.
 *
 * Returns 0, or the errno of the call that failed.
 */
int ifsbench_send_receive(long near, long far, char *message, size_t size, long times)
{
    for (long i = 0; i < times; i++) {
        size_t left = size;
        do {
            ssize_t sent = send((int) near, message, left, MSG_NOSIGNAL);
            if (sent < 0) {
                return errno;
            }
            left -= (size_t) sent;
        } while (left > 0);
        left = size;
        do {
            ssize_t received = recv((int) far, message, left, 0);
            if (received < 0) {
                return errno;
            }
            if (received == 0) {
                return ECONNRESET;
            }
            left -= (size_t) received;
        } while (left > 0);
    }
    return 0;
}

/*
 * The same dispatcher and layers as the Java ones, as plain C has them: a handle is looked up in a
 * table of pages, and the call goes through its entry's functions, with the parameters of WSPSend
 * and WSPRecv. A wrapping layer asks for the context of its handle, holds a reference to it, calls
 * the socket below, counts the bytes, and lets go.
 */
enum { PAGE_BITS = 10, PAGE_SIZE = 1 << PAGE_BITS };

enum kind { DISPATCHER, PASS_THROUGH, WRAPPED };

enum { WSA_INVALID = 10022, WSA_NOT_A_SOCKET = 10038 };

struct wsabuf {
    size_t len;
    char *buf;
};

struct layers;

typedef int transfer(struct layers *layers, long s, struct wsabuf *buffers, unsigned count,
                     unsigned *moved, unsigned flags, void *overlapped, void *routine,
                     void *thread, int *error);

struct procedures {
    transfer *send;
    transfer *recv;
};

/* What a wrapping layer knows of a handle of its own. */
struct context {
    struct layers *layer;
    long lower;
    _Atomic int references;
    _Atomic long sent;
    _Atomic long received;
};

/* What is known of a handle: copies of its provider's functions, and the context if it was made. */
struct entry {
    transfer *send;
    transfer *recv;
    struct context *context;
};

typedef struct context *query(struct layers *layers, long s, int *error);

struct layers {
    _Atomic(struct entry *) first[PAGE_SIZE];
    size_t pages;
    _Atomic(struct entry *) *directory[1 << PAGE_BITS];
    struct procedures next;  /* the functions of the provider below the layer */
    query *query_context;    /* the upcall that the layer was given */
    long near;
    long far;
    struct entry entries[4];
    struct context contexts[2];
};

static inline struct entry *look_up(struct layers *layers, long s)
{
    size_t page = (size_t) s >> PAGE_BITS;
    _Atomic(struct entry *) *slots =
        page == 0 ? layers->first : page < layers->pages ? layers->directory[page] : NULL;
    return slots == NULL ? NULL
                         : atomic_load_explicit(&slots[s & (PAGE_SIZE - 1)], memory_order_acquire);
}

static int enter(struct layers *layers, long s, struct entry *entry)
{
    size_t page = (size_t) s >> PAGE_BITS;
    if (page >= sizeof layers->directory / sizeof layers->directory[0]) {
        return 0;
    }
    if (page > 0 && layers->directory[page] == NULL) {
        layers->directory[page] = calloc(PAGE_SIZE, sizeof(struct entry *));
        if (layers->directory[page] == NULL) {
            return 0;
        }
    }
    if (page >= layers->pages) {
        layers->pages = page + 1;
    }
    atomic_store(&(page == 0 ? layers->first : layers->directory[page])[s & (PAGE_SIZE - 1)],
                 entry);
    return 1;
}

/* What the base provider does not do here. */
static inline int is_refused(void *overlapped, unsigned count, unsigned *moved, int *error)
{
    if (overlapped != NULL || count != 1 || moved == NULL) {
        *error = WSA_INVALID;
        return 1;
    }
    return 0;
}

static int real_send(struct layers *layers, long s, struct wsabuf *buffers, unsigned count,
                     unsigned *moved, unsigned flags, void *overlapped, void *routine,
                     void *thread, int *error)
{
    (void) layers, (void) flags, (void) routine, (void) thread;
    if (is_refused(overlapped, count, moved, error)) {
        return -1;
    }
    ssize_t sent = send((int) s, buffers[0].buf, buffers[0].len, MSG_NOSIGNAL);
    if (sent < 0) {
        *error = errno;
        return -1;
    }
    *moved = (unsigned) sent;
    return 0;
}

static int real_recv(struct layers *layers, long s, struct wsabuf *buffers, unsigned count,
                     unsigned *moved, unsigned flags, void *overlapped, void *routine,
                     void *thread, int *error)
{
    (void) layers, (void) flags, (void) routine, (void) thread;
    if (is_refused(overlapped, count, moved, error)) {
        return -1;
    }
    ssize_t received = recv((int) s, buffers[0].buf, buffers[0].len, 0);
    if (received < 0) {
        *error = errno;
        return -1;
    }
    *moved = (unsigned) received;
    return 0;
}

/* Sends and receives everything at once, without a system call. */
static int no_transfer(struct layers *layers, long s, struct wsabuf *buffers, unsigned count,
                       unsigned *moved, unsigned flags, void *overlapped, void *routine,
                       void *thread, int *error)
{
    (void) layers, (void) s, (void) flags, (void) routine, (void) thread;
    if (is_refused(overlapped, count, moved, error)) {
        return -1;
    }
    *moved = (unsigned) buffers[0].len;
    return 0;
}

static struct context *query_context(struct layers *layers, long s, int *error)
{
    struct entry *entry = look_up(layers, s);
    if (entry == NULL || entry->context == NULL) {
        *error = WSA_NOT_A_SOCKET;
        return NULL;
    }
    return entry->context;
}

static inline struct context *acquire(struct layers *layers, long s, int *error)
{
    struct context *context = layers->query_context(layers, s, error);
    if (context == NULL) {
        return NULL;
    }
    if (context->layer != layers) {
        *error = WSA_NOT_A_SOCKET;
        return NULL;
    }
    int seen = atomic_load(&context->references);
    do {
        if (seen < 0) { /* it is closing */
            *error = WSA_NOT_A_SOCKET;
            return NULL;
        }
    } while (!atomic_compare_exchange_weak(&context->references, &seen, seen + 1));
    return context;
}

static inline int finish(struct context *context, int result, _Atomic long *counter,
                         const unsigned *moved)
{
    if (result == 0) {
        atomic_fetch_add(counter, (long) *moved);
    }
    atomic_fetch_sub(&context->references, 1);
    return result;
}

/* Either call; a constant, so that the compiler makes two functions of it. */
static inline __attribute__((always_inline)) int
wrapped(int sends, struct layers *layers, long s, struct wsabuf *buffers, unsigned count,
        unsigned *moved, unsigned flags, void *overlapped, int *error)
{
    if (overlapped != NULL) {
        *error = WSA_INVALID;
        return -1;
    }
    struct context *context = acquire(layers, s, error);
    if (context == NULL) {
        return -1;
    }
    transfer *next = sends ? layers->next.send : layers->next.recv;
    int result = next(layers, context->lower, buffers, count, moved, flags, NULL, NULL, NULL,
                      error);
    return finish(context, result, sends ? &context->sent : &context->received, moved);
}

static int wrapped_send(struct layers *layers, long s, struct wsabuf *buffers, unsigned count,
                        unsigned *moved, unsigned flags, void *overlapped, void *routine,
                        void *thread, int *error)
{
    (void) routine, (void) thread;
    return wrapped(1, layers, s, buffers, count, moved, flags, overlapped, error);
}

static int wrapped_recv(struct layers *layers, long s, struct wsabuf *buffers, unsigned count,
                        unsigned *moved, unsigned flags, void *overlapped, void *routine,
                        void *thread, int *error)
{
    (void) routine, (void) thread;
    return wrapped(0, layers, s, buffers, count, moved, flags, overlapped, error);
}

/* Calls a handle's function, as an application's WSASend and WSARecv do. */
static inline int dispatch(struct layers *layers, int sends, long s, struct wsabuf *buffers,
                           unsigned *moved, int *error)
{
    *error = 0;
    struct entry *entry = look_up(layers, s);
    if (entry == NULL) {
        *error = WSA_NOT_A_SOCKET;
        return -1;
    }
    transfer *function = sends ? entry->send : entry->recv;
    int result = function(layers, s, buffers, 1, moved, 0, NULL, NULL, NULL, error);
    if (result != 0 && *error == 0) {
        *error = WSA_INVALID;
    }
    return result;
}

/* A handle that is not taken by either descriptor. */
static long free_handle(long near, long far, long from)
{
    while (from == near || from == far) {
        from++;
    }
    return from;
}

/*
 * Makes the dispatcher with one kind of handle over two descriptors; or, if they are not real, over
 * nothing, so that no system call is made. It stays until the process ends.
 *
 * Returns NULL if there is no memory, or a descriptor is above a million.
 */
void *ifsbench_layers(long kind, long real, long near, long far)
{
    struct layers *layers = calloc(1, sizeof *layers);
    if (layers == NULL) {
        return NULL;
    }
    struct procedures base = {real ? real_send : no_transfer, real ? real_recv : no_transfer};
    struct procedures layer = base;
    if (kind == WRAPPED) {
        layer.send = wrapped_send;
        layer.recv = wrapped_recv;
    }
    layers->next = base;
    layers->query_context = query_context;
    layers->near = near;
    layers->far = far;
    struct procedures *lowest = kind == PASS_THROUGH ? &layer : &base;
    for (int i = 0; i < 2; i++) {
        struct entry lower = {lowest->send, lowest->recv, NULL};
        layers->entries[i] = lower;
        if (!enter(layers, i == 0 ? near : far, &layers->entries[i])) {
            return NULL;
        }
    }
    if (kind == WRAPPED) {
        layers->near = free_handle(near, far, 1);
        layers->far = free_handle(near, far, layers->near + 1);
        for (int i = 0; i < 2; i++) {
            struct context *context = &layers->contexts[i];
            context->layer = layers;
            context->lower = i == 0 ? near : far;
            struct entry upper = {layer.send, layer.recv, context};
            layers->entries[2 + i] = upper;
            if (!enter(layers, i == 0 ? layers->near : layers->far, &layers->entries[2 + i])) {
                return NULL;
            }
        }
    }
    return layers;
}

/*
 * As ifsbench_send_receive, through the dispatcher and its handles.
 *
 * Returns 0, or the error of the call that failed.
 */
int ifsbench_layers_send_receive(struct layers *layers, char *message, size_t size, long times)
{
    struct wsabuf buffer = {0, message};
    unsigned moved = 0;
    int error = 0;
    for (long i = 0; i < times; i++) {
        size_t left = size;
        do {
            buffer.len = left;
            if (dispatch(layers, 1, layers->near, &buffer, &moved, &error) != 0) {
                return error;
            }
            left -= moved;
        } while (left > 0);
        left = size;
        do {
            buffer.len = left;
            if (dispatch(layers, 0, layers->far, &buffer, &moved, &error) != 0) {
                return error;
            }
            if (moved == 0) {
                return ECONNRESET;
            }
            left -= moved;
        } while (left > 0);
    }
    return 0;
}
