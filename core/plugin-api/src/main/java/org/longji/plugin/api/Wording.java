package org.longji.plugin.api;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
        return new TreeSet<>(types).stream().map(Wording::zh).collect(Collectors.joining("、"));
    }

    static String zhKinds(Set<PartyKind> kinds) {
        return new TreeSet<>(kinds).stream().map(Wording::zh).collect(Collectors.joining("、"));
    }
}
