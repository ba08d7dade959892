/*
 * A layered provider, as small as it can be. It finds itself in the catalog by its GUID, its next
 * provider by what stands below it in its chain, and loads that by its path. Compiled as it is it
 * passes the handles of the provider below on and announces them by WPUModifyIFSHandle; with
 * -DNON_IFS it makes handles of its own by WPUCreateSocketHandle, carries overlapped calls out on
 * the sockets below with a completion port and a thread of its own, and announces their ends by
 * WPUCompleteOverlappedRequest and WPUQueueApc. Of extension functions the first kind hands those of
 * the base out, and the second its own in the place of AcceptEx, ConnectEx, DisconnectEx, WSARecvMsg
 * and WSASendMsg.
 *
 * With -DLOOKS_UP it imports neither WPUCompleteOverlappedRequest nor what lists applications the catalog, and
 * looks them up by their names.
 *
 * For tests of what a trace must find, each of these breaks a rule: -DMODIFIES_TWICE of the first
 * kind, -DLEAKS_HANDLES of both: the second kind closes no handle, and the first such as it must
 * not. -DWRONG_ENTRY names an entry that there is not, and -DTRIES_WRONG_ENTRY does so before it
 * names the right one. -DUSES_CLOSED of the second kind asks for a handle that it has closed. Rules
 * that only Ws2_32.dll could break have none.
 */
#include <winsock2.h>
#include <mswsock.h>
#include <ws2spi.h>

#ifdef NON_IFS
static const GUID own_id = {0x5b1c9f0a, 0x3d52, 0x4c7e, {0x9a, 1, 0x6f, 0x20, 0x77, 0xe4, 0xd3, 2}};
#else
static const GUID own_id = {0x5b1c9f0a, 0x3d52, 0x4c7e, {0x9a, 1, 0x6f, 0x20, 0x77, 0xe4, 0xd3, 1}};
#endif

/* A chain entry of this layer's, and the provider below it. */
typedef struct {
  WSAPROTOCOL_INFOW own;
  WSAPROTOCOL_INFOW next; /* what is handed down: the base's entry, or the caller's */
  BOOL next_is_base;
  WSPPROC_TABLE lower;
  /* What the provider below has answered when it was asked for its extension functions. */
  LPFN_ACCEPTEX accept_ex;
  LPFN_CONNECTEX connect_ex;
  LPFN_DISCONNECTEX disconnect_ex;
  LPFN_TRANSMITFILE transmit_file;
  LPFN_WSARECVMSG recv_msg;
  LPFN_WSASENDMSG send_msg;
} CHAIN;

#define MAX_CHAINS 16
static CHAIN chains[MAX_CHAINS];
static int chain_count;
static int starts;
static WSPUPCALLTABLE upcalls;
static CRITICAL_SECTION lock;

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, void *reserved) {
  (void)instance, (void)reserved;
  if (reason == DLL_PROCESS_ATTACH) InitializeCriticalSection(&lock);
  return TRUE;
}

__declspec(dllexport) void WSPAPI GetLspGuid(GUID *id) { *id = own_id; }

#ifdef LOOKS_UP
typedef int(WSPAPI *COMPLETE)(SOCKET, LPWSAOVERLAPPED, DWORD, DWORD, LPINT);
typedef int(WSPAPI *ENUM_PROTOCOLS)(LPINT, LPWSAPROTOCOL_INFOW, LPDWORD);
#ifdef NON_IFS
static COMPLETE complete_request;
#define WPUCompleteOverlappedRequest complete_request
#endif

/* What applications see of the catalog has this layer's chains too. That there is too little room
   for it is told by the size alone: Java cannot leave a thread's last error behind. */
static BOOL look_up(void) {
  HMODULE ws2 = GetModuleHandleW(L"ws2_32.dll");
  ENUM_PROTOCOLS list = (ENUM_PROTOCOLS)(void *)GetProcAddress(ws2, "WSAEnumProtocolsW");
#ifdef NON_IFS
  complete_request = (COMPLETE)(void *)GetProcAddress(ws2, "WPUCompleteOverlappedRequest");
#endif
  DWORD size = 0;
  if (list(NULL, NULL, &size) != SOCKET_ERROR) return FALSE;
  WSAPROTOCOL_INFOW *entries = HeapAlloc(GetProcessHeap(), 0, size);
  int count = list(NULL, entries, &size);
  BOOL layered = FALSE;
  for (int i = 0; i < count; i++) {
    layered |= entries[i].ProtocolChain.ChainLen > 1;
  }
  HeapFree(GetProcessHeap(), 0, entries);
  return layered;
}
#endif

static int fail(int code, int *error) {
  *error = code;
  return SOCKET_ERROR;
}

/* The catalog

   Lists it; the caller frees it. */
static WSAPROTOCOL_INFOW *catalog(int *count, int *error) {
  DWORD size = 0;
  WSCEnumProtocols(NULL, NULL, &size, error);
  if (*error != WSAENOBUFS) return NULL;
  WSAPROTOCOL_INFOW *entries = HeapAlloc(GetProcessHeap(), 0, size);
  *count = entries ? WSCEnumProtocols(NULL, entries, &size, error) : SOCKET_ERROR;
  if (*count != SOCKET_ERROR) return entries;
  if (entries) HeapFree(GetProcessHeap(), 0, entries);
  return NULL;
}

static const WSAPROTOCOL_INFOW *find(const WSAPROTOCOL_INFOW *entries, int count, DWORD id) {
  for (int i = 0; i < count; i++) {
    if (entries[i].dwCatalogEntryId == id) return &entries[i];
  }
  return NULL;
}

static BOOL is_own(const WSAPROTOCOL_INFOW *entries, int count, DWORD id) {
  const WSAPROTOCOL_INFOW *entry = find(entries, count, id);
  return entry && IsEqualGUID(&entry->ProviderId, &own_id);
}

