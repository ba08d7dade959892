/*
 * A base provider over ws2_32.dll's own functions, as small as it can be: TCP and UDP. Compiled as
 * it is it passes the system's handles on and announces them by WPUModifyIFSHandle, and hands
 * overlapped structures down as they are; with -DWRAPPING it makes handles of its own by
 * WPUCreateSocketHandle, swaps them on each call, and refuses overlapped structures.
 *
 * For tests of what must be refused, -DSTARTUP_ERROR=n makes WSPStartup answer n, -DSPEAKS=n makes
 * it speak that version, -DLACKS_SEND leaves WSPSend out of the table, -DNO_STARTUP makes a library
 * that is no provider, -DREFUSES_TO_LOAD has DllMain answer FALSE, -DCRASHES_IN_SEND,
 * -DHANGS_IN_STARTUP and -DENDS_IN_CONNECT do what they say, -DNEEDS_ANOTHER makes it need
 * another DLL, and -DFORGETS_MODIFY announces nothing, which a trace must find. With -DANSWERS_ALL
 * it has functions that are refused otherwise.
 */
#include <winsock2.h>
#include <ws2spi.h>

#ifndef SPEAKS
#define SPEAKS MAKEWORD(2, 2)
#endif

static WSPUPCALLTABLE upcalls;
static WSAPROTOCOL_INFOW entry;

#ifdef NEEDS_ANOTHER
__declspec(dllimport) int another(void);
#endif

#ifdef REFUSES_TO_LOAD
BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, void *reserved) {
  (void)instance, (void)reason, (void)reserved;
  return FALSE;
}
#endif

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
#ifdef FORGETS_MODIFY
  (void)id, (void)error;
  return s;
#else
  return upcalls.lpWPUModifyIFSHandle(id, s, error);
#endif
}
#endif

#define LOWER(s)                                                                                   \
  SOCKET below = lower(s, error);                                                                  \
  if (below == INVALID_SOCKET) return SOCKET_ERROR

/* Overlapped operations are the system's affair, for it knows its own handles only. */
#ifdef WRAPPING
#define REFUSE_OVERLAPPED(overlapped)                                                              \
  if (overlapped) return unsupported(error)
#else
#define REFUSE_OVERLAPPED(overlapped) (void)(overlapped)
#endif

static SOCKET give(SOCKET s, DWORD id, int *error) {
  if (s == INVALID_SOCKET) {
    *error = WSAGetLastError();
    return s;
  }
  SOCKET announced = announce(s, id, error);
  if (announced == INVALID_SOCKET) closesocket(s);
  return announced;
}

/*
 * What the system says of a duplicate stays here; the entry that goes out names this provider, and
 * where the system's is kept.
 */
#define DUPLICATES 64
static WSAPROTOCOL_INFOW duplicates[DUPLICATES];
static volatile LONG last_duplicate;

static SOCKET WSPAPI wsp_socket(int af, int type, int protocol, LPWSAPROTOCOL_INFOW info, GROUP g,
                                DWORD flags, int *error) {
  (void)g;
  SOCKET s =
      info->dwProviderReserved
          ? WSASocketW(FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO,
                       &duplicates[info->dwProviderReserved % DUPLICATES], 0, flags)
          : WSASocketW(af > 0 ? af : info->iAddressFamily, type > 0 ? type : info->iSocketType,
                       protocol > 0 ? protocol : info->iProtocol, NULL, 0, flags);
  return give(s, info->dwCatalogEntryId, error);
}

/* The system's own number of the entry of its sockets, which entries keep here. */
static DWORD entry_of(SOCKET s) {
  WSAPROTOCOL_INFOW info;
  int size = sizeof info;
  int failed = getsockopt(s, SOL_SOCKET, SO_PROTOCOL_INFOW, (char *)&info, &size);
  return failed ? entry.dwCatalogEntryId : info.dwCatalogEntryId;
}

