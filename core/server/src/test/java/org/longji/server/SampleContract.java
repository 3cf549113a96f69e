package org.longji.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A made-up contract, to be filed over the API or written into a ledger. Every one has parties of its own with valid credit
 * codes, so that no two are the same contract.
 */
final class SampleContract {

    static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int WEIGHT_BASE = 3;

    /** A party of a contract. */
    record Party(String creditCode, String name, String kind, int division) {

        static Party university(int division) {
            return of("12", division, "试验大学", "UNIVERSITY");
        }

        static Party enterprise(int division) {
            return of("91", division, "试验装备有限公司", "ENTERPRISE");
        }

        private static Party of(String register, int division, String name, String kind) {
            int number = NUMBER.incrementAndGet();
            // Started again on data that are kept, the tests still make parties nobody knows.
            var body = Long.toString(System.currentTimeMillis() / 1000 % 1_000_000 + 1_000_000, 10)
                            .substring(1)
                    + String.format("%03d", number);
            var code = withCheckCharacter(register + division + body);
            return new Party(code, name + number, kind, division);
        }

        Map<String, Object> form() {
            var form = new LinkedHashMap<String, Object>();
            form.put("creditCode", creditCode);
            form.put("name", name);
            form.put("kind", kind);
            form.put("division", division);
            return form;
        }
    }

    /** The seventeen characters with the check character of GB 32100 behind them. */
    static String withCheckCharacter(String seventeen) {
        int sum = 0;
        int weight = 1;
        for (char character : seventeen.toCharArray()) {
            sum += ALPHABET.indexOf(character) * weight;
            weight = weight * WEIGHT_BASE % ALPHABET.length();
        }
        return seventeen + ALPHABET.charAt((ALPHABET.length() - sum % ALPHABET.length()) % ALPHABET.length());
    }

    final Party provider;
    final Party recipient;
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final List<Map<String, String>> receipts = new ArrayList<>();

    private SampleContract(String title, Party provider, Party recipient) {
        this.provider = provider;
        this.recipient = recipient;
        columns.put("title", title);
        columns.put("type", "技术转让");
        columns.put("subtype", "21");
        columns.put("signedOn", "2018-01-08");
        columns.put("providerCreditCode", provider.creditCode());
        columns.put("providerName", provider.name());
        columns.put("providerKind", provider.kind());
        columns.put("providerDivision", Integer.toString(provider.division()));
        columns.put("recipientCreditCode", recipient.creditCode());
        columns.put("recipientName", recipient.name());
        columns.put("recipientKind", recipient.kind());
        columns.put("recipientDivision", Integer.toString(recipient.division()));
        columns.put("contractAmount", "100000000.00");
        columns.put("technologyAmount", "100000000.00");
    }

    static SampleContract between(String title, Party provider, Party recipient) {
        return new SampleContract(title, provider, recipient);
    }

    /** Between a university and an enterprise of Harbin. */
    static SampleContract inHarbin(String title) {
        return between(title, Party.university(Api.HARBIN), Party.enterprise(Api.HARBIN));
    }

    SampleContract with(String column, String value) {
        columns.put(column, value);
        return this;
    }

    SampleContract registeredOn(String day) {
        return with("registeredOn", day);
    }

    SampleContract received(String day, String amount) {
        receipts.add(Map.of("receivedOn", day, "received", amount));
        return this;
    }

    String title() {
        return columns.getOrDefault("title", "");
    }

    String amount() {
        return columns.getOrDefault("contractAmount", "");
    }

    /** The lines of the ledger, one per receipt. */
    List<Map<String, String>> lines() {
        return receipts.isEmpty()
                ? List.of(columns)
                : receipts.stream()
                        .map(receipt -> {
                            Map<String, String> line = new LinkedHashMap<>(columns);
                            line.putAll(receipt);
                            return line;
                        })
                        .toList();
    }

    /** The registration form; amounts are texts, as everywhere in the API. */
    Map<String, Object> form() {
        var form = new LinkedHashMap<String, Object>();
        form.put("title", title());
        form.put("type", "TRANSFER");
        form.put("subtype", "21");
        form.put("signedOn", columns.get("signedOn"));
        form.put("provider", provider.form());
        form.put("recipient", recipient.form());
        form.put("contractAmount", amount());
        form.put("declaredTechnologyAmount", columns.get("technologyAmount"));
        form.put("projectLeader", "李四");
        form.put("handler", "张三");
        form.put("handlerPhone", "13900000000");
        return form;
    }

    /** A ledger of contracts as CSV, with the English keys in its first line. */
    static byte[] csv(SampleContract... contracts) {
        return csv(List.of(contracts).stream()
                .flatMap(contract -> contract.lines().stream())
                .toList());
    }

    static byte[] csv(List<Map<String, String>> lines) {
        var header = header(lines);
        var text = new StringBuilder(String.join(",", header)).append("\r\n");
        for (var line : lines) {
            text.append(header.stream()
                            .map(column -> line.getOrDefault(column, ""))
                            .collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    static List<String> header(List<Map<String, String>> lines) {
        return lines.stream().flatMap(line -> line.keySet().stream()).distinct().toList();
    }
}
