/*
 * A ws2_32.dll with a catalog that IFSBENCH_CATALOG chooses, for what Wine's own catalog of base
 * entries cannot show. It is found where JNA looks first (-Djna.library.path), and the rest of the
 * process goes on with the system's. Behind a chain stands no layer: its sockets are the base's, and
 * say that they are the chain's. All else goes to the system.
 *
 *   layered        chains over TCP and UDP come first, and pass handles through
 *   non_ifs_first  a chain over TCP without XP1_IFS_HANDLES comes first; it hands no extension
 *                  functions out and refuses SIO_BASE_HANDLE
 *   non_ifs_last   the same, behind the base entries, where plain socket() does not find it
 *   missing_dll    as layered, but the layer's DLL is not there
 *   chain_of_7     six layers over TCP
 *   empty          no entry
 *   no_tcp         the base entry of UDP only
 *   malformed      the base entries, and one whose chain has 8 entries
 */
#include <winsock2.h>
#include <mswsock.h>
#include <ws2spi.h>

#define FORWARDED(EACH)      \
  EACH(WSADuplicateSocketW)  \
  EACH(WSAEnumNetworkEvents) \
  EACH(WSAEventSelect)       \
  EACH(WSAGetLastError)      \
  EACH(WSAGetOverlappedResult) \
  EACH(WSAPoll)              \
  EACH(WSARecv)              \
  EACH(WSARecvFrom)          \
  EACH(WSASend)              \
  EACH(WSASendTo)            \
  EACH(WSASetLastError)      \
  EACH(WSAStartup)           \
  EACH(bind)                 \
  EACH(connect)              \
  EACH(getpeername)          \
  EACH(getsockname)          \
  EACH(listen)               \
  EACH(select)               \
  EACH(setsockopt)           \
  EACH(shutdown)