static SOCKET WSPAPI wsp_accept(SOCKET s, struct sockaddr *addr, LPINT addrlen,
                                LPCONDITIONPROC condition, DWORD_PTR data, int *error) {
  (void)data;
  if (condition) {
    unsupported(error);
    return INVALID_SOCKET;
  }
  SOCKET below = lower(s, error);
  if (below == INVALID_SOCKET) return below;
  SOCKET accepted = accept(below, addr, addrlen);
  return give(accepted, entry_of(accepted), error);
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
#ifdef ENDS_IN_CONNECT
  ExitProcess(3);
#endif
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
  (void)thread;
  REFUSE_OVERLAPPED(overlapped);
#ifdef CRASHES_IN_SEND
  static int *volatile nowhere;
  *nowhere = 1;
#endif
  LOWER(s);
  return checked(WSASend(below, buffers, count, sent, flags, overlapped, routine), error);
}
#endif

static int WSPAPI wsp_sendto(SOCKET s, LPWSABUF buffers, DWORD count, LPDWORD sent, DWORD flags,
                             const struct sockaddr *to, int length, LPWSAOVERLAPPED overlapped,
                             LPWSAOVERLAPPED_COMPLETION_ROUTINE routine, LPWSATHREADID thread,
                             int *error) {
  (void)thread;
  REFUSE_OVERLAPPED(overlapped);
  LOWER(s);
  return checked(
      WSASendTo(below, buffers, count, sent, flags, to, length, overlapped, routine), error);
}

static int WSPAPI wsp_recv(SOCKET s, LPWSABUF buffers, DWORD count, LPDWORD received, LPDWORD flags,
                           LPWSAOVERLAPPED overlapped, LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                           LPWSATHREADID thread, int *error) {
  (void)thread;
  REFUSE_OVERLAPPED(overlapped);
  LOWER(s);
  return checked(WSARecv(below, buffers, count, received, flags, overlapped, routine), error);
}

static int WSPAPI wsp_recvfrom(SOCKET s, LPWSABUF buffers, DWORD count, LPDWORD received,
                               LPDWORD flags, struct sockaddr *from, LPINT length,
                               LPWSAOVERLAPPED overlapped,
                               LPWSAOVERLAPPED_COMPLETION_ROUTINE routine, LPWSATHREADID thread,
                               int *error) {
  (void)thread;
  REFUSE_OVERLAPPED(overlapped);
  LOWER(s);
  return checked(
      WSARecvFrom(below, buffers, count, received, flags, from, length, overlapped, routine), error);
}

static BOOL WSPAPI wsp_result(SOCKET s, LPWSAOVERLAPPED overlapped, LPDWORD count, BOOL wait,
                              LPDWORD flags, int *error) {
  SOCKET below = lower(s, error);
  if (below == INVALID_SOCKET) return FALSE;
  BOOL done = WSAGetOverlappedResult(below, overlapped, count, wait, flags);
  if (!done) failed(error);
  return done;
}

static int WSPAPI wsp_event_select(SOCKET s, WSAEVENT event, long events, int *error) {
  LOWER(s);
  return checked(WSAEventSelect(below, event, events), error);
}

static int WSPAPI wsp_enum_events(SOCKET s, WSAEVENT event, LPWSANETWORKEVENTS events,
                                  int *error) {
  LOWER(s);
  return checked(WSAEnumNetworkEvents(below, event, events), error);
}

#ifdef WRAPPING
/* Puts the sockets below in the place of a set's handles. */
static int lower_set(const fd_set *set, fd_set *below, int *error) {
  if (set && set->fd_count > FD_SETSIZE) {
    *error = WSAENOBUFS;
    return SOCKET_ERROR;
  }
  below->fd_count = 0;
  for (u_int i = 0; set && i < set->fd_count; i++) {
    SOCKET s = lower(set->fd_array[i], error);
    if (s == INVALID_SOCKET) return SOCKET_ERROR;
    below->fd_array[below->fd_count++] = s;
  }
  return 0;
}