/* Where this layer stands in a chain, or -1. */
static int place(const WSAPROTOCOL_INFOW *info, const WSAPROTOCOL_INFOW *entries, int count) {
  for (int i = 0; i + 1 < info->ProtocolChain.ChainLen; i++) {
    if (is_own(entries, count, info->ProtocolChain.ChainEntries[i])) return i;
  }
  return -1;
}

/* The entry of this layer's that stands over the same: info itself if this layer is its topmost. */
static const WSAPROTOCOL_INFOW *own_entry(const WSAPROTOCOL_INFOW *info, int at,
                                          const WSAPROTOCOL_INFOW *entries, int count) {
  int length = info->ProtocolChain.ChainLen - at;
  for (int i = 0; i < count; i++) {
    if (entries[i].ProtocolChain.ChainLen == length &&
        memcmp(entries[i].ProtocolChain.ChainEntries, info->ProtocolChain.ChainEntries + at,
               length * sizeof(DWORD)) == 0) {
      return &entries[i];
    }
  }
  return NULL;
}

static int start_next(const WSAPROTOCOL_INFOW *next, WSAPROTOCOL_INFOW *handed_down,
                      WSPUPCALLTABLE table, WSPPROC_TABLE *lower) {
  WCHAR path[MAX_PATH], expanded[MAX_PATH];
  int length = MAX_PATH, error = 0;
  GUID id = next->ProviderId;
  if (WSCGetProviderPath(&id, path, &length, &error) != 0) return error;
  if (!ExpandEnvironmentStringsW(path, expanded, MAX_PATH)) return WSAEPROVIDERFAILEDINIT;
  HMODULE module = LoadLibraryW(expanded);
  LPWSPSTARTUP startup =
      module ? (LPWSPSTARTUP)(void *)GetProcAddress(module, "WSPStartup") : NULL;
  if (!startup) return WSAEPROVIDERFAILEDINIT;
  WSPDATA data;
  error = startup(MAKEWORD(2, 2), &data, handed_down, table, lower);
  if (error == 0 && data.wVersion != MAKEWORD(2, 2)) {
    lower->lpWSPCleanup(&error);
    return WSAVERNOTSUPPORTED;
  }
  return error;
}

/* The chain that an entry begins; under the lock. */
static CHAIN *known(DWORD id) {
  for (int i = 0; i < chain_count; i++) {
    if (chains[i].own.dwCatalogEntryId == id) return &chains[i];
  }
  return NULL;
}

static int add_chain(WSAPROTOCOL_INFOW *info, CHAIN **added) {
  int count, error = 0;
  WSAPROTOCOL_INFOW *entries = catalog(&count, &error);
  if (!entries) return error;
  int at = place(info, entries, count);
  const WSAPROTOCOL_INFOW *own = at < 0 ? NULL : own_entry(info, at, entries, count);
  const WSAPROTOCOL_INFOW *next =
      at < 0 ? NULL : find(entries, count, info->ProtocolChain.ChainEntries[at + 1]);
  error = own && next ? 0 : WSAEPROVIDERFAILEDINIT;
  if (error == 0 && (*added = known(own->dwCatalogEntryId)) == NULL) {
    CHAIN *chain = &chains[chain_count];
    chain->own = *own;
    chain->next_is_base = next->ProtocolChain.ChainLen == BASE_PROTOCOL;
    chain->next = chain->next_is_base ? *next : *info;
    error = chain_count == MAX_CHAINS ? WSAENOBUFS
                                      : start_next(next, &chain->next, upcalls, &chain->lower);
    if (error == 0) {
      chain_count++;
      *added = chain;
    }
  }
  HeapFree(GetProcessHeap(), 0, entries);
  return error;
}

/* The chain of an entry that a call names, which may be an upper layer's. */
static CHAIN *chain_of(WSAPROTOCOL_INFOW *info, int *error) {
  EnterCriticalSection(&lock);
  CHAIN *chain = known(info->dwCatalogEntryId);
  int code = chain ? 0 : add_chain(info, &chain);
  LeaveCriticalSection(&lock);
  if (code) *error = code;
  return code ? NULL : chain;
}

/* Sockets

   What this layer knows of one: the handle that it has handed out, and that below. */
typedef struct CONTEXT_OF_SOCKET {
  struct CONTEXT_OF_SOCKET *next;
  CHAIN *chain;
  SOCKET upper;
  SOCKET lower;
  LONG references; /* one for being open, one for each call */
  BOOL closed;
  BOOL attached;
} SOCKET_CONTEXT;

static SOCKET_CONTEXT *sockets;

/* Takes a reference to an open socket's context, or fails with WSAENOTSOCK. */
static SOCKET_CONTEXT *enter(SOCKET s, int *error) {
  SOCKET_CONTEXT *context;
  EnterCriticalSection(&lock);
#ifdef NON_IFS
  DWORD_PTR found;
  int ignored;
  context = upcalls.lpWPUQuerySocketHandleContext(s, &found, &ignored) == 0
                ? (SOCKET_CONTEXT *)found
                : NULL;
#else
  for (context = sockets; context && context->upper != s; context = context->next) {
  }
#endif
  if (context && context->closed) context = NULL;
  if (context) context->references++;
  LeaveCriticalSection(&lock);
  if (!context) *error = WSAENOTSOCK;
  return context;
}

