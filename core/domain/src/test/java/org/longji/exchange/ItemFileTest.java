package org.longji.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.longji.plugin.api.exchange.Format;

@DisplayName("Messages in a file")
class ItemFileTest {

    private static final List<String> COLUMNS = List.of("Ключ", "名称", "价格");

    private static Map<String, Object> message(String key, String name) {
        var message = new LinkedHashMap<String, Object>();
        message.put("Ключ", key);
        message.put("名称", name);
        return message;
    }

    private static List<Map<String, Object>> read(Format format, String content) throws IOException {
        var found = new ArrayList<Map<String, Object>>();
        ItemFile.read(format, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), found::add);
        return found;
    }

    private static String written(Format format, List<Map<String, Object>> messages) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var sink = ItemFile.writing(format, COLUMNS, out)) {
            for (var message : messages) {
                sink.write(message);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    @DisplayName("come back as they were, whatever stands in them")
    void roundTrip(Format format) throws IOException {
        var messages = List.of(
                message("A", "带,逗号 \"引号\" <标签> & 'апостроф'"), message("B", "两\n行\u2028和表情😀"), message("C", "=1+1"));
        var again = read(format, written(format, messages));
        // A table has a cell for what is absent.
        again.forEach(one -> one.values().removeIf(""::equals));
        assertThat(again).isEqualTo(messages);
        assertThat(read(format, written(format, List.of()))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"JSON", "XML"})
    @DisplayName("keep lists and groups where the format has them")
    void nested(Format format) throws IOException {
        var message = message("A", "名");
        message.put("标签", List.of("一", "二"));
        message.put("条件", Map.of("金额", "5.00"));
        assertThat(read(format, written(format, List.of(message)))).isEqualTo(List.of(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "JSON|[{\"a\":1},",
                "JSON|[1,2]",
                "JSON|<items/>",
                "XML|<items><item><a>1</a></item>",
                "XML|<other/>",
                "XML|<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><items><item><a>&e;</a></item></items>",
                "CSV|a,b\\n\"never closed"
            })
    @DisplayName("that break off or are something else are refused as a whole, and no document type is followed")
    void refused(Format format, String content) {
        assertThatThrownBy(() -> read(format, content.replace("\\n", "\n"))).hasMessageContaining("PACKAGE_UNREADABLE");
    }

    @Test
    @DisplayName("control characters that XML cannot write are replaced, not dropped with the file")
    void controls() throws IOException {
        assertThat(read(Format.XML, written(Format.XML, List.of(message("A", "x\u0001y")))))
                .isEqualTo(List.of(message("A", "x\uFFFDy")));
    }
}
