package org.longji.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;
import org.longji.shared.Json;

/** A measure as an officer would read it out: one sentence for each line, each with its place in the definition. */
final class MeasureWords {

    private static final BigDecimal TEN_THOUSAND = new BigDecimal("10000");
    private static final BigDecimal THOUSANDTH = new BigDecimal("0.001");

    private final MeasureVocabulary vocabulary = MeasureVocabulary.KNOWN;
    private final JsonNode definition;
    private final Map<String, FormulaWords.Named> names = new HashMap<>();
    private final Map<String, Text> formulas = new TreeMap<>();
    private final List<Sentence> sentences = new ArrayList<>();

    private MeasureWords(JsonNode definition, Map<String, List<DraftForm.Value>> values) {
        this.definition = definition;
        definition.path("parameters").properties().forEach(parameter -> {
            var declared = parameter.getValue();
            var unit = (declared.isObject() ? declared.path("unit") : declared).asText();
            var label =
                    declared.isObject() ? label(declared.path("label"), parameter.getKey()) : plain(parameter.getKey());
            names.put(
                    "$" + parameter.getKey(),
                    new FormulaWords.Named(typeOf(unit), valued(label, unit, values.get(parameter.getKey()))));
        });
        definition
                .path("inputs")
                .properties()
                .forEach(input -> names.put(
                        input.getKey(),
                        new FormulaWords.Named(
                                switch (input.getValue().path("type").asText()) {
                                    case "YES_NO" -> "TRUTH";
                                    case "RATIO" -> "NUMBER";
                                    case "CHOICE" -> "TEXT";
                                    default -> input.getValue().path("type").asText();
                                },
                                label(input.getValue().path("label"), input.getKey()))));
        definition.path("figures").properties().forEach(figure -> {
            var formula = figure.getValue().isObject() ? figure.getValue().path("of") : figure.getValue();
            var words = formula("/figures/" + figure.getKey(), formula);
            names.put(
                    figure.getKey(),
                    new FormulaWords.Named(
                            "MONEY",
                            figure.getValue().hasNonNull("label")
                                    ? label(figure.getValue().path("label"), figure.getKey())
                                    : words));
        });
    }

    /**
     * One sentence.
     *
     * @param pointer where in the definition it is said
     * @param depth how deep it lies in lines of lines
     */
    public record Sentence(String pointer, int depth, Text text) {}

    /**
     * Everything a definition says.
     *
     * @param sentences in the order of reading
     * @param formulas each formula in words, by pointer
     */
    record Said(List<Sentence> sentences, Map<String, Text> formulas) {}

    /** Reads a definition out; what is not a definition at all says nothing. */
    static Said of(String definition, @Nullable Map<String, List<DraftForm.Value>> values) {
        JsonNode tree;
        try {
            tree = Json.read(definition, JsonNode.class);
        } catch (IllegalArgumentException e) {
            tree = JsonNodeFactory.instance.objectNode();
        }
        var words = new MeasureWords(tree, values == null ? Map.of() : values);
        words.all();
        return new Said(List.copyOf(words.sentences), Map.copyOf(words.formulas));
    }

