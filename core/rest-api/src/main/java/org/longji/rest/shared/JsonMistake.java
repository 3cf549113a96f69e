package org.longji.rest.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Says of a body that cannot be read which field is at fault and what would be right there, without a word of the program's. */
final class JsonMistake {

    private JsonMistake() {}

    static ProblemException problem(JsonProcessingException json) {
        var what = what(json);
        var path = path(json);
        var reason = path.isEmpty() ? what : new Text(path + "：" + what.zh(), path + ": " + what.en());
        var errors = path.isEmpty()
                ? List.<ProblemException.FieldError>of()
                : List.of(new ProblemException.FieldError(path, what.zh(), what.en()));
        return new ProblemException(Problem.MALFORMED_REQUEST, Map.of("reason", reason), errors);
    }

    private static String path(JsonProcessingException json) {
        if (!(json instanceof JsonMappingException mapping)) {
            return "";
        }
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static Text what(JsonProcessingException json) {
        if (json instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .toList();
            return new Text("没有这个字段；可用字段：" + known + "。", "There is no such field; there are " + known + ".");
        }
        if (json instanceof InvalidFormatException format) {
            return ofType(format.getTargetType(), format.getValue());
        }
        if (json instanceof JsonMappingException) {
            return new Text("内容的类型不对。", "The value has the wrong type.");
        }
        var at = json.getLocation();
        var place = at == null ? "" : " " + at.getLineNr() + ":" + at.getColumnNr();
        return new Text("不是有效的 JSON，出错位置" + place + "。", "This is not JSON; it breaks at" + place + ".");
    }

    private static Text ofType(Class<?> type, Object value) {
        if (type.isEnum()) {
            var choices = Arrays.toString(type.getEnumConstants());
            return new Text("“" + value + "”不可用；可选：" + choices + "。", "'" + value + "' is not one of " + choices + ".");
        }
        if (type == Money.class) {
            return new Text(
                    "“" + value + "”不是金额；请以元填写，最多两位小数，例如 702000.00。",
                    "'" + value + "' is no amount; give yuan with two decimals at most, such as 702000.00.");
        }
        if (type == LocalDate.class) {
            return new Text(
                    "“" + value + "”不是日期；请按 2018-03-05 的格式填写。",
                    "'" + value + "' is no date; write it like 2018-03-05.");
        }
        return new Text("“" + value + "”无法识别。", "'" + value + "' cannot be read here.");
    }
}
