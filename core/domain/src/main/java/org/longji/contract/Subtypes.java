package org.longji.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sub-types of the registration form: two digits, the first of which is the type. */
public final class Subtypes {

    private static final Map<String, String> NAMES = names();

    private Subtypes() {}

    /** The code of a sub-type written as code or name. */
    public static Optional<String> meaning(String text) {
        if (NAMES.containsKey(text)) {
            return Optional.of(text);
        }
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(text))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The name of a code; the code itself when it is none of the list, as old records may have. */
    public static String name(String code) {
        return NAMES.getOrDefault(code, code);
    }

    public static String explained() {
        return NAMES.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("；"));
    }

    private static Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        names.put("11", "委托开发");
        names.put("12", "合作开发");
        names.put("21", "专利权转让");
        names.put("22", "专利申请权转让");
        names.put("23", "技术秘密转让");
        names.put("24", "计算机软件著作权转让");
        names.put("25", "集成电路布图设计专有权转让");
        names.put("26", "植物新品种权转让");
        names.put("27", "生物、医药新品种权转让");
        names.put("28", "设计著作权及其他知识产权转让");
        names.put("29", "技术入股");
        names.put("31", "专利实施许可");
        names.put("32", "技术秘密使用许可");
        names.put("33", "软件著作权许可");
        names.put("34", "布图设计许可");
        names.put("35", "植物新品种实施许可");
        names.put("36", "其他许可");
        names.put("41", "可行性论证");
        names.put("42", "技术预测");
        names.put("43", "专题技术调查");
        names.put("44", "分析评价报告");
        names.put("51", "一般技术服务");
        names.put("52", "技术中介");
        names.put("53", "技术培训");
        return names;
    }
}
