/*
 * A base provider over ws2_32.dll's own functions, as small as it can be: TCP and UDP, without
 * overlapped structures. Compiled as it is it passes the system's handles on and announces them by
 * WPUModifyIFSHandle; with -DWRAPPING it makes handles of its own by WPUCreateSocketHandle and swaps
 * them on each call. For tests of what must be refused, -DSTARTUP_ERROR=n makes WSPStartup answer n,
 * -DSPEAKS=n makes it speak that version, -DLACKS_SEND leaves WSPSend out of the table, and
 * -DNO_STARTUP makes a library that is no provider.
 */
#include <winsock2.h>
#include <ws2spi.h>

#ifndef SPEAKS
#define SPEAKS MAKEWORD(2, 2)
#endif

static WSPUPCALLTABLE upcalls;
static WSAPROTOCOL_INFOW entry;

static int failed(int *error) {
  *error = WSAGetLastError();
  return SOCKET_ERROR;
}

static int checked(int result, int *error) {
  return result == 0 ? 0 : failed(error);
}

static int unsupported(int *error) {
  *error = WSAEOPNOTSUPP;
  return SOCKET_ERROR;
}

#ifdef WRAPPING
/* A handle's context is the system's socket. */
static SOCKET lower(SOCKET s, int *error) {
  DWORD_PTR context;
  return upcalls.lpWPUQuerySocketHandleContext(s, &context, error) == 0 ? (SOCKET)context
                                                                        : INVALID_SOCKET;
}

static SOCKET announce(SOCKET s, DWORD id, int *error) {
  return upcalls.lpWPUCreateSocketHandle(id, (DWORD_PTR)s, error);
}
#else
static SOCKET lower(SOCKET s, int *error) {
  (void)error;
  return s;
}

static SOCKET announce(SOCKET s, DWORD id, int *error) {
  return upcalls.lpWPUModifyIFSHandle(id, s, error);
}
#endif

#define LOWER(s)                                                                                   \
  SOCKET below = lower(s, error);                                                                  \
  if (below == INVALID_SOCKET) return SOCKET_ERROR

static SOCKET give(SOCKET s, DWORD id, int *error) {
  if (s == INVALID_SOCKET) {
    *error = WSAGetLastError();
    return s;
  }
  SOCKET announced = announce(s, id, error);
  if (announced == INVALID_SOCKET) closesocket(s);
  return announced;
}

static SOCKET WSPAPI wsp_socket(int af, int type, int protocol, LPWSAPROTOCOL_INFOW info, GROUP g,
                                DWORD flags, int *error) {
  (void)g;
  SOCKET s = WSASocketW(af > 0 ? af : info->iAddressFamily, type > 0 ? type : info->iSocketType,
                        protocol > 0 ? protocol : info->iProtocol, NULL, 0, flags);
  return give(s, info->dwCatalogEntryId, error);
}

/* The entry of the start will do: all of them lead to this provider. */
static SOCKET WSPAPI wsp_accept(SOCKET s, struct sockaddr *addr, LPINT addrlen,
                                LPCONDITIONPROC condition, DWORD_PTR data, int *error) {
  (void)data;
  if (condition) {
    unsupported(error);
    return INVALID_SOCKET;
  }
  SOCKET below = lower(s, error);
  if (below == INVALID_SOCKET) return below;
  return give(accept(below, addr, addrlen), entry.dwCatalogEntryId, error);
}

static int WSPAPI wsp_close(SOCKET s, int *error) {
  LOWER(s);
#ifdef WRAPPING
  if (closesocket(below) != 0) return failed(error);
  return upcalls.lpWPUCloseSocketHandle(s, error);
#else
  return checked(closesocket(below), error);
#endif
}

static int WSPAPI wsp_bind(SOCKET s, const struct sockaddr *name, int length, int *error) {
  LOWER(s);
  return checked(bind(below, name, length), error);
}

static int WSPAPI wsp_connect(SOCKET s, const struct sockaddr *name, int length, LPWSABUF caller,
                              LPWSABUF callee, LPQOS sqos, LPQOS gqos, int *error) {
  (void)caller, (void)callee, (void)sqos, (void)gqos;
  LOWER(s);
  return checked(connect(below, name, length), error);
}