/* Leaves in a set the handles whose socket below is in the other. */
static void keep(fd_set *set, fd_set *below) {
  u_int kept = 0;
  int ignored;
  for (u_int i = 0; set && i < set->fd_count; i++) {
    SOCKET handle = set->fd_array[i];
    if (FD_ISSET(lower(handle, &ignored), below)) set->fd_array[kept++] = handle;
  }
  if (set) set->fd_count = kept;
}

static int WSPAPI wsp_select(int n, fd_set *readers, fd_set *writers, fd_set *others,
                             struct timeval *const timeout, int *error) {
  fd_set r, w, o;
  if (lower_set(readers, &r, error) || lower_set(writers, &w, error) ||
      lower_set(others, &o, error)) {
    return SOCKET_ERROR;
  }
  int ready = select(n, readers ? &r : NULL, writers ? &w : NULL, others ? &o : NULL, timeout);
  if (ready == SOCKET_ERROR) return failed(error);
  keep(readers, &r);
  keep(writers, &w);
  keep(others, &o);
  return ready;
}
#else
static int WSPAPI wsp_select(int n, fd_set *readers, fd_set *writers, fd_set *others,
                             struct timeval *const timeout, int *error) {
  int ready = select(n, readers, writers, others, timeout);
  return ready == SOCKET_ERROR ? failed(error) : ready;
}
#endif