    private void all() {
        var role = vocabulary.word(definition.path("pays").asText("?"));
        var kind = vocabulary.word(definition.path("kind").asText("REWARD"));
        var subject = vocabulary.word(definition.path("subject").asText("CONTRACT"));
        boolean check = definition.path("kind").asText().equals("CHECK");
        say(
                "/pays",
                0,
                (check ? "核查" + role.zh() + "，不产生资金" : "受益人是" + role.zh() + "，性质为" + kind.zh()) + "；按" + subject.zh()
                        + "决定。",
                "The " + role.en() + (check ? " is checked, which pays nothing" : " gets a " + kind.en())
                        + "; each decision is about " + subject.en() + ".");
        for (var group : List.of("who", "counterparty", "provider", "recipient")) {
            party(
                    group,
                    group.equals("who") ? role : MeasureVocabulary.text(vocabulary.fact(group + ".kind")),
                    definition.path(group));
        }
        contracts(definition.path("contracts"));
        each("conditions", (item, at) -> {
            var require = formula(at + "/require", item.path("require"));
            say(
                    at,
                    0,
                    unless(at, item, true) + "须满足：" + require.zh() + "。",
                    unless(at, item, false) + "it must hold that " + require.en() + ".");
        });
        each("excluded", (item, at) -> {
            var when = formula(at + "/when", item.path("when"));
            say(at, 0, when.zh() + "的，不予支持。", "Nothing is paid where " + when.en() + ".");
        });
        definition.path("inputs").properties().forEach(input -> {
            var label = label(input.getValue().path("label"), input.getKey());
            var type = vocabulary.word(input.getValue().path("type").asText());
            var otherwise = input.getValue().path("otherwise").asText("");
            say(
                    "/inputs/" + input.getKey(),
                    0,
                    "申报时填写：" + label.zh() + "（" + type.zh() + "）"
                            + (otherwise.isEmpty() ? "；未填写则发问。" : "；未填写按“" + otherwise + "”。"),
                    "A claim states: " + label.en() + " (" + type.en() + ")"
                            + (otherwise.isEmpty()
                                    ? "; it is asked for where it is missing."
                                    : "; " + otherwise + " where it is not stated."));
        });
        definition.path("figures").properties().forEach(figure -> {
            var at = "/figures/" + figure.getKey();
            var label = names.containsKey(figure.getKey())
                    ? names.get(figure.getKey()).label()
                    : plain(figure.getKey());
            var words = formulas.getOrDefault(at, plain("?"));
            say(at, 0, label.zh() + " ＝ " + words.zh() + "。", label.en() + " = " + words.en() + ".");
        });
        lines(definition.path("amount"), "/amount", 0);
        each("shares", (item, at) -> {
            var upTo = formula(at + "/upTo", item.path("upTo"));
            var label = label(item.path("label"), "share");
            say(
                    at,
                    0,
                    "其中" + label.zh() + "不超过" + upTo.zh() + "。",
                    "Of it, " + label.en() + ": up to " + upTo.en() + ".");
        });
        each("notes", (item, at) -> {
            var words = item.isTextual() ? plain(item.asText()) : label(item.path("text"), "note");
            say(at, 0, unless(at, item, true) + "说明：" + words.zh(), unless(at, item, false) + "note: " + words.en());
        });
    }

    private interface Item {
        void read(JsonNode item, String at);
    }

    private void each(String section, Item read) {
        for (int i = 0; i < definition.path(section).size(); i++) {
            read.read(definition.path(section).get(i), "/" + section + "/" + i);
        }
    }

    private void party(String group, Text who, JsonNode party) {
        var name = group.equals("who")
                ? who
                : new Text(who.zh().replace("单位性质", ""), who.en().replace("kind of the ", ""));
        if (party.has("kinds")) {
            var kinds = set("/" + group + "/kinds", party.path("kinds"));
            say(
                    "/" + group + "/kinds",
                    0,
                    name.zh() + "须为" + kinds.zh() + "。",
                    "The " + name.en() + " is " + kinds.en() + ".");
        }
        if (group.equals("who") && !party.has("inside")) {
            say("/who/inside", 0, name.zh() + "须在本区划登记。", "The " + name.en() + " is registered in the own division.");
        }
        for (var place : List.of("inside", "outside")) {
            var at = "/" + group + "/" + place;
            var where = party.path(place).asText();
            if (party.has(place) && where.equals("ANYWHERE")) {
                say(at, 0, name.zh() + "不限登记地。", "The " + name.en() + " may be registered anywhere.");
            } else if (party.has(place)) {
                var words = formula(at, party.path(place));
                boolean inside = place.equals("inside");
                say(
                        at,
                        0,
                        name.zh() + (inside ? "须在" : "须不在") + words.zh() + "登记。",
                        "The " + name.en() + (inside ? " is" : " is not") + " registered in " + words.en() + ".");
            }
        }
        if (party.has("sizes")) {
            var sizes = set("/" + group + "/sizes", party.path("sizes"));
            say(
                    "/" + group + "/sizes",
                    0,
                    name.zh() + "企业规模须为" + sizes.zh() + "。",
                    "The size of the " + name.en() + " is " + sizes.en() + ".");
        }
    }

