package org.longji.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.testkit.example.Certificate;
import org.longji.plugin.testkit.example.Course;
import org.longji.plugin.testkit.example.Courses;
import org.longji.shared.Json;

@DisplayName("The JSON Schema of a record")
class RecordSchemaTest {

    private static final RecordShape<Course> COURSE = RecordShape.of(Course.class);

    static Stream<Arguments> trees() {
        return Stream.of(
                changed(true, "title", "初级班"),
                changed(false, "title", null),
                changed(false, "title", ""),
                changed(false, "title", "  "),
                changed(false, "title", 7),
                changed(true, "title", "长".repeat(200)),
                changed(false, "title", "长".repeat(201)),
                changed(true, "title", "𠀀".repeat(200)),
                changed(false, "level", "EXPERT"),
                changed(false, "level", "初级"),
                changed(true, "hours", 400),
                changed(false, "hours", 401),
                changed(false, "hours", 0),
                changed(false, "hours", "40"),
                changed(true, "fee", "1200.00"),
                changed(true, "fee", "1200"),
                changed(false, "fee", "12.345"),
                changed(false, "fee", "1,200"),
                changed(false, "fee", 1200),
                changed(true, "beginsOn", null),
                changed(false, "beginsOn", "2026-02-30"),
                changed(false, "beginsOn", "2026-5-6"),
                changed(false, "places", 0),
                changed(true, "modules", List.of()),
                changed(false, "modules", List.of(Map.of("name", "公共知识"))),
                changed(false, "modules", List.of(Map.of("name", "公共知识", "hours", 1, "more", 1))),
                changed(false, "modules", "公共知识"),
                changed(false, "unheardOf", "x"));
    }

    private static Arguments changed(boolean valid, String field, Object value) {
        var tree = new LinkedHashMap<>(COURSE.write(Courses.sample()));
        if (value == null) {
            tree.remove(field);
        } else {
            tree.put(field, value);
        }
        return Arguments.of(valid, tree);
    }

    @ParameterizedTest
    @MethodSource("trees")
    @DisplayName("and the checks with words agree on what is valid")
    void agree(boolean valid, Map<String, Object> tree) throws Exception {
        assertThat(COURSE.faults(tree).isEmpty()).as("%s", COURSE.faults(tree)).isEqualTo(valid);
        assertThat(schema(COURSE).validate(new ObjectMapper().readTree(Json.write(tree))))
                .matches(errors -> errors.isEmpty() == valid);
    }

    @Test
    @DisplayName("holds references, patterns and whatever else a record has")
    void references() throws Exception {
        var shape = RecordShape.of(Certificate.class);
        var tree = new LinkedHashMap<String, Object>();
        tree.put("name", "张三");
        tree.put("identity", "230103199001011234");
        tree.put("course", "00000000-0000-0000-0000-000000000001");
        assertThat(shape.faults(tree)).isEmpty();
        assertThat(schema(shape).validate(new ObjectMapper().readTree(Json.write(tree))))
                .isEmpty();
        tree.put("identity", "x230103199001011234");
        tree.put("course", "nothing");
        assertThat(shape.faults(tree)).extracting(RecordShape.Fault::pointer).containsExactly("identity", "course");
        assertThat(schema(shape).validate(new ObjectMapper().readTree(Json.write(tree))))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private static Schema schema(RecordShape<?> shape) throws Exception {
        var configuration =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(configuration))
                .getSchema(new ObjectMapper().readTree(Json.write(shape.schema())));
    }
}
