package org.longji.exchange;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.exchange.Format;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Messages in a file, one after the other: neither writing nor reading holds more than one of them. */
final class ItemFile {

    /** Nobody writes a listing deeper. */
    private static final int DEEPEST = 8;

    private static final ObjectReader OBJECTS = Json.mapper().readerFor(Map.class);
    private static final String ITEMS = "items";
    private static final String ITEM = "item";

    private ItemFile() {}

    /** Takes messages to write; closing ends the file and leaves the stream open. */
    interface Sink extends AutoCloseable {
        void write(Map<String, ?> message) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** @param columns names in their order, as a table needs them */
    static Sink writing(Format format, List<String> columns, OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        return switch (format) {
            case JSON -> new JsonSink(writer);
            case CSV -> new CsvSink(writer, columns);
            case XML -> new XmlSink(writer);
        };
    }

    private static final class JsonSink implements Sink {
        private final Writer out;
        private boolean begun;

        JsonSink(Writer out) {
            this.out = out;
        }

        @Override
        public void write(Map<String, ?> message) throws IOException {
            out.write(begun ? ",\n" : "[\n");
            out.write(Json.write(message));
            begun = true;
        }

        @Override
        public void close() throws IOException {
            out.write(begun ? "\n]\n" : "[]\n");
            out.flush();
        }
    }

    private static final class CsvSink implements Sink {
        private final Writer out;
        private final CSVPrinter printer;
        private final List<String> columns;

        CsvSink(Writer out, List<String> columns) throws IOException {
            this.out = out;
            this.columns = columns;
            printer = new CSVPrinter(out, CSVFormat.RFC4180);
            printer.printRecord(columns);
        }

        @Override
        public void write(Map<String, ?> message) throws IOException {
            printer.printRecord(columns.stream().map(message::get).toList());
        }

        @Override
        public void close() throws IOException {
            printer.flush();
            out.flush();
        }
    }

    private static final class XmlSink implements Sink {
        private final XMLStreamWriter xml;

        XmlSink(Writer out) throws IOException {
            try {
                xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
                xml.writeStartDocument("UTF-8", "1.0");
                xml.writeStartElement(ITEMS);
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void write(Map<String, ?> message) throws IOException {
            try {
                xml.writeCharacters("\n");
                element(ITEM, message);
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
        }

        private void element(String name, Object value) throws XMLStreamException {
            if (value instanceof List<?> items) {
                for (var item : items) {
                    element(name, item);
                }
                return;
            }
            xml.writeStartElement(name);
            if (value instanceof Map<?, ?> group) {
                for (var inner : group.entrySet()) {
                    element(String.valueOf(inner.getKey()), inner.getValue());
                }
            } else {
                xml.writeCharacters(writable(value.toString()));
            }
            xml.writeEndElement();
        }

        /** XML has no way to write most control characters, not even escaped. */
        private static String writable(String text) {
            return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD");
        }

        @Override
        public void close() throws IOException {
            try {
                xml.writeCharacters("\n");
                xml.writeEndElement();
                xml.writeEndDocument();
                xml.flush();
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
        }
    }

    /**
     * Hands message after message to a reader.
     *
     * @throws ProblemException PACKAGE_UNREADABLE where the file breaks off or is of another kind
     */
    static void read(Format format, InputStream in, Consumer<Map<String, Object>> reader) throws IOException {
        switch (format) {
            case JSON -> json(in, reader);
            case CSV -> csv(in, reader);
            case XML -> xml(in, reader);
        }
    }

    private static void json(InputStream in, Consumer<Map<String, Object>> reader) throws IOException {
        try (MappingIterator<Map<String, Object>> all = OBJECTS.readValues(in)) {
            while (all.hasNextValue()) {
                reader.accept(all.nextValue());
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw unreadable("JSON", e.getOriginalMessage());
        }
    }

    private static void csv(InputStream in, Consumer<Map<String, Object>> reader) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var text = new BufferedReader(new InputStreamReader(in, decoder));
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        try (var parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            List<String> columns = List.of();
            for (var line : parser) {
                if (line.getRecordNumber() == 1) {
                    columns = line.toList().stream().map(String::strip).toList();
                    continue;
                }
                var message = new LinkedHashMap<String, Object>();
                for (int i = 0; i < line.size(); i++) {
                    // A cell beyond the last column is kept under a name that no message has, so that it is told of.
                    message.put(i < columns.size() ? columns.get(i) : "#" + (i + 1), line.get(i));
                }
                reader.accept(message);
            }
        } catch (java.nio.charset.CharacterCodingException e) {
            throw unreadable("CSV", "UTF-8");
        } catch (UncheckedIOException | IllegalStateException e) {
            throw unreadable("CSV", String.valueOf(e.getMessage()));
        }
    }

    private static void xml(InputStream in, Consumer<Map<String, Object>> reader) {
        try {
            var factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            var xml = factory.createXMLStreamReader(in, "UTF-8");
            int depth = 0;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw unreadable("XML", "DOCTYPE");
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    if (!xml.getLocalName().equals(depth == 0 ? ITEMS : ITEM)) {
                        throw unreadable("XML", "<" + xml.getLocalName() + ">");
                    }
                    if (depth == 0) {
                        depth = 1;
                    } else {
                        reader.accept(group(element(xml, 0)));
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw unreadable(
                    "XML", String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** What an element holds: the text, or what its children hold by their names; the reader is left at its end. */
    private static Object element(XMLStreamReader xml, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw unreadable("XML", "<" + xml.getLocalName() + ">");
        }
        var text = new StringBuilder();
        var children = new LinkedHashMap<String, Object>();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.START_ELEMENT -> {
                    var name = xml.getLocalName();
                    children.merge(name, element(xml, depth + 1), ItemFile::both);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return children.isEmpty() ? text.toString() : children;
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw unreadable("XML", "DOCTYPE");
                default -> {}
            }
        }
    }

    private static Object both(Object before, Object next) {
        var all = new ArrayList<Object>(before instanceof List<?> list ? list : List.of(before));
        all.add(next);
        return all;
    }

    private static Map<String, Object> group(Object value) {
        var group = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, one) -> group.put(String.valueOf(name), one));
        }
        return group;
    }

    private static ProblemException unreadable(String format, String what) {
        return new ProblemException(
                Problem.PACKAGE_UNREADABLE,
                Map.of(
                        "reason",
                        new Text(
                                "不是完整的 " + format + " 文件（" + what + "）",
                                "it is no complete " + format + " file (" + what + ")")));
    }
}
