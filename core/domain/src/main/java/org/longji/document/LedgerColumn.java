package org.longji.document;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The columns of the ledger: one flat table, one line per receipt, with the contract's columns repeated. A header may
 * use the Chinese name or the key, in any order.
 */
public enum LedgerColumn {
    TITLE("title", "项目名称", true, "【示例】寒地玉米精准播种控制系统研制", "合同书上的项目全称", "Full title of the contract"),
    TYPE("type", "合同类别", true, "技术开发", "按代码表填写中文或代码", "One of the code list, in Chinese or as code"),
    SUBTYPE(
            "subtype",
            "合同子类",
            false,
            "11",
            "两位子类代码，如 11 委托开发",
            "Two-digit sub-type, such as 11 commissioned development"),
    SIGNED_ON("signedOn", "合同签订日期", true, "2018-03-05", "日期，如 2018-03-05", "Date, such as 2018-03-05"),
    VALID_FROM("validFrom", "有效期起", false, "2018-03-05", "日期", "Date"),
    VALID_UNTIL("validUntil", "有效期止", false, "2020-03-04", "日期，不早于有效期起", "Date, not before the first day"),
    REGISTRATION_NUMBER(
            "registrationNumber",
            "合同登记编号",
            false,
            "",
            "16 位数字；已登记而留空的由系统编号",
            "16 digits; left blank on a registered contract, the system allocates one"),
    NATIONAL_NUMBER(
            "nationalNumber",
            "全国系统编号",
            false,
            "",
            "全国技术合同管理与服务系统给出的 16 位编号；只用于已登记合同",
            "16 digits given by the national system; only for registered contracts"),
    REGISTERED_ON(
            "registeredOn",
            "登记日期",
            false,
            "2018-03-20",
            "填写即为已登记合同；留空为已提交待登记",
            "Given: the contract is registered; blank: it is submitted"),
    TENANT(
            "tenant",
            "登记地区划代码",
            false,
            "230100",
            "6 位区划代码，须在本次导入范围内；留空为导入所在区划",
            "Six-digit division inside the import's scope; blank: the tenant imported into"),
    PROVIDER_CREDIT_CODE(
            "providerCreditCode",
            "卖方统一社会信用代码",
            true,
            "12230000414000000T",
            "18 位，校验位须正确；境外方可留空",
            "18 characters with a correct check character; may be blank for a party from abroad"),
    PROVIDER_NAME("providerName", "卖方名称", true, "示例大学", "与合同签章一致的全称", "Full name as signed and sealed"),
    PROVIDER_KIND("providerKind", "卖方性质", true, "高等院校", "按代码表填写中文或代码", "One of the code list, in Chinese or as code"),
    PROVIDER_DIVISION(
            "providerDivision",
            "卖方行政区划代码",
            true,
            "230100",
            "6 位区划代码；境外方填 0 或留空",
            "Six-digit division; 0 or blank for a party from abroad"),
    PROVIDER_COUNTRY(
            "providerCountry",
            "卖方国别代码",
            false,
            "",
            "三位字母代码或海关国别代码；留空为中国，境外方留空为不详",
            "Three letters or the customs code; blank: China, or unknown for a party from abroad"),
    PROVIDER_NATURE(
            "providerNature",
            "卖方性质代码",
            false,
            "",
            "登记表的单位性质代码，如 150 有限责任公司；须属于所填的卖方性质",
            "Code of the form's list, such as 150 limited company; it must belong to the kind"),
    RECIPIENT_CREDIT_CODE(
            "recipientCreditCode",
            "买方统一社会信用代码",
            true,
            "91230100MA0000000M",
            "18 位，校验位须正确；境外方可留空",
            "18 characters with a correct check character; may be blank for a party from abroad"),
    RECIPIENT_NAME("recipientName", "买方名称", true, "示例农业装备有限公司", "与合同签章一致的全称", "Full name as signed and sealed"),
    RECIPIENT_KIND("recipientKind", "买方性质", true, "企业", "按代码表填写中文或代码", "One of the code list, in Chinese or as code"),
    RECIPIENT_DIVISION(
            "recipientDivision",
            "买方行政区划代码",
            true,
            "230100",
            "6 位区划代码；境外方填 0 或留空",
            "Six-digit division; 0 or blank for a party from abroad"),
    RECIPIENT_COUNTRY(
            "recipientCountry",
            "买方国别代码",
            false,
            "",
            "三位字母代码或海关国别代码；留空为中国，境外方留空为不详",
            "Three letters or the customs code; blank: China, or unknown for a party from abroad"),
    RECIPIENT_NATURE(
            "recipientNature",
            "买方性质代码",
            false,
            "",
            "登记表的单位性质代码，如 150 有限责任公司；须属于所填的买方性质",
            "Code of the form's list, such as 150 limited company; it must belong to the kind"),
    CONTRACT_AMOUNT(
            "contractAmount", "合同成交额(元)", true, "1200000.00", "单位为元，最多两位小数", "In yuan, with at most two decimals"),
    TECHNOLOGY_AMOUNT(
            "technologyAmount",
            "技术交易额(元)",
            true,
            "1000000.00",
            "单位为元，0 至合同成交额之间",
            "In yuan, from 0 to the contract amount"),
    TECHNOLOGY_INCOME(
            "technologyIncome",
            "核定技术性收入(元)",
            false,
            "1000000.00",
            "单位为元；只用于已登记合同，不超过合同成交额",
            "In yuan; only for registered contracts, at most the contract amount"),
    EXPECTED_INVESTMENT("expectedInvestment", "预计新增投入(元)", false, "", "单位为元", "In yuan"),
    EXPECTED_OUTPUT("expectedOutput", "预计新增产值(元)", false, "", "单位为元", "In yuan"),
    ORIGINAL_CURRENCY(
            "originalCurrency", "原币币种", false, "", "三位字母代码，与原币金额同时填写", "Three letters, together with the amount in it"),
    ORIGINAL_CONTRACT_AMOUNT("originalContractAmount", "原币金额", false, "", "与原币币种同时填写", "Together with the currency"),
    PROJECT_KEY(
            "projectKey",
            "项目编号",
            false,
            "",
            "同一技术交易项目的多份合同填同一编号；留空则合同自成一个项目",
            "The same for all contracts of one project; blank: the contract is a project of its own"),
    IP_CLASS("ipClass", "知识产权类别", false, "技术秘密", "", ""),
    TECHNOLOGY_FIELD("technologyField", "技术领域", false, "农业", "", ""),
    TECHNOLOGY_FIELD_SECONDARY("technologyFieldSecondary", "技术领域（次）", false, "", "", ""),
    ECONOMIC_GOAL("economicGoal", "社会经济目标", false, "农林牧渔业发展", "", ""),
    INDUSTRY("industry", "服务的国民经济行业", false, "A01", "", ""),
    PLAN_SOURCE("planSource", "计划来源", false, "计划外", "", ""),
    PLAN_NUMBER("planNumber", "计划编号", false, "", "", ""),
    INTERMEDIARY("intermediary", "技术中介方", false, "", "没有中介的留空", "Blank without one"),
    PAYMENT_MODE("paymentMode", "支付方式", false, "一次总算分期支付", "", ""),
    AFFILIATED_PARTIES("affiliatedParties", "是否关联交易", false, "否", "是、否或留空", "Yes, no or blank"),
    FIRST_REGISTRATION("firstRegistration", "是否首次登记", false, "", "是、否或留空", "Yes, no or blank"),
    LANDED_IN_PROVINCE("landedInProvince", "是否省内落地", false, "是", "是、否或留空", "Yes, no or blank"),
    TITLE_TRANSFERRED("titleTransferred", "是否办理权属变更", false, "", "是、否或留空", "Yes, no or blank"),
    ELECTED_SIDE(
            "electedSide",
            "申请支持方",
            false,
            "买方",
            "卖方、买方或留空；同一项目同一年度只支持一方",
            "Provider, recipient or blank; one side per project and year"),
    RECEIPT_SEQUENCE(
            "receiptSequence",
            "到账序号",
            false,
            "1",
            "该合同第几笔到账；留空则按日期顺序编号",
            "Number of the receipt within its contract; blank: by date"),
    RECEIVED_ON("receivedOn", "到账日期", false, "2018-06-01", "与到账金额同时填写或同时留空", "Together with the amount, or neither"),
    RECEIVED(
            "received",
            "到账金额(元)",
            false,
            "600000.00",
            "单位为元，大于 0；各笔合计不超过合同成交额",
            "In yuan, above 0; together at most the contract amount");

