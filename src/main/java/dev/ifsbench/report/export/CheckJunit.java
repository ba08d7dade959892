package dev.ifsbench.report.export;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.text.CheckReport;
import dev.ifsbench.report.text.CheckRow;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit's XML by Surefire's schema: a test for each benchmark. What has become worse is a failure;
 * what cannot be decided is an error if the command judges, and skipped otherwise.
 */
public final class CheckJunit {
  private static final String NO_TIME = "0";

  private final CheckReport report;
  private final XMLStreamWriter xml;

  private CheckJunit(CheckReport report, XMLStreamWriter xml) {
    this.report = report;
    this.xml = xml;
  }

  /**
   * Returns the report as JUnit XML.
   *
   * @param report what was found
   */
  public static String of(CheckReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new CheckJunit(report, xml).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text that has only XML's characters is refused", e);
    }
    return text + "\n";
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    attribute("name", "ifsbench " + report.command());
    attribute("time", NO_TIME);
    attribute("tests", Integer.toString(report.rows().size()));
    attribute("errors", Long.toString(count("error")));
    attribute("skipped", Long.toString(count("skipped")));
    attribute("failures", Long.toString(count("failure")));
    xml.writeStartElement("properties");
    property("before", report.before());
    property("after", report.after());
    property("sum", report.sum());
    for (int i = 0; i < report.notes().size(); i++) {
      property("note." + (i + 1), report.notes().get(i));
    }
    xml.writeEndElement();
    for (CheckRow row : report.rows()) {
      xml.writeCharacters("\n");
      write(row);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private long count(String element) {
    return report.rows().stream().filter(row -> element.equals(element(row))).count();
  }

  /** The element that holds the outcome; null for a test that passed. */
  private String element(CheckRow row) {
    return switch (row.state()) {
      case WORSE -> "failure";
      case UNUSABLE, UNDECIDED -> report.judges() ? "error" : "skipped";
      case BETTER, SAME -> null;
    };
  }

  private void write(CheckRow row) throws XMLStreamException {
    String subject = row.subject();
    String benchmark = subject.split(" ", 2)[0];
    int method = benchmark.lastIndexOf('.');
    xml.writeStartElement("testcase");
    attribute("name", subject.substring(method + 1));
    attribute("classname", method > 0 ? benchmark.substring(0, method) : "ifsbench");
    attribute("time", NO_TIME);
    String said = row.change().isEmpty() ? row.reason() : row.change() + ", " + row.reason();
    String element = element(row);
    if (element == null) {
      xml.writeStartElement("system-out");
    } else {
      xml.writeStartElement(element);
      attribute("message", row.word() + ": " + said);
      if (!element.equals("skipped")) {
        attribute("type", row.word());
      }
    }
    xml.writeCharacters(clean(said));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void property(String name, String value) throws XMLStreamException {
    xml.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, clean(value));
  }

  /** Without what XML cannot hold, not even escaped. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    Printable.of(text)
        .codePoints()
        .forEach(point -> clean.appendCodePoint((point & 0xFFFE) == 0xFFFE ? '?' : point));
    return clean.toString();
  }
}
