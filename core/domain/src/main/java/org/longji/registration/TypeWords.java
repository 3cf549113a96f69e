package org.longji.registration;

import java.util.Map;
import org.longji.plugin.api.ContractType;

/** What the contract types are called on documents. */
final class TypeWords {

    private static final Map<ContractType, String> WORDS = Map.of(
            ContractType.DEVELOPMENT, "技术开发",
            ContractType.TRANSFER, "技术转让",
            ContractType.LICENSING, "技术许可",
            ContractType.CONSULTING, "技术咨询",
            ContractType.SERVICE, "技术服务");

    private TypeWords() {}

    static String of(ContractType type) {
        return WORDS.getOrDefault(type, type.name());
    }
}