    private void contracts(JsonNode contracts) {
        contracts.properties().forEach(entry -> {
            var at = "/contracts/" + entry.getKey();
            var value = entry.getValue();
            var words = value.isArray()
                            || List.of("types", "subtypes", "notSubtypes", "titleTransferredFor")
                                    .contains(entry.getKey())
                    ? set(at, value)
                    : formula(at, value);
            boolean on = value.isBoolean() ? value.asBoolean() : !value.asText().equals("false");
            boolean always = value.isBoolean() || value.asText().equals("true");
            switch (entry.getKey()) {
                case "types" -> say(at, 0, "合同类别须为" + words.zh() + "。", "The contract is " + words.en() + ".");
                case "subtypes" -> say(at, 0, "合同小类须为" + words.zh() + "。", "The subtype is " + words.en() + ".");
                case "notSubtypes" ->
                    say(at, 0, "合同小类不得为" + words.zh() + "。", "The subtype is not " + words.en() + ".");
                case "signedFrom" ->
                    say(at, 0, "签订日期不早于" + words.zh() + "（含当日）。", "Signed on or after " + words.en() + ".");
                case "signedUntil" ->
                    say(at, 0, "签订日期不晚于" + words.zh() + "（含当日）。", "Signed on or before " + words.en() + ".");
                case "registeredFrom" ->
                    say(at, 0, "登记日期不早于" + words.zh() + "（含当日）。", "Registered on or after " + words.en() + ".");
                case "registeredUntil" ->
                    say(at, 0, "登记日期不晚于" + words.zh() + "（含当日）。", "Registered on or before " + words.en() + ".");
                case "titleTransferredFor" ->
                    say(at, 0, words.zh() + "合同须已办理权属变更。", "Title is transferred for " + words.en() + ".");
                case "basis" -> {
                    // A source is no sentence.
                }
                default -> {
                    var said = SWITCHES.get(entry.getKey());
                    if (said != null && on) {
                        say(
                                at,
                                0,
                                said.zh() + (always ? "" : "（在" + words.zh() + "时）") + "。",
                                said.en() + (always ? "" : " (where " + words.en() + ")") + ".");
                    }
                }
            }
        });
    }

    private static final Map<String, Text> SWITCHES = Map.of(
            "registeredWithinYear", new Text("合同须在申报年度内登记", "Registered within the year assessed"),
            "signedWithinYear", new Text("合同须在申报年度内签订", "Signed within the year assessed"),
            "affiliatedExcluded", new Text("买卖双方存在隶属或关联关系的，不予支持", "Nothing for contracts between affiliated parties"),
            "landedRequired", new Text("成果须在省内落地转化", "The result is put to use in the province"),
            "earlierSupportExcludes", new Text("以前年度已获支持的，不再支持", "Nothing where earlier years were supported"));

    // ---- the calculation

    private void lines(JsonNode lines, String at, int depth) {
        for (int i = 0; i < lines.size(); i++) {
            line(lines.get(i), at + "/" + i, depth);
        }
    }

    private void line(JsonNode line, String at, int depth) {
        var said = words(line, at);
        if (said == null) {
            return;
        }
        say(
                at,
                depth,
                label(line, true) + unless(at, line, true) + said.zh() + limits(line, at, true) + "。",
                label(line, false) + unless(at, line, false) + said.en() + limits(line, at, false) + ".");
        for (var inner : List.of("perContract", "group")) {
            lines(line.path(inner), at + "/" + inner, depth + 1);
        }
        for (var several : List.of("highestOf", "lowestOf", "branch")) {
            for (int i = 0; i < line.path(several).size(); i++) {
                option(line.path(several).get(i), at + "/" + several + "/" + i, depth + 1);
            }
        }
    }