static void leave(SOCKET_CONTEXT *context) {
  EnterCriticalSection(&lock);
  BOOL last = --context->references == 0;
  for (SOCKET_CONTEXT **each = &sockets; last && *each; each = &(*each)->next) {
    if (*each == context) {
      *each = context->next;
      break;
    }
  }
  LeaveCriticalSection(&lock);
  if (!last) return;
#ifdef USES_CLOSED
  SOCKET closed = context->upper;
#endif
#if defined(NON_IFS) && !defined(LEAKS_HANDLES)
  int ignored;
  upcalls.lpWPUCloseSocketHandle(context->upper, &ignored);
#elif !defined(NON_IFS) && defined(LEAKS_HANDLES)
  int ignored; /* it is none of that upcall's */
  upcalls.lpWPUCloseSocketHandle(context->upper, &ignored);
#endif
#ifdef USES_CLOSED
  DWORD_PTR nobody;
  upcalls.lpWPUQuerySocketHandleContext(closed, &nobody, &ignored);
#endif
  HeapFree(GetProcessHeap(), 0, context);
}

#ifdef WRONG_ENTRY
#define ENTRY_OF(chain) 9999
#else
#define ENTRY_OF(chain) ((chain)->own.dwCatalogEntryId)
#endif

/* Hands a socket of the provider below out. */
static SOCKET give(CHAIN *chain, SOCKET lower, int *error) {
  if (lower == INVALID_SOCKET) return lower;
  int ignored;
  SOCKET_CONTEXT *context = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof *context);
  if (!context) {
    chain->lower.lpWSPCloseSocket(lower, &ignored);
    *error = WSAENOBUFS;
    return INVALID_SOCKET;
  }
  context->chain = chain;
  context->lower = lower;
  context->upper = lower;
  context->references = 1;
  EnterCriticalSection(&lock);
  context->next = sockets;
  sockets = context;
  LeaveCriticalSection(&lock);
#ifdef TRIES_WRONG_ENTRY
#ifdef NON_IFS
  upcalls.lpWPUCreateSocketHandle(9999, (DWORD_PTR)context, &ignored);
#else
  upcalls.lpWPUModifyIFSHandle(9999, lower, &ignored);
#endif
#endif
#ifdef NON_IFS
  SOCKET upper = upcalls.lpWPUCreateSocketHandle(ENTRY_OF(chain), (DWORD_PTR)context, error);
#else
  SOCKET upper = upcalls.lpWPUModifyIFSHandle(ENTRY_OF(chain), lower, error);
#ifdef MODIFIES_TWICE
  upper = upcalls.lpWPUModifyIFSHandle(ENTRY_OF(chain), lower, error);
#endif
#endif
  if (upper != INVALID_SOCKET) {
    context->upper = upper;
    return upper;
  }
  EnterCriticalSection(&lock);
  sockets = sockets == context ? context->next : sockets;
  LeaveCriticalSection(&lock);
  chain->lower.lpWSPCloseSocket(lower, &ignored);
  HeapFree(GetProcessHeap(), 0, context);
  return INVALID_SOCKET;
}

static SOCKET WSPAPI wsp_socket(int af, int type, int protocol, LPWSAPROTOCOL_INFOW info, GROUP g,
                                DWORD flags, int *error) {
  CHAIN *chain = chain_of(info, error);
  if (!chain) return INVALID_SOCKET;
  WSAPROTOCOL_INFOW next = chain->next_is_base ? chain->next : *info;
  next.dwProviderReserved = info->dwProviderReserved;
  return give(chain,
              chain->lower.lpWSPSocket(af, type, protocol, &next, g, flags | WSA_FLAG_OVERLAPPED,
                                       error),
              error);
}

static SOCKET WSPAPI wsp_accept(SOCKET s, struct sockaddr *addr, LPINT addrlen,
                                LPCONDITIONPROC condition, DWORD_PTR data, int *error) {
  SOCKET_CONTEXT *c = enter(s, error);
  if (!c) return INVALID_SOCKET;
  SOCKET accepted = give(
      c->chain, c->chain->lower.lpWSPAccept(c->lower, addr, addrlen, condition, data, error), error);
  leave(c);
  return accepted;
}

static int WSPAPI wsp_close(SOCKET s, int *error) {
  SOCKET_CONTEXT *c = enter(s, error);
  if (!c) return SOCKET_ERROR;
  int result = c->chain->lower.lpWSPCloseSocket(c->lower, error);
  BOOL closed = FALSE;
  if (result == 0) {
    EnterCriticalSection(&lock);
    closed = !c->closed;
    c->closed = TRUE;
    LeaveCriticalSection(&lock);
  }
  if (closed) leave(c);
  leave(c);
  return result;
}

static int WSPAPI wsp_getsockopt(SOCKET s, int level, int name, char *value, LPINT length,
                                 int *error) {
  SOCKET_CONTEXT *c = enter(s, error);
  if (!c) return SOCKET_ERROR;
  int result = 0;
  if (level == SOL_SOCKET && name == SO_PROTOCOL_INFOW) {
    if (*length < (int)sizeof c->chain->own) {
      *length = sizeof c->chain->own;
      result = fail(WSAEFAULT, error);
    } else {
      *length = sizeof c->chain->own;
      memcpy(value, &c->chain->own, sizeof c->chain->own);
    }
  } else {
    result = c->chain->lower.lpWSPGetSockOpt(c->lower, level, name, value, length, error);
  }
  leave(c);
  return result;
}

#ifdef NON_IFS
/* Everything else, with the handle below in the handle's place. */
#define MAP(call)                                                                                  \
  SOCKET_CONTEXT *c = enter(s, error);                                                             \
  if (!c) return SOCKET_ERROR;                                                                     \
  int result = c->chain->lower.call;                                                               \
  leave(c);                                                                                        \
  return result

