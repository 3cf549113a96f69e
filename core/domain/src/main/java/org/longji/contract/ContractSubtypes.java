package org.longji.contract;

import java.util.List;
import java.util.Map;
import org.longji.plugin.api.ContractType;

/** The sub-types of the five contract types (登记表填写说明, 合同类别与子类). */
public final class ContractSubtypes {

    private static final Map<ContractType, List<String>> BY_TYPE = Map.of(
            ContractType.DEVELOPMENT, List.of("11", "12"),
            ContractType.TRANSFER, List.of("21", "22", "23", "24", "25", "26", "27", "28", "29"),
            ContractType.LICENSING, List.of("31", "32", "33", "34", "35", "36"),
            ContractType.CONSULTING, List.of("41", "42", "43", "44"),
            ContractType.SERVICE, List.of("51", "52", "53"));

    private ContractSubtypes() {}

    public static List<String> of(ContractType type) {
        return BY_TYPE.getOrDefault(type, List.of());
    }

    public static boolean belongs(ContractType type, String subtype) {
        return of(type).contains(subtype);
    }
}
