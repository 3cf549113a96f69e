package org.longji.document;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.Side;

/** A code list as it is written in files: the code itself or one of its Chinese words, of which the first is ours. */
final class Words<E extends Enum<E>> {

    static final Words<ContractType> CONTRACT_TYPE = new Words<>(Map.of(
            ContractType.DEVELOPMENT, new String[] {"技术开发", "开发"},
            ContractType.TRANSFER, new String[] {"技术转让", "转让"},
            ContractType.LICENSING, new String[] {"技术许可", "许可"},
            ContractType.CONSULTING, new String[] {"技术咨询", "咨询"},
            ContractType.SERVICE, new String[] {"技术服务", "服务"}));
    static final Words<PartyKind> PARTY_KIND = new Words<>(Map.of(
            PartyKind.ENTERPRISE, new String[] {"企业", "企业法人"},
            PartyKind.UNIVERSITY, new String[] {"高等院校", "高校", "大学"},
            PartyKind.RESEARCH_INSTITUTE, new String[] {"科研院所", "科研机构", "科研院校"},
            PartyKind.NEW_TYPE_RND, new String[] {"新型研发机构"},
            PartyKind.GOVERNMENT, new String[] {"机关", "机关法人", "政府机关"},
            PartyKind.MEDICAL, new String[] {"医疗卫生机构", "医疗、卫生", "医疗卫生"},
            PartyKind.OTHER_INSTITUTION, new String[] {"其他事业单位", "其他事业法人"},
            PartyKind.SOCIAL_ORGANIZATION, new String[] {"社会团体", "社团法人"},
            PartyKind.INDIVIDUAL, new String[] {"自然人", "个人"},
            PartyKind.OVERSEAS, new String[] {"境外", "境外机构"}));
    static final Words<Answer> ANSWER = new Words<>(Map.of(
            Answer.YES, new String[] {"是", "y", "true", "1"},
            Answer.NO, new String[] {"否", "n", "false", "0"},
            Answer.UNKNOWN, new String[] {"未知", "不详"}));
    static final Words<Side> SIDE = new Words<>(Map.of(
            Side.PROVIDER, new String[] {"卖方", "技术提供方"},
            Side.RECIPIENT, new String[] {"买方", "技术受让方"}));

    private final Map<E, String> zh = new LinkedHashMap<>();
    private final Map<String, E> meanings = new LinkedHashMap<>();

    private Words(Map<E, String[]> words) {
        words.keySet().stream().sorted().forEach(code -> {
            var written = words.get(code);
            zh.put(code, written[0]);
            meanings.put(canonical(code.name()), code);
            for (var word : written) {
                meanings.put(canonical(word), code);
            }
        });
    }

    Optional<E> meaning(String text) {
        return Optional.ofNullable(meanings.get(canonical(text)));
    }

    /** Our Chinese word for a code. */
    String word(E code) {
        return zh.getOrDefault(code, code.name());
    }

    /** The Chinese words one may write, for messages. */
    String list() {
        return String.join("、", zh.values());
    }

    String codes() {
        return zh.keySet().stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    /** Each word with its code, for the template. */
    String explained() {
        return zh.entrySet().stream()
                .map(entry -> entry.getValue() + " = " + entry.getKey())
                .collect(Collectors.joining("；"));
    }

    private static String canonical(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
    }
}