static int WSPAPI wsp_bind(SOCKET s, const struct sockaddr *name, int length, int *error) {
  MAP(lpWSPBind(c->lower, name, length, error));
}
static int WSPAPI wsp_connect(SOCKET s, const struct sockaddr *name, int length, LPWSABUF caller,
                              LPWSABUF callee, LPQOS sqos, LPQOS gqos, int *error) {
  MAP(lpWSPConnect(c->lower, name, length, caller, callee, sqos, gqos, error));
}
static int WSPAPI wsp_listen(SOCKET s, int backlog, int *error) {
  MAP(lpWSPListen(c->lower, backlog, error));
}
static int WSPAPI wsp_shutdown(SOCKET s, int how, int *error) {
  MAP(lpWSPShutdown(c->lower, how, error));
}
static int WSPAPI wsp_getsockname(SOCKET s, struct sockaddr *name, LPINT length, int *error) {
  MAP(lpWSPGetSockName(c->lower, name, length, error));
}
static int WSPAPI wsp_getpeername(SOCKET s, struct sockaddr *name, LPINT length, int *error) {
  MAP(lpWSPGetPeerName(c->lower, name, length, error));
}
static int WSPAPI wsp_setsockopt(SOCKET s, int level, int name, const char *value, int length,
                                 int *error) {
  SOCKET listener;
  if (level == SOL_SOCKET && name == SO_UPDATE_ACCEPT_CONTEXT && length >= (int)sizeof listener) {
    SOCKET_CONTEXT *other = enter(*(const SOCKET *)(const void *)value, error);
    if (!other) return SOCKET_ERROR;
    listener = other->lower;
    leave(other);
    value = (const char *)&listener;
  }
  MAP(lpWSPSetSockOpt(c->lower, level, name, value, length, error));
}
static int WSPAPI wsp_event_select(SOCKET s, WSAEVENT event, long events, int *error) {
  MAP(lpWSPEventSelect(c->lower, event, events, error));
}
static int WSPAPI wsp_enum_events(SOCKET s, WSAEVENT event, LPWSANETWORKEVENTS events,
                                  int *error) {
  MAP(lpWSPEnumNetworkEvents(c->lower, event, events, error));
}
static int WSPAPI wsp_async_select(SOCKET s, HWND window, unsigned message, long events,
                                   int *error) {
  (void)s, (void)window, (void)message, (void)events;
  return fail(WSAEOPNOTSUPP, error);
}
static int WSPAPI wsp_recv_disconnect(SOCKET s, LPWSABUF data, int *error) {
  MAP(lpWSPRecvDisconnect(c->lower, data, error));
}
static int WSPAPI wsp_send_disconnect(SOCKET s, LPWSABUF data, int *error) {
  MAP(lpWSPSendDisconnect(c->lower, data, error));
}
static BOOL WSPAPI wsp_qos(SOCKET s, LPWSABUF name, LPQOS qos, int *error) {
  SOCKET_CONTEXT *c = enter(s, error);
  if (!c) return FALSE;
  BOOL result = c->chain->lower.lpWSPGetQOSByName(c->lower, name, qos, error);
  leave(c);
  return result;
}
static SOCKET WSPAPI wsp_join_leaf(SOCKET s, const struct sockaddr *name, int length,
                                   LPWSABUF caller, LPWSABUF callee, LPQOS sqos, LPQOS gqos,
                                   DWORD flags, int *error) {
  SOCKET_CONTEXT *c = enter(s, error);
  if (!c) return INVALID_SOCKET;
  SOCKET leaf = c->chain->lower.lpWSPJoinLeaf(c->lower, name, length, caller, callee, sqos, gqos,
                                              flags, error);
  leaf = leaf == c->lower ? s : give(c->chain, leaf, error);
  leave(c);
  return leaf;
}
static int WSPAPI wsp_duplicate(SOCKET s, DWORD process, LPWSAPROTOCOL_INFOW info, int *error) {
  SOCKET_CONTEXT *c = enter(s, error);
  if (!c) return SOCKET_ERROR;
  int result = c->chain->lower.lpWSPDuplicateSocket(c->lower, process, info, error);
  if (result == 0) {
    DWORD reserved = info->dwProviderReserved;
    *info = c->chain->own;
    info->dwProviderReserved = reserved;
  }
  leave(c);
  return result;
}

/* The functions without a socket go to the chain of the entry that they name. */
static int WSPAPI wsp_address_to_string(LPSOCKADDR address, DWORD length, LPWSAPROTOCOL_INFOW info,
                                        LPWSTR text, LPDWORD characters, int *error) {
  CHAIN *chain = info ? chain_of(info, error) : &chains[0];
  return chain ? chain->lower.lpWSPAddressToString(address, length, info ? &chain->next : NULL,
                                                   text, characters, error)
               : SOCKET_ERROR;
}
static int WSPAPI wsp_string_to_address(LPWSTR text, INT family, LPWSAPROTOCOL_INFOW info,
                                        LPSOCKADDR address, LPINT length, int *error) {
  CHAIN *chain = info ? chain_of(info, error) : &chains[0];
  return chain ? chain->lower.lpWSPStringToAddress(text, family, info ? &chain->next : NULL,
                                                   address, length, error)
               : SOCKET_ERROR;
}
static int WSPAPI wsp_cancel_blocking(int *error) {
  return chains[0].lower.lpWSPCancelBlockingCall(error);
}

