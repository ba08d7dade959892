package dev.ifsbench.report;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;

/**
 * The part of Surefire's schema for test reports, version 3.0, that a report without reruns can
 * use: names, order, and which attributes must be there or may be.
 */
public final class SurefireSchema {
  private static final String SCHEMA =
      """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:simpleType name="time">
          <xs:restriction base="xs:string"><xs:pattern value="[0-9,]*([.][0-9]{0,3})?"/>
          </xs:restriction>
        </xs:simpleType>
        <xs:complexType name="problem">
          <xs:simpleContent><xs:extension base="xs:string">
            <xs:attribute name="message" type="xs:string"/>
            <xs:attribute name="type" type="xs:string" use="required"/>
          </xs:extension></xs:simpleContent>
        </xs:complexType>
        <xs:complexType name="skip">
          <xs:simpleContent><xs:extension base="xs:string">
            <xs:attribute name="message" type="xs:string"/>
          </xs:extension></xs:simpleContent>
        </xs:complexType>
        <xs:complexType name="property">
          <xs:attribute name="name" type="xs:string" use="required"/>
          <xs:attribute name="value" type="xs:string" use="required"/>
        </xs:complexType>
        <xs:complexType name="properties">
          <xs:sequence>
            <xs:element name="property" type="property" minOccurs="0" maxOccurs="unbounded"/>
          </xs:sequence>
        </xs:complexType>
        <xs:complexType name="test">
          <xs:sequence>
            <xs:element name="failure" type="problem" minOccurs="0" maxOccurs="unbounded"/>
            <xs:element name="skipped" type="skip" minOccurs="0"/>
            <xs:element name="error" type="problem" minOccurs="0"/>
            <xs:element name="system-out" type="xs:string" minOccurs="0"/>
            <xs:element name="system-err" type="xs:string" minOccurs="0"/>
          </xs:sequence>
          <xs:attribute name="name" type="xs:string" use="required"/>
          <xs:attribute name="classname" type="xs:string"/>
          <xs:attribute name="group" type="xs:string"/>
          <xs:attribute name="time" type="time" use="required"/>
        </xs:complexType>
        <xs:element name="testsuite">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="properties" type="properties" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element name="testcase" type="test" minOccurs="0" maxOccurs="unbounded"/>
            </xs:sequence>
            <xs:attribute name="version" type="xs:string"/>
            <xs:attribute name="name" type="xs:string" use="required"/>
            <xs:attribute name="time" type="time"/>
            <xs:attribute name="tests" type="xs:string" use="required"/>
            <xs:attribute name="errors" type="xs:string" use="required"/>
            <xs:attribute name="skipped" type="xs:string" use="required"/>
            <xs:attribute name="failures" type="xs:string" use="required"/>
            <xs:attribute name="group" type="xs:string"/>
          </xs:complexType>
        </xs:element>
      </xs:schema>
      """;

  private SurefireSchema() {}

  /** Reads a report that is valid; fails otherwise. */
  public static Document read(String xml) throws Exception {
    Schema schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(new StreamSource(new StringReader(SCHEMA)));
    schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
