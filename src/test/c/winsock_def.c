/*
 * What mingw-w64's own headers say about the structures that are read and written by offset. It is
 * compiled to assembly only, in which each line that begins with "->" is a name and its value, so
 * that no Windows is needed to run it. WindowsHeadersTest reads them.
 */
#include <winsock2.h>
#include <ws2spi.h>
#include <stddef.h>

#define IS(name, value) __asm__ volatile("\n->" #name "=%c0" : : "i"((long long)(value)))
#define SIZE(type) IS(type, sizeof(type))
#define AT(type, field) IS(type.field, offsetof(type, field))

void layouts(void) {
  SIZE(WSAPROTOCOL_INFOA);
  SIZE(WSAPROTOCOL_INFOW);
  AT(WSAPROTOCOL_INFOW, dwServiceFlags1);
  AT(WSAPROTOCOL_INFOW, dwServiceFlags2);
  AT(WSAPROTOCOL_INFOW, dwServiceFlags3);
  AT(WSAPROTOCOL_INFOW, dwServiceFlags4);
  AT(WSAPROTOCOL_INFOW, dwProviderFlags);
  AT(WSAPROTOCOL_INFOW, ProviderId);
  AT(WSAPROTOCOL_INFOW, dwCatalogEntryId);
  AT(WSAPROTOCOL_INFOW, ProtocolChain.ChainLen);
  AT(WSAPROTOCOL_INFOW, ProtocolChain.ChainEntries);
  AT(WSAPROTOCOL_INFOW, iVersion);
  AT(WSAPROTOCOL_INFOW, iAddressFamily);
  AT(WSAPROTOCOL_INFOW, iMaxSockAddr);
  AT(WSAPROTOCOL_INFOW, iMinSockAddr);
  AT(WSAPROTOCOL_INFOW, iSocketType);
  AT(WSAPROTOCOL_INFOW, iProtocol);
  AT(WSAPROTOCOL_INFOW, iProtocolMaxOffset);
  AT(WSAPROTOCOL_INFOW, iNetworkByteOrder);
  AT(WSAPROTOCOL_INFOW, iSecurityScheme);
  AT(WSAPROTOCOL_INFOW, dwMessageSize);
  AT(WSAPROTOCOL_INFOW, dwProviderReserved);
  AT(WSAPROTOCOL_INFOW, szProtocol);

  SIZE(WSAOVERLAPPED);
  AT(WSAOVERLAPPED, Internal);
  AT(WSAOVERLAPPED, InternalHigh);
  AT(WSAOVERLAPPED, Offset);
  AT(WSAOVERLAPPED, OffsetHigh);
  AT(WSAOVERLAPPED, hEvent);

  SIZE(WSABUF);
  AT(WSABUF, len);
  AT(WSABUF, buf);

  SIZE(WSPDATA);
  AT(WSPDATA, wVersion);
  AT(WSPDATA, wHighVersion);
  AT(WSPDATA, szDescription);

  SIZE(WSPPROC_TABLE);
  AT(WSPPROC_TABLE, lpWSPAccept);
  AT(WSPPROC_TABLE, lpWSPAddressToString);
  AT(WSPPROC_TABLE, lpWSPAsyncSelect);
  AT(WSPPROC_TABLE, lpWSPBind);
  AT(WSPPROC_TABLE, lpWSPCancelBlockingCall);
  AT(WSPPROC_TABLE, lpWSPCleanup);
  AT(WSPPROC_TABLE, lpWSPCloseSocket);
  AT(WSPPROC_TABLE, lpWSPConnect);
  AT(WSPPROC_TABLE, lpWSPDuplicateSocket);
  AT(WSPPROC_TABLE, lpWSPEnumNetworkEvents);
  AT(WSPPROC_TABLE, lpWSPEventSelect);
  AT(WSPPROC_TABLE, lpWSPGetOverlappedResult);
  AT(WSPPROC_TABLE, lpWSPGetPeerName);
  AT(WSPPROC_TABLE, lpWSPGetSockName);
  AT(WSPPROC_TABLE, lpWSPGetSockOpt);
  AT(WSPPROC_TABLE, lpWSPGetQOSByName);
  AT(WSPPROC_TABLE, lpWSPIoctl);
  AT(WSPPROC_TABLE, lpWSPJoinLeaf);
  AT(WSPPROC_TABLE, lpWSPListen);
  AT(WSPPROC_TABLE, lpWSPRecv);
  AT(WSPPROC_TABLE, lpWSPRecvDisconnect);
  AT(WSPPROC_TABLE, lpWSPRecvFrom);
  AT(WSPPROC_TABLE, lpWSPSelect);
  AT(WSPPROC_TABLE, lpWSPSend);
  AT(WSPPROC_TABLE, lpWSPSendDisconnect);
  AT(WSPPROC_TABLE, lpWSPSendTo);
  AT(WSPPROC_TABLE, lpWSPSetSockOpt);
  AT(WSPPROC_TABLE, lpWSPShutdown);
  AT(WSPPROC_TABLE, lpWSPSocket);
  AT(WSPPROC_TABLE, lpWSPStringToAddress);

  SIZE(WSPUPCALLTABLE);
  AT(WSPUPCALLTABLE, lpWPUCloseEvent);
  AT(WSPUPCALLTABLE, lpWPUCloseSocketHandle);
  AT(WSPUPCALLTABLE, lpWPUCreateEvent);
  AT(WSPUPCALLTABLE, lpWPUCreateSocketHandle);
  AT(WSPUPCALLTABLE, lpWPUFDIsSet);
  AT(WSPUPCALLTABLE, lpWPUGetProviderPath);
  AT(WSPUPCALLTABLE, lpWPUModifyIFSHandle);
  AT(WSPUPCALLTABLE, lpWPUPostMessage);
  AT(WSPUPCALLTABLE, lpWPUQueryBlockingCallback);
  AT(WSPUPCALLTABLE, lpWPUQuerySocketHandleContext);
  AT(WSPUPCALLTABLE, lpWPUQueueApc);
  AT(WSPUPCALLTABLE, lpWPUResetEvent);
  AT(WSPUPCALLTABLE, lpWPUSetEvent);
  AT(WSPUPCALLTABLE, lpWPUOpenCurrentThread);
  AT(WSPUPCALLTABLE, lpWPUCloseThread);
}