/* select: the sockets below in the place of the sets' handles, and back. */
static int lower_set(const fd_set *set, fd_set *below, CHAIN **chain, int *error) {
  below->fd_count = 0;
  if (set && set->fd_count > FD_SETSIZE) return fail(WSAENOBUFS, error);
  for (u_int i = 0; set && i < set->fd_count; i++) {
    SOCKET_CONTEXT *c = enter(set->fd_array[i], error);
    if (!c) return SOCKET_ERROR;
    below->fd_array[below->fd_count++] = c->lower;
    if (!*chain) *chain = c->chain;
    leave(c);
  }
  return 0;
}
static void keep(fd_set *set, fd_set *below) {
  u_int kept = 0;
  int ignored;
  for (u_int i = 0; set && i < set->fd_count; i++) {
    SOCKET handle = set->fd_array[i];
    SOCKET_CONTEXT *c = enter(handle, &ignored);
    if (!c) continue;
    if (upcalls.lpWPUFDIsSet(c->lower, below)) set->fd_array[kept++] = handle;
    leave(c);
  }
  if (set) set->fd_count = kept;
}
static int WSPAPI wsp_select(int n, fd_set *readers, fd_set *writers, fd_set *others,
                             struct timeval *const timeout, int *error) {
  fd_set r, w, o;
  CHAIN *chain = NULL;
  if (lower_set(readers, &r, &chain, error) || lower_set(writers, &w, &chain, error) ||
      lower_set(others, &o, &chain, error)) {
    return SOCKET_ERROR;
  }
  if (!chain) return fail(WSAEINVAL, error);
  int ready = chain->lower.lpWSPSelect(n, readers ? &r : NULL, writers ? &w : NULL,
                                       others ? &o : NULL, timeout, error);
  if (ready == SOCKET_ERROR) return ready;
  keep(readers, &r);
  keep(writers, &w);
  keep(others, &o);
  return ready;
}

/* Overlapped calls

   One that runs below. */
typedef struct {
  WSAOVERLAPPED lower; /* first, so that its address is the operation's */
  LPWSAOVERLAPPED upper;
  LPWSAOVERLAPPED_COMPLETION_ROUTINE routine;
  WSATHREADID thread;
  BOOL own_thread; /* to be closed here */
  SOCKET_CONTEXT *context;
  SOCKET_CONTEXT *accepted; /* of AcceptEx: its close is not to come before the end */
  DWORD error, bytes, flags;
} OPERATION;

static HANDLE port;
static HANDLE worker;

static void end_operation(OPERATION *op) {
  int ignored;
  SOCKET_CONTEXT *context = op->context, *accepted = op->accepted;
  if (op->own_thread) upcalls.lpWPUCloseThread(&op->thread, &ignored);
  HeapFree(GetProcessHeap(), 0, op);
  if (accepted) leave(accepted);
  leave(context);
}

/* Runs in the thread of the routine. */
static void CALLBACK call_routine(DWORD_PTR context) {
  OPERATION *op = (OPERATION *)context;
  op->upper->InternalHigh = op->bytes;
  op->upper->Internal = op->error;
  op->routine(op->error, op->bytes, op->upper, op->flags);
  end_operation(op);
}

static void complete(OPERATION *op) {
  int error = 0, ignored;
  DWORD flags = 0;
  if (!op->context->chain->lower.lpWSPGetOverlappedResult(op->context->lower, &op->lower,
                                                          &op->bytes, FALSE, &flags, &error)) {
    /* A socket that is closed, or about to be, cannot be asked. */
    op->error = error == WSAENOTSOCK ? WSA_OPERATION_ABORTED : (DWORD)error;
  }
  op->flags = flags;
  op->upper->Offset = flags;
  op->upper->OffsetHigh = op->error;
  if (op->routine) {
    if (upcalls.lpWPUQueueApc(&op->thread, call_routine, (DWORD_PTR)op, &ignored) != 0) {
      end_operation(op);
    }
    return;
  }
  WPUCompleteOverlappedRequest(op->context->upper, op->upper, op->error, op->bytes, &ignored);
  end_operation(op);
}

static DWORD WINAPI work(void *ignored) {
  (void)ignored;
  DWORD bytes;
  ULONG_PTR key;
  OVERLAPPED *lower;
  for (;;) {
    lower = NULL;
    BOOL done = GetQueuedCompletionStatus(port, &bytes, &key, &lower, INFINITE);
    if (!lower) {
      if (done) return 0; /* told to end */
      continue;
    }
    complete((OPERATION *)lower);
  }
}

/* Prepares an operation, or fails. */
static OPERATION *begin(SOCKET_CONTEXT *c, LPWSAOVERLAPPED overlapped,
                        LPWSAOVERLAPPED_COMPLETION_ROUTINE routine, LPWSATHREADID thread,
                        int *error) {
  OPERATION *op = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof *op);
  EnterCriticalSection(&lock);
  if (!c->attached) c->attached = CreateIoCompletionPort((HANDLE)c->lower, port, 1, 0) != NULL;
  LeaveCriticalSection(&lock);
  if (!op || !c->attached) {
    if (op) HeapFree(GetProcessHeap(), 0, op);
    *error = op ? WSAEOPNOTSUPP : WSAENOBUFS;
    return NULL;
  }
  op->context = c;
  op->upper = overlapped;
  op->routine = routine;
  if (routine && thread) op->thread = *thread;
  if (routine && !thread) {
    op->own_thread = upcalls.lpWPUOpenCurrentThread(&op->thread, error) == 0;
  }
  overlapped->Internal = WSS_OPERATION_IN_PROGRESS;
  overlapped->InternalHigh = 0;
  HANDLE event = (HANDLE)((ULONG_PTR)overlapped->hEvent & ~(ULONG_PTR)1);
  if (event && !routine) ResetEvent(event);
  return op;
}

/* What was asked for has been answered below: everything that runs is announced later. */
static int begun(OPERATION *op, int result, int *error) {
  if (result == 0 || *error == WSA_IO_PENDING) return fail(WSA_IO_PENDING, error);
  op->upper->Offset = 0;
  op->upper->OffsetHigh = *error;
  op->upper->Internal = *error;
  end_operation(op);
  return SOCKET_ERROR;
}