    private void option(JsonNode option, String at, int depth) {
        if (!option.has("steps")) {
            line(option, at, depth);
            return;
        }
        var when = unless(at, option, true);
        say(
                at,
                depth,
                label(option, true) + (when.isEmpty() ? "其他情形：" : when),
                label(option, false) + (when.isEmpty() ? "otherwise:" : unless(at, option, false)));
        lines(option.path("steps"), at + "/steps", depth + 1);
    }

    private @Nullable Text words(JsonNode line, String at) {
        if (line.has("rate")) {
            var of = formula(at + "/of", line.path("of"));
            var rate = formula(at + "/rate", line.path("rate"));
            return new Text("按" + of.zh() + "的" + rate.zh() + "计算", rate.en() + " of " + of.en());
        } else if (line.has("fixed")) {
            var fixed = formula(at + "/fixed", line.path("fixed"));
            return new Text("定额" + fixed.zh(), "a fixed amount: " + fixed.en());
        } else if (line.has("each")) {
            var each = formula(at + "/each", line.path("each"));
            var count = formula(at + "/count", line.path("count"));
            return new Text("每一" + count.zh() + "给予" + each.zh(), each.en() + " for each of " + count.en());
        } else if (line.has("formula")) {
            var formula = formula(at + "/formula", line.path("formula"));
            return new Text("按公式：" + formula.zh(), "by the formula " + formula.en());
        } else if (line.has("slices")) {
            return slices(line, at);
        } else if (line.has("tiers")) {
            return tiers(line, at);
        } else if (line.has("discretion")) {
            var decided = formula(at + "/discretion", line.path("discretion"));
            var least = formula(at + "/least", line.path("least"));
            var most = formula(at + "/most", line.path("most"));
            var by = label(line.path("by"), "the approver");
            return new Text(
                    "由" + by.zh() + "在" + least.zh() + "至" + most.zh() + "之间核定：" + decided.zh(),
                    by.en() + " decides between " + least.en() + " and " + most.en() + ": " + decided.en());
        } else if (line.has("perContract")) {
            return perContract(line, at);
        } else if (line.has("highestOf")) {
            return new Text("取下列各项中最高的", "the highest of these");
        } else if (line.has("lowestOf")) {
            return new Text("取下列各项中最低的", "the lowest of these");
        } else if (line.has("branch")) {
            return new Text("按下列第一个符合的情形", "the first of these that applies");
        } else if (line.has("group")) {
            return new Text("下列各项单独小计", "these have a sum of their own");
        }
        for (var change : CHANGES) {
            if (line.has(change[0])) {
                var by = formula(at + "/" + change[0], line.path(change[0]));
                return new Text(change[1].replace("{}", by.zh()), change[2].replace("{}", by.en()));
            }
        }
        if (line.has("round")) {
            var unit = vocabulary.word(line.path("round").asText());
            var mode = vocabulary.word(line.path("mode").asText("HALF_UP"));
            return new Text(
                    "金额精确到" + unit.zh() + "（" + mode.zh() + "）",
                    "the sum is rounded to " + unit.en() + " (" + mode.en() + ")");
        }
        return null;
    }

    private Text perContract(JsonNode line, String at) {
        var zh = "逐份合同计算后相加";
        var en = "for each contract of the year";
        if (line.has("role")) {
            var role = vocabulary.word(line.path("role").asText());
            zh += "，只计作为" + role.zh() + "的合同";
            en += " as " + role.en();
        }
        if (line.has("where")) {
            var where = formula(at + "/where", line.path("where"));
            zh += "，只计" + where.zh() + "的合同";
            en += " where " + where.en();
        }
        if (line.has("highest")) {
            var highest = formula(at + "/highest", line.path("highest"));
            zh += "，最多" + highest.zh() + "份（金额高的优先）";
            en += ", at most " + highest.en() + " of them (the highest)";
        }
        return new Text(zh, en + ", added up");
    }

    private static final String[][] CHANGES = {
        {"deduct", "扣除{}，不足扣除的为零", "{} is taken off, never below zero"},
        {"times", "乘以{}", "times {}"},
        {"increase", "上浮{}", "raised by {}"},
        {"dropBelow", "不足{}的，不予支付", "nothing below {}"},
        {"atLeast", "不足{}的，按{}", "at least {}"},
        {"cap", "最高不超过{}", "at most {}"}
    };

