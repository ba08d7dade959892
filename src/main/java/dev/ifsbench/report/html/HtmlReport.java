package dev.ifsbench.report.html;

import dev.ifsbench.report.html.chart.ForeignText;
import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.track.environment.BuildInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;

/**
 * A report as one HTML file that needs nothing else: styles, scripts and data are in it, and its
 * content security policy forbids to load or run anything more. All text comes into it as text.
 */
public final class HtmlReport {
  private static final int MOST_LINKS = 20;
  private static final int LONGEST_LINK = 60;
  private static final Glyphs GLYPHS = Glyphs.of(StandardCharsets.UTF_8);

  private final ReportContent content;
  private final Cards cards = new Cards();
  private final HistorySection history;
  private final Document page = Document.createShell("");
  private final Element main = new Element("main").id("main");
  private final Element links = new Element("ul");

  private HtmlReport(ReportContent content) {
    this.content = content;
    this.history = new HistorySection(GLYPHS, cards, new CommitLinks(content.repository()));
  }

  /**
   * Makes a page.
   *
   * @param content what it shows
   * @return all of the file, to be written in UTF-8
   */
  public static String of(ReportContent content) {
    return new HtmlReport(content).make();
  }

  private String make() {
    page.outputSettings().prettyPrint(false).charset(StandardCharsets.UTF_8);
    page.prependChild(new DocumentType("html", "", ""));
    page.selectFirst("html").attr("lang", "en");
    addSections();
    addBody();
    addHead();
    return page.outerHtml() + "\n";
  }

  private void addSections() {
    section(
        "scores",
        "Pass-through against wrapped",
        element -> eachRun(element, (to, run) -> new ScoreSection(GLYPHS, cards, run).addTo(to)));
    section(
        "latency",
        "Latency",
        element ->
            eachRun(element, (to, run) -> new PercentileSection(GLYPHS, cards, run).addTo(to)));
    section(
        "cost",
        "Cost by depth and payload",
        element -> eachRun(element, (to, run) -> new SweepSection(GLYPHS, cards, run).addTo(to)));
    section(
        "calls",
        "What happened to each handle",
        element ->
            content
                .recordings()
                .forEach(calls -> new CallsSection(GLYPHS, cards).addTo(element, calls)));
    section("history", "History", element -> history.addTo(element, content.histories()));
    section(
        "environment", "Environment", element -> EnvironmentSection.addTo(element, content.runs()));
    section("method", "How to read this", element -> MethodSection.addTo(element, content));
    Element glance = filled("glance", "At a glance", this::addGlance);
    if (glance.childrenSize() > 1) {
      main.prependChild(glance);
      links.prependChild(link(glance));
    }
  }

  /** Made last, for it says what the history found. */
  private void addGlance(Element section) {
    GlanceSection.addTo(section, content, history.worst());
  }

  /** What a section shows of one run. */
  private interface RunPart {
    void addTo(Element section, ReportedRun run);
  }

  private void eachRun(Element section, RunPart part) {
    for (ReportedRun run : content.runs()) {
      Element of = new Element("div").addClass("run");
      part.addTo(of, run);
      if (of.childrenSize() > 0) {
        Element source = of.prependElement("p").addClass("source");
        source.appendText("From ");
        ForeignText.addPhrase(source, run.name());
        section.appendChild(of);
      }
    }
  }

  /** Adds a section and a link to it, unless there is nothing in it. */
  private void section(String id, String title, Consumer<Element> filler) {
    Element section = filled(id, title, filler);
    if (section.childrenSize() > 1) {
      main.appendChild(section);
      links.appendChild(link(section));
    }
  }

  private static Element filled(String id, String title, Consumer<Element> filler) {
    Element section = new Element("section").id(id).attr("aria-labelledby", id + "-title");
    section.appendElement("h2").id(id + "-title").text(title);
    filler.accept(section);
    return section;
  }

  /** A line of the contents, with the section's cards beneath it. */
  private static Element link(Element section) {
    Element item = new Element("li");
    item.appendElement("a").attr("href", "#" + section.id()).text(section.selectFirst("h2").text());
    List<Element> inside = section.select("article.card");
    if (inside.size() > 1) {
      Element list = item.appendElement("ul");
      for (Element card : inside.subList(0, Math.min(MOST_LINKS, inside.size()))) {
        Element link = list.appendElement("li").appendElement("a").attr("href", "#" + card.id());
        ForeignText.addPhrase(link, ForeignText.cut(card.selectFirst("h3").text(), LONGEST_LINK));
      }
      if (inside.size() > MOST_LINKS) {
        list.appendElement("li")
            .text(String.format(Locale.ROOT, "and %,d more", inside.size() - MOST_LINKS));
      }
    }
    return item;
  }

  private void addBody() {
    Element body = page.body();
    body.appendElement("a").addClass("skip").attr("href", "#main").text("Skip to the numbers");
    Element header = body.appendElement("header");
    header.appendElement("h1").text("What a Winsock layer costs");
    header
        .appendElement("p")
        .addClass("lead")
        .text("Pass-through (IFS) against wrapped socket handles, measured by ifsbench.");
    Element navigation = body.appendElement("nav").attr("aria-label", "Contents");
    navigation.appendChild(links);
    body.appendChild(main);
    body.appendElement("footer")
        .appendElement("p")
        .text(String.format(Locale.ROOT, "Made by ifsbench %s.", BuildInfo.read()));
  }

  private void addHead() {
    InlineFile style = InlineFile.own("report.css");
    InlineFile script = InlineFile.own("report.js");
    Element head = page.head();
    head.empty();
    head.appendElement("meta").attr("charset", "UTF-8");
    head.appendElement("meta")
        .attr("http-equiv", "Content-Security-Policy")
        .attr("content", policy(style, script));
    head.appendElement("meta")
        .attr("name", "viewport")
        .attr("content", "width=device-width, initial-scale=1");
    head.appendElement("meta").attr("name", "color-scheme").attr("content", "light dark");
    head.appendElement("meta").attr("name", "referrer").attr("content", "no-referrer");
    head.appendElement("title").text("What a Winsock layer costs: ifsbench");
    // An empty picture, or browsers would ask for one beside the file.
    head.appendElement("link").attr("rel", "icon").attr("href", "data:,");
    head.appendElement("style").appendChild(new DataNode(style.text()));
    Element body = page.body();
    body.appendElement("script")
        .attr("type", "application/json")
        .id("runs")
        .appendChild(new DataNode(history.runs().json()));
    body.appendElement("script").appendChild(new DataNode(script.text()));
  }

  private static String policy(InlineFile style, InlineFile script) {
    return "default-src 'none'; img-src data:; script-src "
        + script.policySource()
        + "; style-src "
        + style.policySource()
        + "; base-uri 'none'; form-action 'none'";
  }
}
