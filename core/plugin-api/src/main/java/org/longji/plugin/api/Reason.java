package org.longji.plugin.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * One condition that failed: what there was, what was needed and, where it can be measured, by how little it failed.
 *
 * <p>The factories hold the codes and words that policies share, so that the same refusal reads the same everywhere.
 *
 * @param code stable identifier in upper case
 * @param message the reason for the reader
 * @param actual what there was
 * @param required what was needed
 * @param missing the distance between the two, for money in yuan such as {@code 0.01}; absent where there is none
 * @param basis the clause that sets the condition
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Reason(
        String code, Text message, String actual, String required, Optional<String> missing, LegalBasis basis) {

    /** What is said of few things and often: a back-test refuses millions of cases in the same words. */
    private static final Said SAID = new Said();

    private static final class Said {
        private static final int MOST = 5_000;
        private final Map<List<Object>, Reason> reasons = new ConcurrentHashMap<>();

        Reason get(List<Object> about, Supplier<Reason> words) {
            Reason said = reasons.get(about);
            if (said == null) {
                if (reasons.size() > MOST) {
                    reasons.clear();
                }
                said = words.get();
                reasons.put(about, said);
            }
            return said;
        }
    }

    /** Refuses absent values. */
    public Reason {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(actual, "actual");
        Objects.requireNonNull(required, "required");
        Objects.requireNonNull(missing, "missing");
        Objects.requireNonNull(basis, "basis");
    }

    /**
     * The money that counts does not reach the threshold (起点); {@code missing} says by how much.
     *
     * @param actual the money that counts
     * @param threshold the least that is enough, itself included
     * @param basis the clause that sets the threshold
     * @return reason {@code BELOW_THRESHOLD}
     */
    public static Reason belowThreshold(Money actual, Money threshold, LegalBasis basis) {
        Money missing = threshold.minus(actual);
        // Joined, not formatted, here and below: a back-test refuses millions of cases, each in these words.
        String has = actual.grouped();
        String needs = threshold.grouped();
        String lacks = missing.grouped();
        Text message = new Text(
                "计入的到账金额 " + has + " 元，未达到 " + needs + " 元的起点（含本数），还差 " + lacks + " 元。",
                "Receipts that count are CNY " + has + ", below the threshold of CNY " + needs + " (inclusive) by CNY "
                        + lacks + ".");
        return new Reason(
                "BELOW_THRESHOLD",
                message,
                actual.toString(),
                "≥ " + threshold,
                Optional.of(missing.toString()),
                basis);
    }

    /**
     * A party is not registered where the policy is law.
     *
     * @param side the party
     * @param division its division, 0 if outside China or unknown
     * @param jurisdiction where it would have to be
     * @param basis the clause that says so
     * @return reason {@code PROVIDER_OUTSIDE_JURISDICTION} or {@code RECIPIENT_OUTSIDE_JURISDICTION}
     */
    public static Reason outsideJurisdiction(Side side, int division, Jurisdiction jurisdiction, LegalBasis basis) {
        return SAID.get(List.of(side, division, jurisdiction, basis), () -> {
            String where = division == 0 ? "-" : Integer.toString(division);
            Text message = new Text(
                    zh(side) + "登记地(" + (division == 0 ? "境外或未知" : where) + ")不在行政区划代码 " + jurisdiction.low() + " 至 "
                            + jurisdiction.high() + " 的范围内。",
                    "The " + en(side) + " is registered in " + (division == 0 ? "an unknown or foreign place" : where)
                            + ", outside divisions " + jurisdiction.low() + " to " + jurisdiction.high() + ".");
            return new Reason(
                    side.name() + "_OUTSIDE_JURISDICTION",
                    message,
                    where,
                    jurisdiction.low() + ".." + jurisdiction.high(),
                    Optional.empty(),
                    basis);
        });
    }

    /**
     * A party is not of a kind the policy supports.
     *
     * @param side the party
     * @param actual what it is
     * @param allowed what it may be
     * @param basis the clause that says so
     * @return reason {@code PROVIDER_KIND_NOT_COVERED} or {@code RECIPIENT_KIND_NOT_COVERED}
     */
    public static Reason partyKindNotCovered(Side side, PartyKind actual, Set<PartyKind> allowed, LegalBasis basis) {
        return SAID.get(List.of(side, actual, allowed, basis), () -> {
            String kinds = Wording.names(PartyKind.values(), allowed);
            return new Reason(
                    side.name() + "_KIND_NOT_COVERED",
                    new Text(
                            zh(side) + "的单位性质(" + Wording.zh(actual) + ")不在本政策支持范围(" + Wording.zhKinds(allowed) + ")内。",
                            "The " + en(side) + " is of kind " + actual + "; this policy supports " + kinds + " only."),
                    actual.name(),
                    kinds,
                    Optional.empty(),
                    basis);
        });
    }

    /**
     * The policy does not cover this type of contract.
     *
     * @param actual the contract's type
     * @param allowed the types it covers
     * @param basis the clause that says so
     * @return reason {@code CONTRACT_TYPE_NOT_COVERED}
     */
    public static Reason contractTypeNotCovered(ContractType actual, Set<ContractType> allowed, LegalBasis basis) {
        return SAID.get(List.of(actual, allowed, basis), () -> {
            String types = Wording.names(ContractType.values(), allowed);
            return new Reason(
                    "CONTRACT_TYPE_NOT_COVERED",
                    new Text(
                            "合同类别为" + Wording.zh(actual) + ",本政策只支持" + Wording.zhTypes(allowed) + "。",
                            "The contract is of type " + actual + "; this policy covers " + types + " only."),
                    actual.name(),
                    types,
                    Optional.empty(),
                    basis);
        });
    }

    /**
     * The governing date lies before the policy began or after it ended.
     *
     * @param governingDate the date that decides
     * @param from first day in force
     * @param until last day in force, absent while it goes on
     * @param basis the clause that sets the dates
     * @return reason {@code NOT_IN_FORCE}
     */
    public static Reason notInForce(
            LocalDate governingDate, LocalDate from, Optional<LocalDate> until, LegalBasis basis) {
        String untilZh = until.map(day -> "至 " + day).orElse("起");
        String untilEn = until.map(day -> " until " + day).orElse(" on");
        return new Reason(
                "NOT_IN_FORCE",
                new Text(
                        "适用日期 %s 不在本政策施行期间(%s %s)内。".formatted(governingDate, from, untilZh),
                        "The governing date %s is outside the time this policy is in force: from %s%s."
                                .formatted(governingDate, from, untilEn)),
                governingDate.toString(),
                from + ".." + until.map(LocalDate::toString).orElse(""),
                Optional.empty(),
                basis);
    }

    /**
     * A question that must be answered one way was answered the other way.
     *
     * @param code stable identifier of the condition
     * @param message the condition that failed, for the reader
     * @param actual the answer given
     * @param required the answer needed
     * @param basis the clause that asks
     * @return reason with the given code
     */
    public static Reason answeredOtherwise(
            String code, Text message, Answer actual, Answer required, LegalBasis basis) {
        return new Reason(code, message, actual.name(), required.name(), Optional.empty(), basis);
    }

    private static String zh(Side side) {
        return switch (side) {
            case PROVIDER -> "卖方";
            case RECIPIENT -> "买方";
        };
    }

    private static String en(Side side) {
        return switch (side) {
            case PROVIDER -> "provider";
            case RECIPIENT -> "recipient";
        };
    }
}
