package org.longji.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.PartyKind;
import org.longji.shared.FieldChecks;
import org.longji.shared.Json;
import org.longji.shared.TenantScope;

/**
 * What a list of contracts is narrowed to; a null narrows nothing, and what is given holds all at once.
 *
 * @param year year of signing
 * @param signed days of signing
 * @param registered days of registration; asking for them also sorts by them
 * @param contractAmount 合同成交额 in yuan
 * @param ipClass code or word of the list {@code ipClass}; finds whatever means the same
 * @param technologyField code or word of the list {@code technologyField}
 * @param division registered at this division or below it
 * @param providerDivision two, four or six digits: a province, a prefecture or a county the provider sits in; 0 abroad
 * @param recipientDivision the same of the recipient
 * @param registrar account of whoever decided
 * @param search part of the title or of a party's name, or a whole registration number, national number or credit code
 */
public record ContractFilter(
        @Nullable ContractStatus status,
        @Nullable ContractType type,
        @Nullable String subtype,
        @Nullable Integer year,
        Span<LocalDate> signed,
        Span<LocalDate> registered,
        Span<BigDecimal> contractAmount,
        @Nullable String ipClass,
        @Nullable String technologyField,
        @Nullable PartyKind providerKind,
        @Nullable PartyKind recipientKind,
        @Nullable Integer division,
        @Nullable String providerDivision,
        @Nullable String recipientDivision,
        @Nullable UUID registrar,
        @Nullable String search) {

    private static final int LONGEST_SEARCH = 100;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;

    /** Both ends inclusive; a null end is open. */
    public record Span<T extends Comparable<? super T>>(
            @Nullable T from, @Nullable T until) {

        private boolean isOrdered() {
            return from == null || until == null || from.compareTo(until) <= 0;
        }
    }

    /** Whatever there is, of one status or of any. */
    public static ContractFilter ofStatus(@Nullable ContractStatus status) {
        var open = new Span<LocalDate>(null, null);
        return new ContractFilter(
                status,
                null,
                null,
                null,
                open,
                open,
                new Span<>(null, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same, registered within these days. */
    public ContractFilter registeredWithin(LocalDate from, LocalDate until) {
        return narrowed(status, new Span<>(from, until));
    }

    /**
     * The same, of registered contracts alone.
     *
     * @throws org.longji.shared.ProblemException INVALID_FIELDS when another status is asked for
     */
    public ContractFilter registeredOnly() {
        new FieldChecks()
                .require(
                        status == null || status == ContractStatus.REGISTERED,
                        "status",
                        "这里只有已登记的合同；请去掉状态筛选。",
                        "Only registered contracts are meant here; take the filter of the status away.")
                .done();
        return narrowed(ContractStatus.REGISTERED, registered);
    }

    private ContractFilter narrowed(@Nullable ContractStatus inStatus, Span<LocalDate> registeredOn) {
        return new ContractFilter(
                inStatus,
                type,
                subtype,
                year,
                signed,
                registeredOn,
                contractAmount,
                ipClass,
                technologyField,
                providerKind,
                recipientKind,
                division,
                providerDivision,
                recipientDivision,
                registrar,
                search);
    }

    /** @throws org.longji.shared.ProblemException INVALID_FIELDS naming every filter that cannot be meant */
    public void check() {
        var checks = new FieldChecks()
                .atMost(subtype, LONGEST_SEARCH, "subtype")
                .atMost(ipClass, LONGEST_SEARCH, "ipClass")
                .atMost(technologyField, LONGEST_SEARCH, "technologyField")
                .atMost(search, LONGEST_SEARCH, "q");
        checks.require(
                year == null || (year >= FIRST_YEAR && year <= LAST_YEAR),
                "year",
                "年份为四位数字。",
                "A year has four digits.");
        ordered(checks, signed, "signedUntil");
        ordered(checks, registered, "registeredUntil");
        ordered(checks, contractAmount, "amountUntil");
        for (var end : new BigDecimal[] {contractAmount.from(), contractAmount.until()}) {
            checks.require(
                    end == null || end.signum() >= 0,
                    end == contractAmount.from() ? "amountFrom" : "amountUntil",
                    "金额不能为负。",
                    "An amount cannot be negative.");
        }
        place(checks, providerDivision, "providerDivision");
        place(checks, recipientDivision, "recipientDivision");
        checks.done();
    }

    private static void ordered(FieldChecks checks, Span<?> span, String field) {
        checks.require(span.isOrdered(), field, "止不能小于起。", "The end comes before the beginning.");
    }

    private static void place(FieldChecks checks, @Nullable String place, String field) {
        checks.require(
                place == null || place.matches("0|[1-9]\\d(\\d{2}){0,2}"),
                field,
                "区划为 2、4 或 6 位数字，境外为 0。",
                "A division has two, four or six digits; 0 is abroad.");
    }

    /** The filter as {@code contract_page} reads it. */
    String json() {
        var json = new TreeMap<String, Object>();
        put(json, "status", status);
        put(json, "type", type);
        put(json, "subtype", subtype);
        if (year != null) {
            put(json, "signedFrom", LocalDate.of(year, 1, 1));
            put(json, "signedUntil", LocalDate.of(year, 12, 31));
        }
        put(json, "signedFrom", later(signed.from(), json.get("signedFrom")));
        put(json, "signedUntil", earlier(signed.until(), json.get("signedUntil")));
        put(json, "registeredFrom", registered.from());
        put(json, "registeredUntil", registered.until());
        put(json, "amountFrom", plain(contractAmount.from()));
        put(json, "amountUntil", plain(contractAmount.until()));
        putWords(json, "ipClass", ipClass);
        putWords(json, "technologyField", technologyField);
        put(json, "providerKind", providerKind);
        put(json, "recipientKind", recipientKind);
        if (division != null) {
            put(json, "tenantLow", division);
            put(json, "tenantHigh", TenantScope.upperCode(division));
        }
        put(json, "providerDivision", providerDivision);
        put(json, "recipientDivision", recipientDivision);
        put(json, "registrar", registrar);
        put(json, "search", search == null || search.isBlank() ? null : search.strip());
        return Json.write(json);
    }

    private static @Nullable LocalDate later(@Nullable LocalDate day, @Nullable Object other) {
        var bound = other == null ? null : LocalDate.parse(other.toString());
        return day == null || (bound != null && bound.isAfter(day)) ? bound : day;
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate day, @Nullable Object other) {
        var bound = other == null ? null : LocalDate.parse(other.toString());
        return day == null || (bound != null && bound.isBefore(day)) ? bound : day;
    }

    private static @Nullable String plain(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }

    private static void put(TreeMap<String, Object> json, String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            json.put(name, value.toString());
        }
    }

    private static void putWords(TreeMap<String, Object> json, String name, @Nullable String word) {
        if (word != null && !word.isBlank()) {
            json.put(name, List.copyOf(CodeList.of(name).synonyms(word.strip())));
        }
    }
}