static int WSPAPI wsp_listen(SOCKET s, int backlog, int *error) {
  LOWER(s);
  return checked(listen(below, backlog), error);
}

static int WSPAPI wsp_shutdown(SOCKET s, int how, int *error) {
  LOWER(s);
  return checked(shutdown(below, how), error);
}

static int WSPAPI wsp_getsockname(SOCKET s, struct sockaddr *name, LPINT length, int *error) {
  LOWER(s);
  return checked(getsockname(below, name, length), error);
}

static int WSPAPI wsp_getpeername(SOCKET s, struct sockaddr *name, LPINT length, int *error) {
  LOWER(s);
  return checked(getpeername(below, name, length), error);
}

static int WSPAPI wsp_getsockopt(SOCKET s, int level, int name, char *value, LPINT length,
                                 int *error) {
  LOWER(s);
  return checked(getsockopt(below, level, name, value, length), error);
}

static int WSPAPI wsp_setsockopt(SOCKET s, int level, int name, const char *value, int length,
                                 int *error) {
  LOWER(s);
  return checked(setsockopt(below, level, name, value, length), error);
}

#ifndef LACKS_SEND
static int WSPAPI wsp_send(SOCKET s, LPWSABUF buffers, DWORD count, LPDWORD sent, DWORD flags,
                           LPWSAOVERLAPPED overlapped, LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                           LPWSATHREADID thread, int *error) {
  (void)routine, (void)thread;
  if (overlapped) return unsupported(error);
  LOWER(s);
  return checked(WSASend(below, buffers, count, sent, flags, NULL, NULL), error);
}
#endif

static int WSPAPI wsp_recv(SOCKET s, LPWSABUF buffers, DWORD count, LPDWORD received, LPDWORD flags,
                           LPWSAOVERLAPPED overlapped, LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                           LPWSATHREADID thread, int *error) {
  (void)routine, (void)thread;
  if (overlapped) return unsupported(error);
  LOWER(s);
  return checked(WSARecv(below, buffers, count, received, flags, NULL, NULL), error);
}

static int WSPAPI wsp_ioctl(SOCKET s, DWORD code, LPVOID in, DWORD in_size, LPVOID out,
                            DWORD out_size, LPDWORD returned, LPWSAOVERLAPPED overlapped,
                            LPWSAOVERLAPPED_COMPLETION_ROUTINE routine, LPWSATHREADID thread,
                            int *error) {
  (void)routine, (void)thread;
  if (overlapped) return unsupported(error);
  LOWER(s);
  return checked(WSAIoctl(below, code, in, in_size, out, out_size, returned, NULL, NULL), error);
}

static int WSPAPI wsp_cleanup(int *error) {
  (void)error;
  return 0;
}

/* What is left has its error parameter last, in the place of a number of registers and slots. */
static int WSPAPI no1(int *error) { return unsupported(error); }
static int WSPAPI no4(SOCKET s, void *a, void *b, int *error) {
  (void)s, (void)a, (void)b;
  return unsupported(error);
}
static int WSPAPI no3(SOCKET s, void *a, int *error) { (void)s, (void)a; return unsupported(error); }
static int WSPAPI no5(SOCKET s, void *a, long b, long c, int *error) {
  (void)s, (void)a, (void)b, (void)c;
  return unsupported(error);
}
static int WSPAPI no6(void *a, long b, void *c, void *d, void *e, int *error) {
  (void)a, (void)b, (void)c, (void)d, (void)e;
  return unsupported(error);
}
static BOOL WSPAPI no_result(SOCKET s, LPWSAOVERLAPPED o, LPDWORD n, BOOL w, LPDWORD f, int *error) {
  (void)s, (void)o, (void)n, (void)w, (void)f;
  unsupported(error);
  return FALSE;
}
static BOOL WSPAPI no_qos(SOCKET s, LPWSABUF name, LPQOS qos, int *error) {
  (void)s, (void)name, (void)qos;
  unsupported(error);
  return FALSE;
}
static SOCKET WSPAPI no_leaf(SOCKET s, const struct sockaddr *n, int l, LPWSABUF a, LPWSABUF b,
                             LPQOS c, LPQOS d, DWORD f, int *error) {
  (void)s, (void)n, (void)l, (void)a, (void)b, (void)c, (void)d, (void)f;
  unsupported(error);
  return INVALID_SOCKET;
}
static int WSPAPI no_recvfrom(SOCKET s, LPWSABUF b, DWORD c, LPDWORD n, LPDWORD f,
                              struct sockaddr *a, LPINT l, LPWSAOVERLAPPED o,
                              LPWSAOVERLAPPED_COMPLETION_ROUTINE r, LPWSATHREADID t, int *error) {
  (void)s, (void)b, (void)c, (void)n, (void)f, (void)a, (void)l, (void)o, (void)r, (void)t;
  return unsupported(error);
}
static int WSPAPI no_sendto(SOCKET s, LPWSABUF b, DWORD c, LPDWORD n, DWORD f,
                            const struct sockaddr *a, int l, LPWSAOVERLAPPED o,
                            LPWSAOVERLAPPED_COMPLETION_ROUTINE r, LPWSATHREADID t, int *error) {
  (void)s, (void)b, (void)c, (void)n, (void)f, (void)a, (void)l, (void)o, (void)r, (void)t;
  return unsupported(error);
}
static int WSPAPI no_select(int n, fd_set *r, fd_set *w, fd_set *e, struct timeval *const t,
                            int *error) {
  (void)n, (void)r, (void)w, (void)e, (void)t;
  return unsupported(error);
}

