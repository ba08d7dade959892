/*
 * A send and a receive through the functions of a service provider's own table, in a loop: what
 * 'floor --provider' times, with nothing of Java's in between. For Windows:
 *
 *   gcc -O2 -shared -o hosted.dll hosted.c
 */
#include <winsock2.h>
#include <ws2spi.h>

static int send_all(LPWSPSEND send, SOCKET s, char *message, ULONG size) {
  while (size > 0) {
    WSABUF buffer = {size, message};
    DWORD sent = 0;
    int error = 0;
    if (send(s, &buffer, 1, &sent, 0, NULL, NULL, NULL, &error) != 0) return error;
    size -= sent;
  }
  return 0;
}

static int receive_all(LPWSPRECV receive, SOCKET s, char *message, ULONG size) {
  while (size > 0) {
    WSABUF buffer = {size, message};
    DWORD received = 0, flags = 0;
    int error = 0;
    if (receive(s, &buffer, 1, &received, &flags, NULL, NULL, NULL, &error) != 0) return error;
    if (received == 0) return WSAECONNRESET;
    size -= received;
  }
  return 0;
}

/* Returns 0, or the error of the call that failed. */
__declspec(dllexport) int ifsbench_hosted_send_receive(LPWSPSEND send, LPWSPRECV receive,
                                                       SOCKET near_end, SOCKET far_end,
                                                       char *message, ULONG size, int times) {
  for (int i = 0; i < times; i++) {
    int error = send_all(send, near_end, message, size);
    if (error == 0) error = receive_all(receive, far_end, message, size);
    if (error != 0) return error;
  }
  return 0;
}
