package org.longji.entitlement;

import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.Text;

/** The words of codes, for sentences and letters. */
final class Spoken {

    private static final Text NOTHING = new Text("未填写", "not stated");

    private Spoken() {}

    /** A value of a lever as a reader says it. */
    static Text of(Lever.Choice lever, String value) {
        return of(lever.field(), lever.kind(), value);
    }

    static Text of(String field, InputKind kind, String value) {
        if (value.isEmpty()) {
            return NOTHING;
        }
        if (field.equals("contract.type")) {
            return of(ContractType.valueOf(value));
        }
        if (field.endsWith(".kind")) {
            return of(PartyKind.valueOf(value));
        }
        if (kind == InputKind.YES_NO) {
            return of(Answer.valueOf(value));
        }
        if (field.endsWith(".size")) {
            return switch (value) {
                case "MICRO" -> new Text("微型", "micro");
                case "SMALL" -> new Text("小型", "small");
                case "MEDIUM" -> new Text("中型", "medium");
                case "LARGE" -> new Text("大型", "large");
                default -> new Text(value, value);
            };
        }
        if (kind == InputKind.DIVISION && value.equals("0")) {
            return new Text("境外或未知", "abroad or unknown");
        }
        return new Text(value, value);
    }

    /** A word of a list of words: the name of a contract type or of a kind of party is said in the reader's language. */
    static Text word(String word) {
        for (var type : ContractType.values()) {
            if (type.name().equals(word)) {
                return of(type);
            }
        }
        for (var kind : PartyKind.values()) {
            if (kind.name().equals(word)) {
                return of(kind);
            }
        }
        return new Text(word, word);
    }

    static Text of(Answer answer) {
        return switch (answer) {
            case YES -> new Text("是", "yes");
            case NO -> new Text("否", "no");
            case UNKNOWN -> new Text("未说明", "not stated");
        };
    }

    static Text of(ContractType type) {
        return switch (type) {
            case DEVELOPMENT -> new Text("技术开发", "development");
            case TRANSFER -> new Text("技术转让", "transfer");
            case LICENSING -> new Text("技术许可", "licensing");
            case CONSULTING -> new Text("技术咨询", "consulting");
            case SERVICE -> new Text("技术服务", "service");
        };
    }

    static Text of(PartyKind kind) {
        return switch (kind) {
            case ENTERPRISE -> new Text("企业", "enterprise");
            case UNIVERSITY -> new Text("高等院校", "university");
            case RESEARCH_INSTITUTE -> new Text("科研院所", "research institute");
            case NEW_TYPE_RND -> new Text("新型研发机构", "new-type R&D institution");
            case GOVERNMENT -> new Text("机关", "body of government");
            case MEDICAL -> new Text("医疗卫生机构", "medical institution");
            case OTHER_INSTITUTION -> new Text("其他事业单位", "other public institution");
            case SOCIAL_ORGANIZATION -> new Text("社会团体", "social organisation");
            case INDIVIDUAL -> new Text("自然人", "natural person");
            case OVERSEAS -> new Text("境外", "overseas party");
        };
    }
}
