// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JunitXmlReportTest {
    @TempDir
    Path folder;

    private static Document parsed(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void xml_ofHostileContent_isWellFormed_andCountsAreTrue() throws Exception {
        String xml = RunReport.of(HtmlReportTest.run("faq <&>", 10, 0)).junitXml();

        Document document = parsed(xml);

        Element suites = document.getDocumentElement();
        assertThat(suites.getAttribute("name")).isEqualTo("faq <&>");
        assertThat(suites.getAttribute("tests")).isEqualTo("14");
        assertThat(suites.getAttribute("failures")).isEqualTo("1");
        assertThat(suites.getAttribute("errors")).isEqualTo("2");
        assertThat(elements(document, "testsuite"))
                .extracting(suite -> suite.getAttribute("name"))
                .containsExactly("faq <&>: gates", "faq <&>: rows");
        assertThat(elements(document, "testcase")).hasSize(14);
        assertThat(elements(document, "failure"))
                .extracting(failure -> failure.getAttribute("message"))
                .singleElement()
                .asString()
                .startsWith("1 of 10 rows failed");
        assertThat(elements(document, "error"))
                .extracting(error -> error.getAttribute("type"))
                .containsExactly("gate undecided", "java.lang.IllegalStateException");
        assertThat(elements(document, "error").get(1).getAttribute("message"))
                .contains("</style><script>alert(1)</script>", "\uFFFD");
        assertThat(elements(document, "system-out").get(5).getTextContent()).contains("similarity = ", "session ");
    }

    @Test
    void xml_isWrittenByTheEndOfTheName() throws Exception {
        RunReport report = RunReport.of(HtmlReportTest.run("faq", 4, 0));

        report.write(folder.resolve("TEST-faq.xml"));

        assertThat(folder.resolve("TEST-faq.xml")).hasContent(report.junitXml());
        assertThat(parsed(report.junitXml()).getDocumentElement().getTagName()).isEqualTo("testsuites");
    }
}