static int WSPAPI wsp_duplicate(SOCKET s, DWORD process, LPWSAPROTOCOL_INFOW info, int *error) {
  LOWER(s);
  if (process != GetCurrentProcessId()) return unsupported(error);
  LONG number = InterlockedIncrement(&last_duplicate);
  WSAPROTOCOL_INFOW *kept = &duplicates[number % DUPLICATES];
  if (WSADuplicateSocketW(below, process, kept) != 0) return failed(error);
  *info = *kept;
  info->dwProviderReserved = (DWORD)number;
  return 0;
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

static int WSPAPI wsp_address_to_string(LPSOCKADDR address, DWORD length, LPWSAPROTOCOL_INFOW info,
                                        LPWSTR text, LPDWORD characters, int *error) {
  (void)info; /* its entry is none of the system's as it stands here */
  return checked(WSAAddressToStringW(address, length, NULL, text, characters), error);
}

static int WSPAPI wsp_string_to_address(LPWSTR text, INT family, LPWSAPROTOCOL_INFOW info,
                                        LPSOCKADDR address, LPINT length, int *error) {
  (void)info;
  return checked(WSAStringToAddressW(text, family, NULL, address, length), error);
}

/* What is left has its error parameter last, in the place of a number of registers and slots. */
static int WSPAPI no1(int *error) { return unsupported(error); }
static int WSPAPI no3(SOCKET s, void *a, int *error) { (void)s, (void)a; return unsupported(error); }
static int WSPAPI no5(SOCKET s, void *a, long b, long c, int *error) {
  (void)s, (void)a, (void)b, (void)c;
  return unsupported(error);
}
#ifdef ANSWERS_ALL
static int wrong(int *error) {
  *error = WSAEINVAL;
  return SOCKET_ERROR;
}

/* These have no use over loopback sockets: they only see whether what they were given has arrived. */
static int WSPAPI async_select(SOCKET s, HWND window, unsigned message, long events, int *error) {
  LOWER(s);
  (void)below;
  BOOL right = window == (HWND)0x123456789 && message == 0x8001 && events == (FD_READ | FD_CLOSE);
  return right ? 0 : wrong(error);
}
static BOOL WSPAPI qos_by_name(SOCKET s, LPWSABUF name, LPQOS qos, int *error) {
  if (lower(s, error) == INVALID_SOCKET) return FALSE;
  if (!name || name->len != 5 || memcmp(name->buf, "voice", 5) != 0 || !qos) {
    wrong(error);
    return FALSE;
  }
  qos->SendingFlowspec.TokenRate = 64000;
  return TRUE;
}
static SOCKET WSPAPI join_leaf(SOCKET s, const struct sockaddr *name, int length, LPWSABUF caller,
                               LPWSABUF callee, LPQOS sqos, LPQOS gqos, DWORD flags, int *error) {
  SOCKET below = lower(s, error);
  if (below == INVALID_SOCKET) return below;
  BOOL right = name && length == (int)sizeof(struct sockaddr_in) && name->sa_family == AF_INET &&
               caller && caller->len == 4 && !callee && !sqos && gqos && flags == JL_BOTH;
  if (!right) {
    wrong(error);
    return INVALID_SOCKET;
  }
  return s;
}
#endif
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

#ifndef NO_STARTUP
__declspec(dllexport) int WSPAPI WSPStartup(WORD version, LPWSPDATA data, LPWSAPROTOCOL_INFOW info,
                                            WSPUPCALLTABLE table, LPWSPPROC_TABLE procedures) {
  if (version != MAKEWORD(2, 2)) return WSAVERNOTSUPPORTED;
#ifdef STARTUP_ERROR
  return STARTUP_ERROR;
#endif
#ifdef HANGS_IN_STARTUP
  Sleep(INFINITE);
#endif
#ifdef NEEDS_ANOTHER
  if (another() != 0) return WSASYSNOTREADY;
#endif
  upcalls = table;
  entry = *info;
  data->wVersion = SPEAKS;
  data->wHighVersion = SPEAKS;
  lstrcpyW(data->szDescription, L"a provider in C");

  procedures->lpWSPAccept = wsp_accept;
  procedures->lpWSPAddressToString = wsp_address_to_string;
  procedures->lpWSPAsyncSelect = (LPWSPASYNCSELECT)(void *)no5;
  procedures->lpWSPBind = wsp_bind;
  procedures->lpWSPCancelBlockingCall = no1;
  procedures->lpWSPCleanup = wsp_cleanup;
  procedures->lpWSPCloseSocket = wsp_close;
  procedures->lpWSPConnect = wsp_connect;
  procedures->lpWSPDuplicateSocket = wsp_duplicate;
  procedures->lpWSPEnumNetworkEvents = wsp_enum_events;
  procedures->lpWSPEventSelect = wsp_event_select;
  procedures->lpWSPGetOverlappedResult = wsp_result;
  procedures->lpWSPGetPeerName = wsp_getpeername;
  procedures->lpWSPGetSockName = wsp_getsockname;
  procedures->lpWSPGetSockOpt = wsp_getsockopt;
  procedures->lpWSPGetQOSByName = no_qos;
  procedures->lpWSPIoctl = wsp_ioctl;
  procedures->lpWSPJoinLeaf = no_leaf;
  procedures->lpWSPListen = wsp_listen;
  procedures->lpWSPRecv = wsp_recv;
  procedures->lpWSPRecvDisconnect = (LPWSPRECVDISCONNECT)(void *)no3;
  procedures->lpWSPRecvFrom = wsp_recvfrom;
  procedures->lpWSPSelect = wsp_select;
#ifndef LACKS_SEND
  procedures->lpWSPSend = wsp_send;
#endif
  procedures->lpWSPSendDisconnect = (LPWSPSENDDISCONNECT)(void *)no3;
  procedures->lpWSPSendTo = wsp_sendto;
  procedures->lpWSPSetSockOpt = wsp_setsockopt;
  procedures->lpWSPShutdown = wsp_shutdown;
  procedures->lpWSPSocket = wsp_socket;
  procedures->lpWSPStringToAddress = wsp_string_to_address;
#ifdef ANSWERS_ALL
  procedures->lpWSPAsyncSelect = async_select;
  procedures->lpWSPGetQOSByName = qos_by_name;
  procedures->lpWSPJoinLeaf = join_leaf;
#endif
  return 0;
}
#endif