    private Text slices(JsonNode line, String at) {
        var of = formula(at + "/of", line.path("of"));
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        Text last = null;
        for (int i = 0; i < line.path("slices").size(); i++) {
            var row = line.path("slices").get(i);
            var here = at + "/slices/" + i;
            var upTo = row.has("upTo") ? formula(here + "/upTo", row.path("upTo")) : null;
            var figure = figure(row, here);
            zh.add((last == null
                            ? (upTo == null ? "全部" : "不超过" + upTo.zh() + "的部分")
                            : upTo == null ? "超过" + last.zh() + "的部分" : "超过" + last.zh() + "至" + upTo.zh() + "的部分")
                    + figure.zh());
            en.add((last == null
                            ? (upTo == null ? "all of it" : "up to " + upTo.en())
                            : upTo == null ? "above " + last.en() : "above " + last.en() + " up to " + upTo.en())
                    + figure.en());
            last = upTo;
        }
        return new Text(
                "按" + of.zh() + "分段累计：" + String.join("；", zh),
                "in slices of " + of.en() + ": " + String.join("; ", en));
    }

    private Text tiers(JsonNode line, String at) {
        var of = formula(at + "/of", line.path("of"));
        var base = line.has("base") ? formula(at + "/base", line.path("base")) : of;
        boolean exclusive = line.path("boundary").asText().equals("EXCLUSIVE");
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        for (int i = 0; i < line.path("tiers").size(); i++) {
            var row = line.path("tiers").get(i);
            var here = at + "/tiers/" + i;
            boolean above = row.has("above");
            var from = row.has("from") || above
                    ? formula(here + (above ? "/above" : "/from"), row.path(above ? "above" : "from"))
                    : null;
            var figure = figure(row, here);
            var cap = row.has("cap") ? formula(here + "/cap", row.path("cap")) : null;
            zh.add((from == null ? "以下各档之外" : (above || exclusive ? "超过" : "达到") + from.zh() + "的")
                    + (row.has("rate") ? "，" + base.zh() : "")
                    + figure.zh()
                    + (cap == null ? "" : "，最高" + cap.zh()));
            en.add((from == null ? "below all brackets" : (above || exclusive ? "above " : "from ") + from.en())
                    + (row.has("rate") ? " for " + base.en() : "")
                    + figure.en()
                    + (cap == null ? "" : ", at most " + cap.en()));
        }
        return new Text(
                "按" + of.zh() + "所达到的档次：" + String.join("；", zh),
                "by the bracket that " + of.en() + " reaches: " + String.join("; ", en));
    }

    private Text figure(JsonNode row, String at) {
        boolean rate = row.has("rate");
        var words = formula(at + (rate ? "/rate" : "/amount"), row.path(rate ? "rate" : "amount"));
        return rate ? new Text("按" + words.zh(), " at " + words.en()) : new Text("给予" + words.zh(), ": " + words.en());
    }

    /** The limits of a line that adds; alone they are lines themselves. */
    private String limits(JsonNode line, String at, boolean zh) {
        boolean adds = List.of("rate", "fixed", "each", "formula", "slices", "tiers", "increase").stream()
                .anyMatch(line::has);
        var text = "";
        if (adds && line.has("atLeast")) {
            var least = formula(at + "/atLeast", line.path("atLeast"));
            text += zh ? "，不低于" + least.zh() : ", at least " + least.en();
        }
        if (adds && line.has("cap")) {
            var cap = formula(at + "/cap", line.path("cap"));
            text += zh ? "，本项最高" + cap.zh() : ", this line at most " + cap.en();
        }
        return text;
    }

    private String unless(String at, JsonNode item, boolean zh) {
        if (!item.hasNonNull("when")) {
            return "";
        }
        var when = formula(at + "/when", item.path("when"));
        return zh ? when.zh() + "的，" : "where " + when.en() + ", ";
    }