#define TRANSFER(at_once, pending)                                                                 \
  SOCKET_CONTEXT *c = enter(s, error);                                                             \
  if (!c) return SOCKET_ERROR;                                                                     \
  int result;                                                                                      \
  if (!overlapped) {                                                                               \
    result = c->chain->lower.at_once;                                                              \
    leave(c);                                                                                      \
    return result;                                                                                 \
  }                                                                                                \
  OPERATION *op = begin(c, overlapped, routine, thread, error);                                    \
  if (!op) {                                                                                       \
    leave(c);                                                                                      \
    return SOCKET_ERROR;                                                                           \
  }                                                                                                \
  DWORD moved;                                                                                     \
  result = c->chain->lower.pending;                                                                \
  return begun(op, result, error)

static int WSPAPI wsp_send(SOCKET s, LPWSABUF buffers, DWORD count, LPDWORD sent, DWORD flags,
                           LPWSAOVERLAPPED overlapped, LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                           LPWSATHREADID thread, int *error) {
  TRANSFER(lpWSPSend(c->lower, buffers, count, sent, flags, NULL, NULL, NULL, error),
           lpWSPSend(c->lower, buffers, count, &moved, flags, &op->lower, NULL, NULL, error));
}

static int WSPAPI wsp_sendto(SOCKET s, LPWSABUF buffers, DWORD count, LPDWORD sent, DWORD flags,
                             const struct sockaddr *to, int length, LPWSAOVERLAPPED overlapped,
                             LPWSAOVERLAPPED_COMPLETION_ROUTINE routine, LPWSATHREADID thread,
                             int *error) {
  TRANSFER(
      lpWSPSendTo(c->lower, buffers, count, sent, flags, to, length, NULL, NULL, NULL, error),
      lpWSPSendTo(c->lower, buffers, count, &moved, flags, to, length, &op->lower, NULL, NULL,
                  error));
}

static int WSPAPI wsp_recv(SOCKET s, LPWSABUF buffers, DWORD count, LPDWORD received, LPDWORD flags,
                           LPWSAOVERLAPPED overlapped, LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                           LPWSATHREADID thread, int *error) {
  TRANSFER(lpWSPRecv(c->lower, buffers, count, received, flags, NULL, NULL, NULL, error),
           lpWSPRecv(c->lower, buffers, count, &moved, (op->flags = *flags, &op->flags),
                     &op->lower, NULL, NULL, error));
}

static int WSPAPI wsp_recvfrom(SOCKET s, LPWSABUF buffers, DWORD count, LPDWORD received,
                               LPDWORD flags, struct sockaddr *from, LPINT length,
                               LPWSAOVERLAPPED overlapped,
                               LPWSAOVERLAPPED_COMPLETION_ROUTINE routine, LPWSATHREADID thread,
                               int *error) {
  TRANSFER(lpWSPRecvFrom(c->lower, buffers, count, received, flags, from, length, NULL, NULL, NULL,
                         error),
           lpWSPRecvFrom(c->lower, buffers, count, &moved, (op->flags = *flags, &op->flags), from,
                         length, &op->lower, NULL, NULL, error));
}

/* Extension functions

   They leave their errors where WSAGetLastError finds them. */
static BOOL refused(int error) {
  WSASetLastError(error);
  return FALSE;
}

/* What was asked for has been answered below. All ends are announced later. */
static BOOL began(OPERATION *op, BOOL done) {
  int error = done ? 0 : WSAGetLastError();
  begun(op, done ? 0 : SOCKET_ERROR, &error);
  return refused(error);
}

/* Enters a socket and prepares an operation on it, or fails. */
static OPERATION *start(SOCKET s, LPWSAOVERLAPPED overlapped,
                        LPWSAOVERLAPPED_COMPLETION_ROUTINE routine, int *error) {
  SOCKET_CONTEXT *c = enter(s, error);
  OPERATION *op = c ? begin(c, overlapped, routine, NULL, error) : NULL;
  if (c && !op) leave(c);
  return op;
}

/* What was asked for, not overlapped, has been done below or has failed. */
static BOOL answered(SOCKET_CONTEXT *c, BOOL done) {
  int error = WSAGetLastError();
  leave(c);
  return done ? TRUE : refused(error);
}

static BOOL WSAAPI accept_ex(SOCKET s, SOCKET accept, void *output, DWORD data, DWORD local,
                             DWORD remote, LPDWORD received, LPOVERLAPPED overlapped) {
  (void)received;
  int error = ERROR_INVALID_PARAMETER;
  SOCKET_CONTEXT *accepted = overlapped ? enter(accept, &error) : NULL;
  OPERATION *op = accepted ? start(s, overlapped, NULL, &error) : NULL;
  if (!op) {
    if (accepted) leave(accepted);
    return refused(error);
  }
  op->accepted = accepted;
  SOCKET_CONTEXT *c = op->context;
  return began(op, c->chain->accept_ex(c->lower, accepted->lower, output, data, local, remote,
                                       &op->bytes, &op->lower));
}

static BOOL WSAAPI connect_ex(SOCKET s, const struct sockaddr *name, int length, void *data,
                              DWORD size, LPDWORD sent, LPOVERLAPPED overlapped) {
  (void)sent;
  int error = ERROR_INVALID_PARAMETER;
  OPERATION *op = overlapped ? start(s, overlapped, NULL, &error) : NULL;
  if (!op) return refused(error);
  SOCKET_CONTEXT *c = op->context;
  return began(op, c->chain->connect_ex(c->lower, name, length, data, size, &op->bytes,
                                        &op->lower));
}

static BOOL WSAAPI disconnect_ex(SOCKET s, LPOVERLAPPED overlapped, DWORD flags, DWORD reserved) {
  int error = 0;
  if (!overlapped) {
    SOCKET_CONTEXT *c = enter(s, &error);
    return c ? answered(c, c->chain->disconnect_ex(c->lower, NULL, flags, reserved))
             : refused(error);
  }
  OPERATION *op = start(s, overlapped, NULL, &error);
  if (!op) return refused(error);
  SOCKET_CONTEXT *c = op->context;
  return began(op, c->chain->disconnect_ex(c->lower, &op->lower, flags, reserved));
}

