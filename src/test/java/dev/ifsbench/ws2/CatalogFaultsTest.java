package dev.ifsbench.ws2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogFaultsTest {
  @Test
  void aChainOfSevenWhoseEntriesAreAllThereHasNoFault() {
    assertThat(faults(SyntheticCatalog.ofSeven())).isEmpty();
  }

  @Test
  void eachIdOfAChainThatIsNotInTheCatalogIsNamed() {
    List<CatalogEntry> entries =
        List.of(
            SyntheticCatalog.tcp(2000, List.of(1004, 1009, 1001)),
            SyntheticCatalog.tcp(1001, List.of()));
    assertThat(faults(entries))
        .containsExactly(
            "Entry 2000 (of 2000) has entry 1004 in its chain, which is not in the catalog",
            "Entry 2000 (of 2000) has entry 1009 in its chain, which is not in the catalog");
  }

  @Test
  void aChainThatDoesNotEndAtABaseIsNamed() {
    List<CatalogEntry> entries =
        List.of(
            SyntheticCatalog.tcp(2000, List.of(1002, 1003)),
            SyntheticCatalog.layer(1002),
            SyntheticCatalog.layer(1003));
    assertThat(faults(entries))
        .containsExactly(
            "Entry 2000 (of 2000) has entry 1003 at the end of its chain, which is no base"
                + " provider's");
  }

  @Test
  void aNumberThatIsGivenTwiceIsNamed() {
    List<CatalogEntry> entries =
        List.of(SyntheticCatalog.tcp(1001, List.of()), SyntheticCatalog.tcp(1001, List.of()));
    assertThat(faults(entries))
        .containsExactly("Entry 1001 (of 1001) has a number that another has too");
  }

  @Test
  void aDllThatDoesNotExistIsNamedForItsEntryOnly() {
    List<CatalogEntry> entries = new ArrayList<>(SyntheticCatalog.ofSeven());
    assertThat(CatalogFaults.of(entries, path -> path.endsWith("1004.dll")))
        .containsExactly(
            "Entry 1004 (of 1004) names a DLL that does not exist: c:\\layers\\1004.dll");
  }

  private static List<String> faults(List<CatalogEntry> entries) {
    return CatalogFaults.of(entries, path -> false);
  }
}