#ifndef NO_STARTUP
__declspec(dllexport) int WSPAPI WSPStartup(WORD version, LPWSPDATA data, LPWSAPROTOCOL_INFOW info,
                                            WSPUPCALLTABLE table, LPWSPPROC_TABLE procedures) {
  if (version != MAKEWORD(2, 2)) return WSAVERNOTSUPPORTED;
#ifdef STARTUP_ERROR
  return STARTUP_ERROR;
#endif
  upcalls = table;
  entry = *info;
  data->wVersion = SPEAKS;
  data->wHighVersion = SPEAKS;
  lstrcpyW(data->szDescription, L"a provider in C");

  procedures->lpWSPAccept = wsp_accept;
  procedures->lpWSPAddressToString = (LPWSPADDRESSTOSTRING)(void *)no6;
  procedures->lpWSPAsyncSelect = (LPWSPASYNCSELECT)(void *)no5;
  procedures->lpWSPBind = wsp_bind;
  procedures->lpWSPCancelBlockingCall = no1;
  procedures->lpWSPCleanup = wsp_cleanup;
  procedures->lpWSPCloseSocket = wsp_close;
  procedures->lpWSPConnect = wsp_connect;
  procedures->lpWSPDuplicateSocket = (LPWSPDUPLICATESOCKET)(void *)no4;
  procedures->lpWSPEnumNetworkEvents = (LPWSPENUMNETWORKEVENTS)(void *)no4;
  procedures->lpWSPEventSelect = (LPWSPEVENTSELECT)(void *)no4;
  procedures->lpWSPGetOverlappedResult = no_result;
  procedures->lpWSPGetPeerName = wsp_getpeername;
  procedures->lpWSPGetSockName = wsp_getsockname;
  procedures->lpWSPGetSockOpt = wsp_getsockopt;
  procedures->lpWSPGetQOSByName = no_qos;
  procedures->lpWSPIoctl = wsp_ioctl;
  procedures->lpWSPJoinLeaf = no_leaf;
  procedures->lpWSPListen = wsp_listen;
  procedures->lpWSPRecv = wsp_recv;
  procedures->lpWSPRecvDisconnect = (LPWSPRECVDISCONNECT)(void *)no3;
  procedures->lpWSPRecvFrom = no_recvfrom;
  procedures->lpWSPSelect = no_select;
#ifndef LACKS_SEND
  procedures->lpWSPSend = wsp_send;
#endif
  procedures->lpWSPSendDisconnect = (LPWSPSENDDISCONNECT)(void *)no3;
  procedures->lpWSPSendTo = no_sendto;
  procedures->lpWSPSetSockOpt = wsp_setsockopt;
  procedures->lpWSPShutdown = wsp_shutdown;
  procedures->lpWSPSocket = wsp_socket;
  procedures->lpWSPStringToAddress = (LPWSPSTRINGTOADDRESS)(void *)no6;
  return 0;
}
#endif