static BOOL WSAAPI transmit_file(SOCKET s, HANDLE file, DWORD count, DWORD each,
                                 LPOVERLAPPED overlapped, LPTRANSMIT_FILE_BUFFERS ends,
                                 DWORD flags) {
  int error = 0;
  if (!overlapped) {
    SOCKET_CONTEXT *c = enter(s, &error);
    return c ? answered(c, c->chain->transmit_file(c->lower, file, count, each, NULL, ends, flags))
             : refused(error);
  }
  OPERATION *op = start(s, overlapped, NULL, &error);
  if (!op) return refused(error);
  SOCKET_CONTEXT *c = op->context;
  /* They say where in the file to begin. */
  op->lower.Offset = overlapped->Offset;
  op->lower.OffsetHigh = overlapped->OffsetHigh;
  return began(op, c->chain->transmit_file(c->lower, file, count, each, &op->lower, ends, flags));
}

/* The two for messages return 0 or SOCKET_ERROR. */
static int result_of(BOOL done) { return done ? 0 : SOCKET_ERROR; }

static int WSAAPI recv_msg(SOCKET s, LPWSAMSG message, LPDWORD received, LPWSAOVERLAPPED overlapped,
                           LPWSAOVERLAPPED_COMPLETION_ROUTINE routine) {
  int error = 0;
  if (!overlapped) {
    SOCKET_CONTEXT *c = enter(s, &error);
    return result_of(
        c ? answered(c, c->chain->recv_msg(c->lower, message, received, NULL, NULL) == 0)
          : refused(error));
  }
  OPERATION *op = start(s, overlapped, routine, &error);
  if (!op) return result_of(refused(error));
  SOCKET_CONTEXT *c = op->context;
  return result_of(
      began(op, c->chain->recv_msg(c->lower, message, &op->bytes, &op->lower, NULL) == 0));
}

static int WSAAPI send_msg(SOCKET s, LPWSAMSG message, DWORD flags, LPDWORD sent,
                           LPWSAOVERLAPPED overlapped, LPWSAOVERLAPPED_COMPLETION_ROUTINE routine) {
  int error = 0;
  if (!overlapped) {
    SOCKET_CONTEXT *c = enter(s, &error);
    return result_of(
        c ? answered(c, c->chain->send_msg(c->lower, message, flags, sent, NULL, NULL) == 0)
          : refused(error));
  }
  OPERATION *op = start(s, overlapped, routine, &error);
  if (!op) return result_of(refused(error));
  SOCKET_CONTEXT *c = op->context;
  return result_of(
      began(op, c->chain->send_msg(c->lower, message, flags, &op->bytes, &op->lower, NULL) == 0));
}

/* Answers with this layer's function in the place of that of the provider below. One that takes no
   socket goes through, and one that this layer does not know would be called with its handles. */
static int extension(SOCKET s, const GUID *asked, DWORD asked_size, void *found, DWORD found_size,
                     LPDWORD returned, int *error) {
  static const GUID accept_id = WSAID_ACCEPTEX, connect_id = WSAID_CONNECTEX,
                    disconnect_id = WSAID_DISCONNECTEX, addresses_id = WSAID_GETACCEPTEXSOCKADDRS,
                    transmit_id = WSAID_TRANSMITFILE, recv_msg_id = WSAID_WSARECVMSG,
                    send_msg_id = WSAID_WSASENDMSG;
  if (!asked || !found || asked_size < sizeof *asked || found_size < sizeof(void *)) {
    return fail(WSAEFAULT, error);
  }
  SOCKET_CONTEXT *c = enter(s, error);
  if (!c) return SOCKET_ERROR;
  CHAIN *chain = c->chain;
  void *lower = NULL;
  int result =
      chain->lower.lpWSPIoctl(c->lower, SIO_GET_EXTENSION_FUNCTION_POINTER, (void *)asked,
                              sizeof *asked, &lower, sizeof lower, returned, NULL, NULL, NULL, error);
  if (result == 0 && !lower) result = fail(WSAEFAULT, error);
  if (result == 0) {
    if (IsEqualGUID(asked, &accept_id)) {
      chain->accept_ex = (LPFN_ACCEPTEX)lower;
      lower = (void *)accept_ex;
    } else if (IsEqualGUID(asked, &connect_id)) {
      chain->connect_ex = (LPFN_CONNECTEX)lower;
      lower = (void *)connect_ex;
    } else if (IsEqualGUID(asked, &disconnect_id)) {
      chain->disconnect_ex = (LPFN_DISCONNECTEX)lower;
      lower = (void *)disconnect_ex;
    } else if (IsEqualGUID(asked, &transmit_id)) {
      chain->transmit_file = (LPFN_TRANSMITFILE)lower;
      lower = (void *)transmit_file;
    } else if (IsEqualGUID(asked, &recv_msg_id)) {
      chain->recv_msg = (LPFN_WSARECVMSG)lower;
      lower = (void *)recv_msg;
    } else if (IsEqualGUID(asked, &send_msg_id)) {
      chain->send_msg = (LPFN_WSASENDMSG)lower;
      lower = (void *)send_msg;
    } else if (!IsEqualGUID(asked, &addresses_id)) {
      result = fail(WSAEINVAL, error);
    }
  }
  if (result == 0) *(void **)found = lower;
  leave(c);
  return result;
}

