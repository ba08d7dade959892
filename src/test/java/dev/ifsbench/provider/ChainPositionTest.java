package dev.ifsbench.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.spi.ProtocolChain;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.ws2.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainPositionTest {
  private final Catalog catalog = new Catalog();
  private final ProtocolInfo base = install("base", ProtocolChain.BASE_PROTOCOL);
  private final ProtocolInfo lower = install("lower", ProtocolChain.LAYERED_PROTOCOL);
  private final ProtocolInfo upper = install("upper", ProtocolChain.LAYERED_PROTOCOL);

  private ProtocolInfo install(String name, ProtocolChain chain) {
    return catalog.install(StubProvider.entry(name).withProtocolChain(chain), name + ".dll");
  }

  private ProtocolInfo chain(ProtocolInfo... entries) {
    List<Integer> ids = List.of(entries).stream().map(ProtocolInfo::catalogEntryId).toList();
    return install("chain " + ids, ProtocolChain.of(ids));
  }

  private ChainPosition find(ProtocolInfo layer, ProtocolInfo chain) {
    return ChainPosition.find(catalog, layer.catalogEntryId(), chain);
  }

  @Test
  void aLayerOverTheBaseHandsDownTheBasesEntry() {
    ProtocolInfo chain = chain(lower, base);

    assertThat(find(lower, chain)).isEqualTo(new ChainPosition(chain, base, base));
  }

  @Test
  void eachLayerOfALongerChainHasAnOwnEntryForWhatIsBelowIt() {
    ProtocolInfo belowUpper = chain(lower, base);
    ProtocolInfo whole = chain(upper, lower, base);

    assertThat(find(upper, whole)).isEqualTo(new ChainPosition(whole, lower, belowUpper));
    assertThat(find(lower, whole)).isEqualTo(new ChainPosition(belowUpper, base, base));
  }

  @Test
  void aLayerThatIsNotInTheChainHasNoPlaceInIt() {
    assertThat(find(upper, chain(lower, base))).isNull();
    assertThat(find(upper, base)).isNull();
  }

  @Test
  void aLayerThatAChainEndsWithHasNothingToStandOn() {
    assertThat(find(upper, chain(lower, upper))).isNull();
  }

  @Test
  void aChainWhoseLowerPartHasNoEntryOfItsOwnIsNoPlace() {
    assertThat(find(upper, chain(upper, lower, base))).isNull();
    assertThat(find(lower, chain(upper, lower, base))).isNull();
  }

  @Test
  void aChainWhoseNextElementIsNotInTheCatalogIsNoPlace() {
    ProtocolInfo chain = chain(lower, base);
    catalog.remove(base.catalogEntryId());

    assertThat(find(lower, chain)).isNull();
  }

  @Test
  void aBaseGetsItsOwnEntryWithTheDuplicatedSocketOfTheCaller() {
    ProtocolInfo chain = chain(lower, base);

    ProtocolInfo down = find(lower, chain).infoForNext(chain.withProviderReserved(42));

    assertThat(down).isEqualTo(base.withProviderReserved(42));
  }

  @Test
  void anotherLayerGetsTheCallersEntryAsItIs() {
    chain(lower, base);
    ProtocolInfo whole = chain(upper, lower, base).withProviderReserved(42);

    assertThat(find(upper, whole).infoForNext(whole)).isSameAs(whole);
  }
}
