/*
 * The least that a send and a receive can cost: the same system calls on the same descriptors as
 * the benchmarks, made by C.
 */
#include <errno.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>

/*
 * Sends a message and receives it, so many times. Both descriptors are connected streams.
 *
 * Returns 0, or the errno of the call that failed.
 */
int ifsbench_send_receive(int near, int far, char *message, size_t size, long times)
{
    for (long i = 0; i < times; i++) {
        size_t left = size;
        do {
            ssize_t sent = send(near, message, left, MSG_NOSIGNAL);
            if (sent < 0) {
                return errno;
            }
            left -= (size_t) sent;
        } while (left > 0);
        left = size;
        do {
            ssize_t received = recv(far, message, left, 0);
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
