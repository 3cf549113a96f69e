package org.longji.plugin.api;

import java.util.Set;

/** The Chinese words for the enums that occur in reasons. */
final class Wording {

    private Wording() {}

    static String zh(ContractType type) {
        return switch (type) {
            case DEVELOPMENT -> "技术开发";
            case TRANSFER -> "技术转让";
            case LICENSING -> "技术许可";
            case CONSULTING -> "技术咨询";
            case SERVICE -> "技术服务";
        };
    }

    static String zh(PartyKind kind) {
        return switch (kind) {
            case ENTERPRISE -> "企业";
            case UNIVERSITY -> "高等院校";
            case RESEARCH_INSTITUTE -> "科研院所";
            case NEW_TYPE_RND -> "新型研发机构";
            case GOVERNMENT -> "机关";
            case MEDICAL -> "医疗卫生机构";
            case OTHER_INSTITUTION -> "其他事业单位";
            case SOCIAL_ORGANIZATION -> "社会团体";
            case INDIVIDUAL -> "自然人";
            case OVERSEAS -> "境外";
        };
    }

    static String zhTypes(Set<ContractType> types) {
        StringBuilder words = new StringBuilder();
        for (ContractType type : ContractType.values()) {
            if (types.contains(type)) {
                words.append(words.length() == 0 ? "" : "、").append(zh(type));
            }
        }
        return words.toString();
    }

    static String zhKinds(Set<PartyKind> kinds) {
        StringBuilder words = new StringBuilder();
        for (PartyKind kind : PartyKind.values()) {
            if (kinds.contains(kind)) {
                words.append(words.length() == 0 ? "" : "、").append(zh(kind));
            }
        }
        return words.toString();
    }

    /** The names of those in the set, in the order of the enum: {@code [TRANSFER, LICENSING]}. */
    static <E extends Enum<E>> String names(E[] all, Set<E> chosen) {
        StringBuilder names = new StringBuilder("[");
        for (E one : all) {
            if (chosen.contains(one)) {
                names.append(names.length() == 1 ? "" : ", ").append(one.name());
            }
        }
        return names.append(']').toString();
    }
}
