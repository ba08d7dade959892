/*
 * An iphlpapi.dll to be put beside java.exe under Wine. That of Wine 8 lacks GetAnycastIpAddressTable,
 * without which the JVMs of Java 21 and newer cannot list the network interfaces, and end as soon as
 * they need a random number. This one has the function, which finds no address, and hands all others
 * that a JVM or Wine's own libraries ask for to the system's.
 */
#include <winsock2.h>
#include <ws2ipdef.h>
#include <windows.h>

#define FORWARDED(EACH)             \
  EACH(ConvertInterfaceLuidToNameW) \
  EACH(ConvertInterfaceNameToLuidW) \
  EACH(ConvertLengthToIpv4Mask)     \
  EACH(FreeMibTable)                \
  EACH(GetAdaptersAddresses)        \
  EACH(GetAdaptersInfo)             \
  EACH(GetBestRoute)                \
  EACH(GetFriendlyIfIndex)          \
  EACH(GetIfEntry)                  \
  EACH(GetIfEntry2)                 \
  EACH(GetIfTable)                  \
  EACH(GetIfTable2)                 \
  EACH(GetIpAddrTable)              \
  EACH(GetIpForwardTable)           \
  EACH(GetUnicastIpAddressTable)    \
  EACH(Icmp6CreateFile)             \
  EACH(Icmp6SendEcho2)              \
  EACH(IcmpCloseHandle)             \
  EACH(IcmpCreateFile)              \
  EACH(IcmpParseReplies)            \
  EACH(IcmpSendEcho)                \
  EACH(IcmpSendEcho2Ex)             \
  EACH(NotifyAddrChange)            \
  EACH(if_nametoindex)

/* A jump leaves registers and stack as they are, so no signature is needed. */
#define JUMP(name)                                            \
  __attribute__((used)) FARPROC to_##name;                    \
  __asm__(".globl " #name "\n" #name ":\n\tjmp *to_" #name "(%rip)\n" \
          ".section .drectve\n\t.ascii \" -export:" #name "\"\n.text");
FORWARDED(JUMP)

/* Of MIB_ANYCASTIPADDRESS_TABLE there is nothing but the number of its rows. */
__declspec(dllexport) DWORD WINAPI GetAnycastIpAddressTable(ADDRESS_FAMILY family, ULONG **table) {
  if (!table || (family != AF_UNSPEC && family != AF_INET && family != AF_INET6)) {
    return ERROR_INVALID_PARAMETER;
  }
  /* Where Wine's FreeMibTable looks for it. */
  *table = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof(ULONGLONG));
  return *table ? NO_ERROR : ERROR_NOT_ENOUGH_MEMORY;
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, LPVOID reserved) {
  (void)self;
  (void)reserved;
  if (reason != DLL_PROCESS_ATTACH) return TRUE;
  WCHAR path[MAX_PATH + 16];
  UINT length = GetSystemDirectoryW(path, MAX_PATH);
  lstrcpyW(path + length, L"\\iphlpapi.dll");
  HMODULE system = LoadLibraryW(path);
  if (!system) return FALSE;
#define FIND(name) \
  if (!(to_##name = GetProcAddress(system, #name))) return FALSE;
  FORWARDED(FIND)
  return TRUE;
}
