package org.longji.entitlement;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.YearFigures;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/**
 * The years of beneficiaries, for the measures that read them: one statement for each enacting tenant, however many
 * contracts are assessed, and none where no measure asks.
 */
final class YearFiguresOf {

    private record Key(int tenant, String code) {}

    private final Map<Key, List<YearFigures>> figures = new HashMap<>();

    private YearFiguresOf() {}

    /** None, where no measure reads any. */
    static YearFiguresOf none() {
        return new YearFiguresOf();
    }

    /**
     * Those of very many beneficiaries over several assessed years at once.
     *
     * @param years how many years the measures of an enacting tenant read
     */
    static YearFiguresOf load(EntityManager em, Map<Integer, Integer> years, Set<String> codes, int first, int last) {
        var loaded = new YearFiguresOf();
        years.forEach((tenant, read) -> loaded.read(em, tenant, codes, first - read + 1, last));
        return loaded;
    }

    static YearFiguresOf load(EntityManager em, List<Case.Wanted> wanted, int year) {
        var loaded = new YearFiguresOf();
        var codes = new HashMap<Integer, Set<String>>();
        var years = new HashMap<Integer, Integer>();
        for (var one : wanted) {
            var handle = one.terms().handle();
            if (handle.yearsOfFigures() > 0 && handle.assessedAutomatically()) {
                int tenant = one.terms().version().tenant();
                codes.computeIfAbsent(tenant, key -> new LinkedHashSet<>())
                        .add(one.matter()
                                .facts(year, one.governingDate())
                                .party(one.terms().side())
                                .creditCode());
                years.merge(tenant, handle.yearsOfFigures(), Math::max);
            }
        }
        codes.forEach((tenant, of) -> loaded.read(em, tenant, of, year - years.get(tenant) + 1, year));
        return loaded;
    }

    private void read(EntityManager em, int tenant, Set<String> codes, int first, int last) {
        codes.forEach(code -> figures.put(new Key(tenant, code), new ArrayList<>()));
        read(
                em,
                tenant,
                codes,
                first,
                last,
                (code, figure) -> figures.get(new Key(tenant, code)).add(figure));
    }

    /** Hands over the years of these beneficiaries under one enacting tenant, in the order of code, year and role. */
    static void read(
            EntityManager em,
            int tenant,
            Collection<String> codes,
            int first,
            int last,
            BiConsumer<String, YearFigures> reader) {
        var division = TenantScope.subtree(tenant);
        Sql.stream(
                em,
                "select * from year_figures(?, ?, ?, ?, ?)",
                0,
                row -> reader.accept(
                        row.text("code"),
                        new YearFigures(
                                row.integer("year"),
                                row.constant("role", Role.class),
                                row.integer("contracts"),
                                row.money("contract_amount"),
                                row.money("technology_amount"),
                                row.money("received"))),
                division.low(),
                division.high(),
                List.copyOf(codes),
                first,
                last);
    }

    /** The facts with what this measure reads of its beneficiary's years, and nothing more. */
    Facts with(Facts facts, Terms terms) {
        int years = terms.handle().yearsOfFigures();
        if (years == 0 || figures.isEmpty()) {
            return facts;
        }
        var party = facts.party(terms.side());
        var known = figures.get(new Key(terms.version().tenant(), party.creditCode()));
        if (known == null) {
            return facts;
        }
        var read = known.stream()
                .filter(figure -> figure.year() > facts.year() - years && figure.year() <= facts.year())
                .toList();
        return facts.withApplicant(new ApplicantFacts(party, read, List.of()));
    }
}
