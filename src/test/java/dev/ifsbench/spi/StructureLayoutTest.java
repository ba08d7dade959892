package dev.ifsbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.fixture.Tables;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes, offsets, orders and numbers, as 64-bit Windows' headers have them. */
class StructureLayoutTest {
  private static final UUID GUID = UUID.fromString("01020304-0506-0708-090a-0b0c0d0e0f10");

  private static ProtocolInfo info(String name) {
    return new ProtocolInfo(
        0x11111111,
        0x12,
        0x13,
        0x14,
        0x22222222,
        GUID,
        0x33333333,
        ProtocolChain.of(List.of(0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47)),
        0x51,
        0x52,
        0x53,
        0x54,
        0x55,
        0x56,
        0x57,
        0x5a,
        0x5b,
        0x58,
        0x59,
        name);
  }

  @Test
  void aWideProtocolInfoIs628BytesAndAnAnsiOne372() {
    assertThat(ProtocolInfoLayout.WIDE.size()).isEqualTo(628);
    assertThat(ProtocolInfoLayout.ANSI.size()).isEqualTo(372);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0x11111111",
    "4,0x12",
    "8,0x13",
    "12,0x14",
    "16,0x22222222",
    "36,0x33333333",
    "40,7",
    "44,0x41",
    "48,0x42",
    "68,0x47",
    "72,0x51",
    "76,0x52",
    "80,0x53",
    "84,0x54",
    "88,0x55",
    "92,0x56",
    "96,0x57",
    "100,0x5a",
    "104,0x5b",
    "108,0x58",
    "112,0x59"
  })
  void eachFieldOfAProtocolInfoIsAtItsOffset(int offset, String value) {
    for (ProtocolInfoLayout layout : ProtocolInfoLayout.values()) {
      NativeMemory memory = new NativeMemory(layout.size());
      layout.write(info("x"), memory);
      assertThat(memory.getInt(offset)).isEqualTo(Integer.decode(value));
    }
  }

  @Test
  void aGuidIsThreeNumbersInTheMachinesOrderAndEightBytes() {
    NativeMemory memory = new NativeMemory(628);
    ProtocolInfoLayout.WIDE.write(info("x"), memory);
    assertThat(ByteOrder.nativeOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(memory.getBytes(20, 16))
        .isEqualTo(new byte[] {4, 3, 2, 1, 6, 5, 8, 7, 9, 10, 11, 12, 13, 14, 15, 16});
  }

  @Test
  void theNameStartsAt116AndIsTerminated() {
    String longest = "n".repeat(255);
    NativeMemory wide = new NativeMemory(628);
    NativeMemory ansi = new NativeMemory(372);
    for (String name : List.of("", "TCP", longest)) {
      ProtocolInfoLayout.WIDE.write(info(name), wide);
      ProtocolInfoLayout.ANSI.write(info(name), ansi);
      byte[] expectedWide = Arrays.copyOf(name.getBytes(StandardCharsets.UTF_16LE), 512);
      byte[] expectedAnsi = Arrays.copyOf(name.getBytes(StandardCharsets.ISO_8859_1), 256);
      assertThat(wide.getBytes(116, 512)).isEqualTo(expectedWide);
      assertThat(ansi.getBytes(116, 256)).isEqualTo(expectedAnsi);
      assertThat(ProtocolInfoLayout.WIDE.read(wide)).isEqualTo(info(name));
      assertThat(ProtocolInfoLayout.ANSI.read(ansi)).isEqualTo(info(name));
    }
    assertThatThrownBy(() -> info(longest + "n")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void aChainSurvivesTheStructure(int length) {
    ProtocolChain chain =
        length == 0
            ? ProtocolChain.LAYERED_PROTOCOL
            : length == 1
                ? ProtocolChain.BASE_PROTOCOL
                : ProtocolChain.of(List.of(1, 2, 3, 4, 5, 6, 7).subList(0, length));
    NativeMemory memory = new NativeMemory(628);
    ProtocolInfoLayout.WIDE.write(info("x").withProtocolChain(chain), memory);
    assertThat(memory.getInt(40)).isEqualTo(length);
    assertThat(ProtocolInfoLayout.WIDE.read(memory).protocolChain()).isEqualTo(chain);
  }

  @Test
  void aChainHoldsAtMostSevenEntries() {
    assertThatThrownBy(() -> ProtocolChain.of(List.of(1, 2, 3, 4, 5, 6, 7, 8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7");
  }

  @Test
  void anOverlappedStructureIs32BytesWithItsFieldsInOrder() {
    assertThat(WsaOverlapped.SIZE).isEqualTo(32);
    WsaOverlapped overlapped = new WsaOverlapped();
    overlapped.setInternal(0x0101010101010101L);
    overlapped.setInternalHigh(0x0202020202020202L);
    overlapped.setOffset(0x03030303);
    overlapped.setOffsetHigh(0x04040404);
    overlapped.setEvent(0x0505050505050505L);
    byte[] expected = new byte[32];
    Arrays.fill(expected, 0, 8, (byte) 1);
    Arrays.fill(expected, 8, 16, (byte) 2);
    Arrays.fill(expected, 16, 20, (byte) 3);
    Arrays.fill(expected, 20, 24, (byte) 4);
    Arrays.fill(expected, 24, 32, (byte) 5);
    byte[] actual = new com.sun.jna.Pointer(overlapped.address()).getByteArray(0, 32);
    assertThat(actual).isEqualTo(expected);
    overlapped.setInternal(0);
  }

  @Test
  void theProcedureTableHasThe30FunctionsOfTheHeaderInItsOrder() {
    List<String> header =
        List.of(
            "Accept",
            "AddressToString",
            "AsyncSelect",
            "Bind",
            "CancelBlockingCall",
            "Cleanup",
            "CloseSocket",
            "Connect",
            "DuplicateSocket",
            "EnumNetworkEvents",
            "EventSelect",
            "GetOverlappedResult",
            "GetPeerName",
            "GetSockName",
            "GetSockOpt",
            "GetQOSByName",
            "Ioctl",
            "JoinLeaf",
            "Listen",
            "Recv",
            "RecvDisconnect",
            "RecvFrom",
            "Select",
            "Send",
            "SendDisconnect",
            "SendTo",
            "SetSockOpt",
            "Shutdown",
            "Socket",
            "StringToAddress");
    assertThat(lower(Tables.names(ProcedureTable.class))).isEqualTo(prefixed("wsp", header));
    assertThat(header).hasSize(30);
    assertThat(header.indexOf("Select") * Long.BYTES).isEqualTo(176);
  }

  @Test
  void theUpcallTableHasThe15FunctionsOfTheHeaderInItsOrder() {
    List<String> header =
        List.of(
            "CloseEvent",
            "CloseSocketHandle",
            "CreateEvent",
            "CreateSocketHandle",
            "FDIsSet",
            "GetProviderPath",
            "ModifyIFSHandle",
            "PostMessage",
            "QueryBlockingCallback",
            "QuerySocketHandleContext",
            "QueueApc",
            "ResetEvent",
            "SetEvent",
            "OpenCurrentThread",
            "CloseThread");
    assertThat(lower(Tables.names(UpcallTable.class))).isEqualTo(prefixed("wpu", header));
    assertThat(header.indexOf("ModifyIFSHandle") * Long.BYTES).isEqualTo(48);
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> prefixed(String prefix, List<String> names) {
    return lower(names.stream().map(name -> prefix + name).toList());
  }

  @Test
  void everyEntryOfAnUnsupportedTableFailsAndNeverSucceeds() {
    ProcedureTable table = ProcedureTable.unsupported().build();
    for (String name : Tables.names(ProcedureTable.class)) {
      assertThat(Tables.invoke(table, name, 5)).as(name).isEqualTo(WinsockError.WSAEOPNOTSUPP);
    }
    assertThat(table.hasNullEntry()).isFalse();
  }

  @Test
  void aCopiedTableHoldsTheVerySameEntries() {
    ProcedureTable table = Tables.recording((name, arguments) -> {});
    assertThat(table.toBuilder().build()).isEqualTo(table);
  }

  @Test
  void aTableThatLacksAnyEntryIsFoundOut() throws ReflectiveOperationException {
    ProcedureTable whole = ProcedureTable.unsupported().build();
    List<String> names = Tables.names(ProcedureTable.class);
    for (int missing = 0; missing < names.size(); missing++) {
      Object[] entries = new Object[names.size()];
      for (int i = 0; i < entries.length; i++) {
        entries[i] =
            i == missing ? null : ProcedureTable.class.getMethod(names.get(i)).invoke(whole);
      }
      ProcedureTable table =
          (ProcedureTable) ProcedureTable.class.getConstructors()[0].newInstance(entries);
      assertThat(table.hasNullEntry()).as("without %s", names.get(missing)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WSA_INVALID_HANDLE,6",
    "WSA_NOT_ENOUGH_MEMORY,8",
    "WSA_INVALID_PARAMETER,87",
    "WSA_OPERATION_ABORTED,995",
    "WSA_IO_INCOMPLETE,996",
    "WSA_IO_PENDING,997",
    "WSAEINTR,10004",
    "WSAEBADF,10009",
    "WSAEACCES,10013",
    "WSAEFAULT,10014",
    "WSAEINVAL,10022",
    "WSAEMFILE,10024",
    "WSAEWOULDBLOCK,10035",
    "WSAEINPROGRESS,10036",
    "WSAENOTSOCK,10038",
    "WSAEMSGSIZE,10040",
    "WSAEPROTOTYPE,10041",
    "WSAENOPROTOOPT,10042",
    "WSAEPROTONOSUPPORT,10043",
    "WSAESOCKTNOSUPPORT,10044",
    "WSAEOPNOTSUPP,10045",
    "WSAEAFNOSUPPORT,10047",
    "WSAENETDOWN,10050",
    "WSAECONNABORTED,10053",
    "WSAECONNRESET,10054",
    "WSAENOBUFS,10055",
    "WSAENOTCONN,10057",
    "WSAESHUTDOWN,10058",
    "WSAEPROCLIM,10067",
    "WSASYSNOTREADY,10091",
    "WSAVERNOTSUPPORTED,10092",
    "WSANOTINITIALISED,10093",
    "WSAEDISCON,10101",
    "WSAECANCELLED,10103",
    "WSAEINVALIDPROCTABLE,10104",
    "WSAEINVALIDPROVIDER,10105",
    "WSAEPROVIDERFAILEDINIT,10106",
    "WSASYSCALLFAILURE,10107"
  })
  void errorsHaveWinsocksNumbers(WinsockError error, int code) {
    assertThat(error.code()).isEqualTo(code);
    assertThat(WinsockError.fromCode(code)).isSameAs(error);
  }

  @Test
  void constantsHaveWinsocksValues() {
    assertThat(Ws2Def.INVALID_SOCKET).isEqualTo(-1L);
    assertThat(Ws2Def.SOCKET_ERROR).isEqualTo(-1);
    assertThat(Ws2Def.WSA_INVALID_EVENT).isZero();
    assertThat(Ws2Def.WSS_OPERATION_IN_PROGRESS).isEqualTo(259);
    assertThat(Ws2Def.FD_SETSIZE).isEqualTo(64);
    assertThat(Ws2Def.FROM_PROTOCOL_INFO).isEqualTo(-1);
    assertThat(Ws2Def.SOL_SOCKET).isEqualTo(0xFFFF);
    assertThat(Ws2Def.SO_PROTOCOL_INFOA).isEqualTo(0x2004);
    assertThat(Ws2Def.SO_PROTOCOL_INFOW).isEqualTo(0x2005);
    assertThat(Ws2Def.SO_UPDATE_ACCEPT_CONTEXT).isEqualTo(0x700B);
    assertThat(Ws2Def.SIO_BASE_HANDLE).isEqualTo(0x48000022);
    assertThat(Ws2Def.SIO_BSP_HANDLE).isEqualTo(0x4800001B);
    assertThat(Ws2Def.SIO_BSP_HANDLE_SELECT).isEqualTo(0x4800001C);
    assertThat(Ws2Def.SIO_BSP_HANDLE_POLL).isEqualTo(0x4800001D);
    assertThat(Ws2Def.VERSION_2_2).isEqualTo(0x0202);
    assertThat(ProtocolChain.MAX_PROTOCOL_CHAIN).isEqualTo(7);
    assertThat(ServiceFlags.XP1_IFS_HANDLES).isEqualTo(0x20000);
    assertThat(ServiceFlags.PFL_HIDDEN).isEqualTo(4);
    assertThat(ServiceFlags.PFL_MATCHES_PROTOCOL_ZERO).isEqualTo(8);
  }
}
