package org.longji.registration;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractStatus;
import org.longji.contract.Particulars;
import org.longji.contract.TechnologyContract;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.tenant.DivisionLevel;

/**
 * Whether a contract may be one that the province has under another record: same patents, same parties, signed within the
 * years the regime names. That is for a registrar to look at, not a refusal: patents are licensed to one licensee again.
 */
final class SamePatents {

    /** What the ids of fields that list patents begin with; the schema of the filing rules holds them to it. */
    private static final String PATENTS = "patents";

    private SamePatents() {}

    /** The contracts a contract under examination is asked about, under the rules of that examination. */
    static List<PatentHit> of(EntityManager em, TechnologyContract contract, Regime rules) {
        return find(em, contract, rules, null);
    }

    /** The contracts an amendment would make this one look the same as, which it does not now. */
    static List<PatentHit> of(EntityManager em, TechnologyContract contract, Regime rules, int change) {
        var now = marks(find(em, contract, rules, null));
        return find(em, contract, rules, change).stream()
                .filter(hit -> !now.contains(hit.mark()))
                .toList();
    }

    private static List<PatentHit> find(
            EntityManager em, TechnologyContract contract, Regime rules, @Nullable Integer change) {
        var window = rules.samePatents();
        if (window == null) {
            return List.of();
        }
        // The join goes through the caller's own walls: what the function should not tell, the row would not either.
        return Sql.query(em, """
                select h.mark, h.level, h.numbers, c.id, c.tenant, c.title, c.status, c.registration_number, c.signed_on
                from same_patents(?, ?, ?) h left join contract c on c.id = h.contract_id
                order by c.signed_on nulls last, h.mark
                """, SamePatents::hit, contract.id(), window.years(), change);
    }

    private static PatentHit hit(Row row) {
        return new PatentHit(
                row.text("mark"),
                row.constant("level", DivisionLevel.class),
                row.optionalUuid("id").orElse(null),
                row.optionalInteger("tenant").orElse(null),
                row.optionalText("title").orElse(null),
                row.optionalConstant("status", ContractStatus.class).orElse(null),
                row.optionalText("registration_number").orElse(null),
                row.optionalDate("signed_on").orElse(null),
                row.texts("numbers"));
    }

    static Set<String> marks(List<PatentHit> hits) {
        return hits.stream().map(PatentHit::mark).collect(Collectors.toUnmodifiableSet());
    }

    /** Notes patents that cannot be read, or have a wrong check digit: they would be compared with nothing. */
    static void check(EntityManager em, FieldChecks checks, Particulars particulars, String prefix) {
        particulars.fields().forEach((id, answer) -> {
            if (id.startsWith(PATENTS)) {
                wrong(em, answer)
                        .ifPresent(
                                entry -> checks.require(
                                        false,
                                        prefix + "fields." + id,
                                        "不是专利号或申请号，或校验位有误：" + entry + "。每行一个，如 ZL200310102344.5；外国专利冠以国别代码。",
                                        "No patent or application number, or a wrong check digit: " + entry
                                                + ". One a line, for example ZL200310102344.5; a foreign one with its country code."));
            }
        });
    }

    private static Optional<String> wrong(EntityManager em, String answer) {
        return Sql.first(em, "select entry from patent_entries(?) where not sound", row -> row.text("entry"), answer);
    }

    /**
     * @param answered what the registrar says of them
     * @throws ProblemException SAME_PATENTS while one of {@code hits} is not answered
     */
    static void expectAnswered(List<PatentHit> hits, @Nullable NotTheSame answered) {
        long open = hits.stream()
                .filter(hit -> answered == null || !answered.about().contains(hit.mark()))
                .count();
        if (open > 0) {
            throw new ProblemException(
                    Problem.SAME_PATENTS,
                    Map.of("count", open),
                    List.of(new ProblemException.FieldError(
                            "notTheSame", "请说明为何不是同一份合同。", "Say why it is not the same contract.")));
        }
    }
}