    private String label(JsonNode item, boolean zh) {
        if (!item.hasNonNull("label")) {
            return "";
        }
        var label = label(item.path("label"), "……");
        return zh ? label.zh() + "：" : label.en() + ": ";
    }

    // ---- words

    private void say(String pointer, int depth, String zh, String en) {
        var upper = en.isEmpty() ? en : Character.toUpperCase(en.charAt(0)) + en.substring(1);
        sentences.add(new Sentence(pointer, depth, new Text(zh, upper)));
    }

    private Text formula(String pointer, JsonNode formula) {
        if (!formula.isValueNode() || formula.isNull() || formula.asText().isBlank()) {
            return plain("……");
        }
        var words = new FormulaWords(vocabulary, names).of(formula.asText());
        formulas.put(pointer, words);
        return words;
    }

    private Text set(String pointer, JsonNode value) {
        if (!value.isArray()) {
            return formula(pointer, value);
        }
        var words = new ArrayList<Text>();
        value.forEach(word -> words.add(vocabulary.word(word.asText())));
        return new Text(
                words.stream().map(Text::zh).collect(Collectors.joining("、")),
                words.stream().map(Text::en).collect(Collectors.joining(", ")));
    }

    private static Text label(JsonNode label, String otherwise) {
        return label.isMissingNode()
                        || label.isNull()
                        || MeasureVocabulary.text(label).zh().equals("……")
                ? plain(otherwise)
                : MeasureVocabulary.text(label);
    }

    private static Text plain(String text) {
        var shown = text.isBlank() ? "……" : text;
        return new Text(shown, shown);
    }

    private static String typeOf(String unit) {
        return switch (unit) {
            case "CNY" -> "MONEY";
            case "1", "number" -> "NUMBER";
            case "count" -> "COUNT";
            case "date" -> "DATE";
            case "boolean" -> "TRUTH";
            case "enum" -> "SET";
            case "division" -> "DIVISION";
            default -> "TEXT";
        };
    }

    private Text valued(Text label, String unit, @Nullable List<DraftForm.Value> values) {
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        for (var value : values == null ? List.<DraftForm.Value>of() : values) {
            if (value.value() != null && !value.value().isBlank()) {
                var shown = shown(value.value().strip(), unit);
                var from = zh.isEmpty() ? "" : value.from() + " ";
                zh.add((from.isEmpty() ? "" : from.strip() + "起") + shown.zh());
                en.add((from.isEmpty() ? "" : "from " + from) + shown.en());
            }
        }
        return zh.isEmpty()
                ? label
                : new Text(
                        label.zh() + "（" + String.join("；", zh) + "）", label.en() + " (" + String.join("; ", en) + ")");
    }

    /** A value as it is read: 0.0005 is 0.5‰, 500000.00 is 50万元. */
    private Text shown(String value, String unit) {
        try {
            if (unit.equals("1")) {
                var ratio = new BigDecimal(value);
                boolean small = ratio.signum() != 0 && ratio.abs().compareTo(THOUSANDTH) < 0;
                return plain(stripped(ratio.movePointRight(small ? 3 : 2)) + (small ? "‰" : "%"));
            } else if (unit.equals("CNY")) {
                var yuan = new BigDecimal(value);
                boolean many = yuan.abs().compareTo(TEN_THOUSAND) >= 0;
                return new Text(
                        many ? stripped(yuan.movePointLeft(4)) + "万元" : stripped(yuan) + "元",
                        "CNY "
                                + String.format(java.util.Locale.ROOT, "%,.2f", yuan)
                                        .replaceFirst("\\.00$", ""));
            } else if (unit.equals("enum")) {
                var words = List.of(value.split("\\s*,\\s*")).stream()
                        .map(vocabulary::word)
                        .toList();
                return new Text(
                        words.stream().map(Text::zh).collect(Collectors.joining("、")),
                        words.stream().map(Text::en).collect(Collectors.joining(", ")));
            }
        } catch (NumberFormatException e) {
            return plain(value);
        }
        return plain(value);
    }

    private static String stripped(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