static int WSPAPI wsp_ioctl(SOCKET s, DWORD code, LPVOID in, DWORD in_size, LPVOID out,
                            DWORD out_size, LPDWORD returned, LPWSAOVERLAPPED overlapped,
                            LPWSAOVERLAPPED_COMPLETION_ROUTINE routine, LPWSATHREADID thread,
                            int *error) {
  if (code == SIO_GET_EXTENSION_FUNCTION_POINTER) {
    return extension(s, in, in_size, out, out_size, returned, error);
  }
  TRANSFER(lpWSPIoctl(c->lower, code, in, in_size, out, out_size, returned, NULL, NULL, NULL,
                      error),
           lpWSPIoctl(c->lower, code, in, in_size, out, out_size, &moved, &op->lower, NULL, NULL,
                      error));
}

static BOOL WSPAPI wsp_result(SOCKET s, LPWSAOVERLAPPED overlapped, LPDWORD count, BOOL wait,
                              LPDWORD flags, int *error) {
  (void)s;
  if (overlapped->Internal == WSS_OPERATION_IN_PROGRESS) {
    if (!wait) {
      *error = WSA_IO_INCOMPLETE;
      return FALSE;
    }
    HANDLE event = (HANDLE)((ULONG_PTR)overlapped->hEvent & ~(ULONG_PTR)1);
    WaitForSingleObject(event, INFINITE);
    while (*(volatile ULONG_PTR *)&overlapped->Internal == WSS_OPERATION_IN_PROGRESS) Sleep(0);
  }
  *count = (DWORD)overlapped->InternalHigh;
  *flags = overlapped->Offset;
  if (overlapped->OffsetHigh) *error = (int)overlapped->OffsetHigh;
  return overlapped->OffsetHigh == 0;
}
#endif

static int WSPAPI wsp_cleanup(int *error) {
  EnterCriticalSection(&lock);
  if (starts == 0) {
    LeaveCriticalSection(&lock);
    return fail(WSANOTINITIALISED, error);
  }
  BOOL last = --starts == 0;
  int ended = last ? chain_count : 0;
  LeaveCriticalSection(&lock);
  if (!last) return 0;
  for (SOCKET_CONTEXT *each; (each = sockets) != NULL;) { /* what nobody has closed */
    int ignored;
    SOCKET s = each->upper;
    if (each->closed || wsp_close(s, &ignored) != 0) break;
  }
#ifdef NON_IFS
  PostQueuedCompletionStatus(port, 0, 0, NULL);
  WaitForSingleObject(worker, INFINITE);
  CloseHandle(worker);
  CloseHandle(port);
#endif
  for (int i = 0; i < ended; i++) {
    int ignored;
    chains[i].lower.lpWSPCleanup(&ignored);
  }
  EnterCriticalSection(&lock);
  chain_count = 0;
  LeaveCriticalSection(&lock);
  return 0;
}

__declspec(dllexport) int WSPAPI WSPStartup(WORD version, LPWSPDATA data, LPWSAPROTOCOL_INFOW info,
                                            WSPUPCALLTABLE table, LPWSPPROC_TABLE procedures) {
  if (version != MAKEWORD(2, 2)) return WSAVERNOTSUPPORTED;
#ifdef LOOKS_UP
  if (!look_up()) return WSASYSNOTREADY;
#endif
  upcalls = table;
  int error = 0;
  CHAIN *chain = chain_of(info, &error);
  if (!chain) return error;
  EnterCriticalSection(&lock);
  starts++;
#ifdef NON_IFS
  if (starts == 1) {
    port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);
    worker = CreateThread(NULL, 0, work, NULL, 0, NULL);
  }
#endif
  LeaveCriticalSection(&lock);
  data->wVersion = MAKEWORD(2, 2);
  data->wHighVersion = MAKEWORD(2, 2);
  lstrcpyW(data->szDescription, L"a layer in C");

  *procedures = chain->lower;
  procedures->lpWSPAccept = wsp_accept;
  procedures->lpWSPCleanup = wsp_cleanup;
  procedures->lpWSPCloseSocket = wsp_close;
  procedures->lpWSPGetSockOpt = wsp_getsockopt;
  procedures->lpWSPSocket = wsp_socket;
#ifdef NON_IFS
  procedures->lpWSPAddressToString = wsp_address_to_string;
  procedures->lpWSPAsyncSelect = wsp_async_select;
  procedures->lpWSPBind = wsp_bind;
  procedures->lpWSPCancelBlockingCall = wsp_cancel_blocking;
  procedures->lpWSPConnect = wsp_connect;
  procedures->lpWSPDuplicateSocket = wsp_duplicate;
  procedures->lpWSPEnumNetworkEvents = wsp_enum_events;
  procedures->lpWSPEventSelect = wsp_event_select;
  procedures->lpWSPGetOverlappedResult = wsp_result;
  procedures->lpWSPGetPeerName = wsp_getpeername;
  procedures->lpWSPGetSockName = wsp_getsockname;
  procedures->lpWSPGetQOSByName = wsp_qos;
  procedures->lpWSPIoctl = wsp_ioctl;
  procedures->lpWSPJoinLeaf = wsp_join_leaf;
  procedures->lpWSPListen = wsp_listen;
  procedures->lpWSPRecv = wsp_recv;
  procedures->lpWSPRecvDisconnect = wsp_recv_disconnect;
  procedures->lpWSPRecvFrom = wsp_recvfrom;
  procedures->lpWSPSelect = wsp_select;
  procedures->lpWSPSend = wsp_send;
  procedures->lpWSPSendDisconnect = wsp_send_disconnect;
  procedures->lpWSPSendTo = wsp_sendto;
  procedures->lpWSPSetSockOpt = wsp_setsockopt;
  procedures->lpWSPShutdown = wsp_shutdown;
  procedures->lpWSPStringToAddress = wsp_string_to_address;
#endif
  return 0;
}