    private static final Map<String, LedgerColumn> BY_HEADER = headers();
    private static final Map<String, List<LedgerColumn>> BY_NATIONAL_HEADER = nationalHeaders();

    private final String key;
    private final String zh;
    private final boolean required;
    private final String sample;
    private final String explanationZh;
    private final String explanationEn;

    LedgerColumn(String key, String zh, boolean required, String sample, String explanationZh, String explanationEn) {
        this.key = key;
        this.zh = zh;
        this.required = required;
        this.sample = sample;
        this.explanationZh = explanationZh;
        this.explanationEn = explanationEn;
    }

    /**
     * The column a header cell names, in our words or those of the national system; spaces, a trailing asterisk and full-width
     * brackets are forgiven. A heading of a span names the columns of its two ends; one of a field that is only reported and
     * never read names none. Empty for a heading nobody knows.
     */
    static Optional<List<LedgerColumn>> named(String header) {
        var heading = canonical(header);
        return Optional.ofNullable(BY_HEADER.get(heading))
                .map(List::of)
                .or(() -> Optional.ofNullable(BY_NATIONAL_HEADER.get(heading)));
    }

    public String key() {
        return key;
    }

    public String zh() {
        return zh;
    }

    public boolean required() {
        return required;
    }

    String sample() {
        return sample;
    }

    String explanationZh() {
        return explanationZh;
    }

    String explanationEn() {
        return explanationEn;
    }

    private static Map<String, LedgerColumn> headers() {
        var headers = new HashMap<String, LedgerColumn>();
        Arrays.stream(values()).forEach(column -> {
            headers.put(canonical(column.key), column);
            headers.put(canonical(column.zh), column);
            headers.put(canonical(column.zh.replace("(元)", "")), column);
        });
        return Map.copyOf(headers);
    }

    private static Map<String, List<LedgerColumn>> nationalHeaders() {
        var headers = new HashMap<String, List<LedgerColumn>>();
        for (var field : NationalSystem.get().fields()) {
            var columns = Arrays.stream(values())
                    .filter(column -> field.holds().contains(column.key))
                    .sorted(Comparator.comparing(column -> field.holds().indexOf(column.key)))
                    .toList();
            field.headings()
                    .flatMap(heading -> Stream.of(heading, heading.replace("(元)", "")))
                    .forEach(heading -> headers.put(canonical(heading), columns));
        }
        return Map.copyOf(headers);
    }

    private static String canonical(String header) {
        return Normalizer.normalize(header, Normalizer.Form.NFKC)
                .replaceAll("[\\s*]", "")
                .toLowerCase(Locale.ROOT);
    }
}