/* A jump leaves registers and stack as they are, so no signature is needed. */
#define JUMP(name)                                                        \
  __attribute__((used)) FARPROC to_##name;                                \
  __asm__(".globl jump_" #name "\njump_" #name ":\n\tjmp *to_" #name      \
          "(%rip)\n.section .drectve\n\t.ascii \" -export:" #name         \
          "=jump_" #name "\"\n.text");
FORWARDED(JUMP)

static int(WSPAPI *real_enum)(LPINT, LPWSAPROTOCOL_INFOW, LPDWORD, LPINT);
static SOCKET(WSAAPI *real_socket)(int, int, int, LPWSAPROTOCOL_INFOW, GROUP, DWORD);
static SOCKET(WSAAPI *real_accept)(SOCKET, struct sockaddr *, int *);
static int(WSAAPI *real_close)(SOCKET);
static int(WSAAPI *real_getsockopt)(SOCKET, int, int, char *, int *);
static int(WSAAPI *real_ioctl)(SOCKET, DWORD, LPVOID, DWORD, LPVOID, DWORD, LPDWORD,
                               LPWSAOVERLAPPED, LPWSAOVERLAPPED_COMPLETION_ROUTINE);
static void(WSAAPI *set_error)(int);

#define IFS_HANDLES 0x20000
#define LAYER 2000
#define MAX_ENTRIES 32

static WSAPROTOCOL_INFOW entries[MAX_ENTRIES];
static int count;
static WSAPROTOCOL_INFOW tcp, udp;
static BOOL missing, empty;

static const GUID layer_id = {0x5b1c9f0a, 0x3d52, 0x4c7e, {0x9a, 1, 0x6f, 0x20, 0x77, 0xe4, 0xd3, 9}};

/* The sockets of chains: which entry each is of. */
#define MAX_SOCKETS 4096
static SOCKET of_chain[MAX_SOCKETS];
static int entry_of[MAX_SOCKETS];
static CRITICAL_SECTION lock;

static void remember(SOCKET s, int entry) {
  EnterCriticalSection(&lock);
  for (int i = 0; i < MAX_SOCKETS; i++) {
    if (of_chain[i] == 0) {
      of_chain[i] = s;
      entry_of[i] = entry;
      break;
    }
  }
  LeaveCriticalSection(&lock);
}

/* The entry of a chain's socket, which is forgotten if so wished; or -1. */
static int chain_of(SOCKET s, BOOL forget) {
  int found = -1;
  EnterCriticalSection(&lock);
  for (int i = 0; i < MAX_SOCKETS && found < 0; i++) {
    if (of_chain[i] != s || s == 0) continue;
    found = entry_of[i];
    if (forget) of_chain[i] = 0;
  }
  LeaveCriticalSection(&lock);
  return found;
}

static BOOL is_chain(int entry) { return entry >= 0 && entries[entry].ProtocolChain.ChainLen > 1; }

static void add_base(const WSAPROTOCOL_INFOW *base) { entries[count++] = *base; }

/* A layer's hidden entry, whose GUID ends with its number. */
static void add_hidden(DWORD id, const WCHAR *name) {
  WSAPROTOCOL_INFOW *hidden = &entries[count++];
  *hidden = tcp;
  hidden->dwProviderFlags = PFL_HIDDEN;
  hidden->ProviderId = layer_id;
  hidden->ProviderId.Data4[6] = (unsigned char)(id - LAYER);
  hidden->dwCatalogEntryId = id;
  hidden->ProtocolChain.ChainLen = LAYERED_PROTOCOL;
  lstrcpyW(hidden->szProtocol, name);
}

/* A chain of so many layers over a base, the topmost being the last that was numbered. */
static void add_chain(DWORD id, int layers, const WSAPROTOCOL_INFOW *base, BOOL ifs,
                      const WCHAR *name) {
  WSAPROTOCOL_INFOW *chain = &entries[count++];
  *chain = *base;
  chain->ProviderId = layer_id;
  chain->ProviderId.Data4[7] = (unsigned char)id;
  chain->dwCatalogEntryId = id;
  chain->ProtocolChain.ChainLen = layers + 1;
  for (int i = 0; i < layers && i < MAX_PROTOCOL_CHAIN; i++) {
    chain->ProtocolChain.ChainEntries[i] = LAYER + layers - 1 - i;
  }
  if (layers < MAX_PROTOCOL_CHAIN) chain->ProtocolChain.ChainEntries[layers] = base->dwCatalogEntryId;
  if (!ifs) chain->dwServiceFlags1 &= ~IFS_HANDLES;
  lstrcpyW(chain->szProtocol, name);
}

static void make_catalog(const char *kind) {
  BOOL first = lstrcmpA(kind, "non_ifs_first") == 0, last = lstrcmpA(kind, "non_ifs_last") == 0;
  missing = lstrcmpA(kind, "missing_dll") == 0;
  empty = lstrcmpA(kind, "empty") == 0;
  if (empty) return;
  if (missing || lstrcmpA(kind, "layered") == 0) {
    add_chain(2101, 1, &tcp, TRUE, L"Layer over [TCP/IP]");
    add_chain(2102, 1, &udp, TRUE, L"Layer over [UDP/IP]");
    add_hidden(LAYER, L"Layer");
  }
  if (lstrcmpA(kind, "chain_of_7") == 0) {
    add_chain(2101, 6, &tcp, TRUE, L"Six layers over [TCP/IP]");
    for (int i = 0; i < 6; i++) add_hidden(LAYER + i, L"Layer");
  }
  if (first) add_chain(2101, 1, &tcp, FALSE, L"Wrapping layer over [TCP/IP]");
  if (lstrcmpA(kind, "no_tcp") != 0) add_base(&tcp);
  add_base(&udp);
  if (last) add_chain(2101, 1, &tcp, FALSE, L"Wrapping layer over [TCP/IP]");
  if (first || last) add_hidden(LAYER, L"Wrapping layer");
  if (lstrcmpA(kind, "malformed") == 0) add_chain(2101, 7, &tcp, TRUE, L"Too long");
}

static BOOL read_bases(void) {
  DWORD size = 0;
  int error;
  real_enum(NULL, NULL, &size, &error);
  WSAPROTOCOL_INFOW *all = HeapAlloc(GetProcessHeap(), 0, size);
  int there = all ? real_enum(NULL, all, &size, &error) : 0;
  for (int i = 0; i < there; i++) {
    if (all[i].iAddressFamily != AF_INET || all[i].ProtocolChain.ChainLen != BASE_PROTOCOL) continue;
    if (all[i].iProtocol == IPPROTO_TCP) tcp = all[i];
    if (all[i].iProtocol == IPPROTO_UDP) udp = all[i];
  }
  HeapFree(GetProcessHeap(), 0, all);
  return tcp.dwCatalogEntryId && udp.dwCatalogEntryId;
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, LPVOID reserved) {
  (void)self, (void)reserved;
  if (reason != DLL_PROCESS_ATTACH) return TRUE;
  InitializeCriticalSection(&lock);
  WCHAR path[MAX_PATH + 16];
  lstrcpyW(path + GetSystemDirectoryW(path, MAX_PATH), L"\\ws2_32.dll");
  HMODULE real = LoadLibraryW(path);
  if (!real) return FALSE;
#define FIND(name) \
  if (!(to_##name = GetProcAddress(real, #name))) return FALSE;
  FORWARDED(FIND)
#define FIND_AS(pointer, name) \
  if (!(pointer = (void *)GetProcAddress(real, name))) return FALSE
  FIND_AS(real_enum, "WSCEnumProtocols");
  FIND_AS(real_socket, "WSASocketW");
  FIND_AS(real_accept, "accept");
  FIND_AS(real_close, "closesocket");
  FIND_AS(real_getsockopt, "getsockopt");
  FIND_AS(real_ioctl, "WSAIoctl");
  FIND_AS(set_error, "WSASetLastError");
  char kind[64] = "";
  GetEnvironmentVariableA("IFSBENCH_CATALOG", kind, sizeof kind);
  if (!read_bases()) return FALSE;
  make_catalog(kind);
  return TRUE;
}

int WSPAPI fake_enum(LPINT protocols, LPWSAPROTOCOL_INFOW into, LPDWORD size, LPINT error) {
  (void)protocols;
  DWORD needed = count * sizeof *entries;
  if (!into || *size < needed) {
    *size = needed;
    *error = WSAENOBUFS;
    return SOCKET_ERROR;
  }
  memcpy(into, entries, needed);
  return count;
}

int WSPAPI fake_path(LPGUID id, WCHAR *path, LPINT length, LPINT error) {
  GUID asked = *id;
  asked.Data4[6] = layer_id.Data4[6];
  asked.Data4[7] = layer_id.Data4[7];
  BOOL layer = IsEqualGUID(&asked, &layer_id);
  const WCHAR *answer = layer && missing ? L"C:\\gone\\layer.dll"
                                         : L"%SystemRoot%\\system32\\mswsock.dll";
  if (*length <= lstrlenW(answer)) {
    *error = WSAEFAULT;
    return SOCKET_ERROR;
  }
  lstrcpyW(path, answer);
  return 0;
}

/* Which entry is asked for: that of a structure, or for plain socket() the first that fits; or -1. */
static int asked_for(int af, int type, int protocol, const WSAPROTOCOL_INFOW *info) {
  for (int i = 0; i < count; i++) {
    const WSAPROTOCOL_INFOW *each = &entries[i];
    if (each->ProtocolChain.ChainLen == LAYERED_PROTOCOL) continue;
    if (info ? each->dwCatalogEntryId == info->dwCatalogEntryId
             : each->iAddressFamily == af && each->iSocketType == type &&
                   (protocol == 0 || each->iProtocol == protocol)) {
      return i;
    }
  }
  return -1;
}

SOCKET WSAAPI fake_socket(int af, int type, int protocol, LPWSAPROTOCOL_INFOW info, GROUP g,
                          DWORD flags) {
  int entry = asked_for(af, type, protocol, info);
  if (!is_chain(entry)) return real_socket(af, type, protocol, info, g, flags);
  WSAPROTOCOL_INFOW *base = entries[entry].iProtocol == IPPROTO_TCP ? &tcp : &udp;
  SOCKET s = real_socket(FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, FROM_PROTOCOL_INFO, base, g, flags);
  if (s != INVALID_SOCKET) remember(s, entry);
  return s;
}

SOCKET WSAAPI fake_accept(SOCKET s, struct sockaddr *name, int *length) {
  SOCKET accepted = real_accept(s, name, length);
  int entry = chain_of(s, FALSE);
  if (accepted != INVALID_SOCKET && entry >= 0) remember(accepted, entry);
  return accepted;
}

int WSAAPI fake_close(SOCKET s) {
  chain_of(s, TRUE);
  return real_close(s);
}

int WSAAPI fake_getsockopt(SOCKET s, int level, int name, char *value, int *length) {
  int entry = level == SOL_SOCKET && name == SO_PROTOCOL_INFOW ? chain_of(s, FALSE) : -1;
  if (entry < 0 || *length < (int)sizeof *entries) {
    return real_getsockopt(s, level, name, value, length);
  }
  memcpy(value, &entries[entry], sizeof *entries);
  *length = sizeof *entries;
  return 0;
}

int WSAAPI fake_ioctl(SOCKET s, DWORD code, LPVOID in, DWORD in_size, LPVOID out, DWORD out_size,
                      LPDWORD returned, LPWSAOVERLAPPED overlapped,
                      LPWSAOVERLAPPED_COMPLETION_ROUTINE routine) {
  int entry = chain_of(s, FALSE);
  BOOL wraps = entry >= 0 && !(entries[entry].dwServiceFlags1 & IFS_HANDLES);
  if (wraps && (code == SIO_GET_EXTENSION_FUNCTION_POINTER || code == 0x48000022)) {
    set_error(WSAEOPNOTSUPP);
    return SOCKET_ERROR;
  }
  return real_ioctl(s, code, in, in_size, out, out_size, returned, overlapped, routine);
}

#define EXPORT(ours, theirs) \
  __asm__(".section .drectve\n\t.ascii \" -export:" theirs "=" ours "\"\n.text");
EXPORT("fake_enum", "WSCEnumProtocols")
EXPORT("fake_path", "WSCGetProviderPath")
EXPORT("fake_socket", "WSASocketW")
EXPORT("fake_accept", "accept")
EXPORT("fake_close", "closesocket")
EXPORT("fake_getsockopt", "getsockopt")
EXPORT("fake_ioctl", "WSAIoctl")
