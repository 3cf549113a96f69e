package org.longji.entitlement;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.longji.plugin.api.DealFacts;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.ReceiptFacts;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.YearFigures;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/**
 * Reads applicants' years with everything policies may know of them: a handful of statements for a chunk of applicants, and one
 * for each enacting tenant whose measures read figures.
 */
final class ApplicantYears {

    /**
     * What the measures of a tenant read of an applicant.
     *
     * @param years how many years of figures
     * @param contracts whether also the single contracts of the year
     */
    record Reading(int years, boolean contracts) {

        Reading and(Reading other) {
            return new Reading(Math.max(years, other.years), contracts || other.contracts);
        }
    }

    /**
     * Somebody with a year to decide.
     *
     * @param places by enacting tenant, in the order of their codes
     */
    record Pointer(String code, SortedMap<Integer, Place> places) {

        /** Policies by which a tenant decided on the year before. */
        Set<String> decidedBy(int tenant) {
            var place = places.get(tenant);
            return place == null ? Set.of() : place.decided();
        }
    }

    /** What somebody has to do with a tenant in the year. */
    record Place(Set<Role> roles, Set<String> decided) {}

    private ApplicantYears() {}

    /**
     * Everybody with a contract that was registered, or received money, in the year in one of these tenants or below it; and
     * everybody on whose year one of them decided before, so that nothing stays granted on contracts that ended since. In the
     * order of their codes.
     */
    static List<Pointer> ofYear(EntityManager em, Collection<Integer> tenants, int year) {
        return ofYear(em, tenants, year, Optional.empty());
    }

    /**
     * The same, narrowed to some.
     *
     * @param codes credit codes; empty for everybody
     */
    static List<Pointer> ofYear(
            EntityManager em, Collection<Integer> tenants, int year, Optional<? extends Collection<String>> codes) {
        if (tenants.isEmpty() || codes.filter(Collection::isEmpty).isPresent()) {
            return List.of();
        }
        var first = LocalDate.of(year, 1, 1);
        var last = LocalDate.of(year, 12, 31);
        var parameters = new ArrayList<Object>(List.of(
                List.copyOf(tenants),
                tenants.stream().map(TenantScope::upperCode).toList(),
                first,
                last,
                first,
                last));
        codes.map(List::copyOf).ifPresent(some -> parameters.addAll(List.of(some, some, some)));
        parameters.add(List.copyOf(tenants));
        parameters.add(year);
        codes.map(List::copyOf).ifPresent(parameters::add);
        var pointers = new ArrayList<Pointer>();
        Sql.stream(
                em,
                """
                select t.tenant, p.code, p.role, null::text as decided
                from unnest(?::int[], ?::int[]) t(tenant, upper)
                    join contract c on c.tenant between t.tenant and t.upper
                    cross join lateral (values (c.provider_code, 'PROVIDER'), (c.recipient_code, 'RECIPIENT')) p(code, role)
                where c.status = 'REGISTERED' and p.code <> '' and (c.registered_on between ? and ? or exists (
                    select 1 from receipt r where r.contract_id = c.id and r.received_on between ? and ?))
                """
                        + (codes.isPresent()
                                ? " and (c.provider_code = any (?) or c.recipient_code = any (?)) and p.code = any (?)"
                                : "")
                        + """
                         group by 1, 2, 3
                        union all
                        select e.tenant, e.beneficiary_code, null, e.policy_id from entitlement e
                        where e.contract_id is null and e.tenant = any (?::int[]) and e.year = ?
                        """ + (codes.isPresent() ? " and e.beneficiary_code = any (?)" : "")
                        + " order by 2, 1, 3, 4",
                10_000,
                row -> {
                    var code = row.text("code");
                    if (pointers.isEmpty()
                            || !pointers.get(pointers.size() - 1).code().equals(code)) {
                        pointers.add(new Pointer(code, new TreeMap<>()));
                    }
                    var place = pointers.get(pointers.size() - 1)
                            .places()
                            .computeIfAbsent(
                                    row.integer("tenant"),
                                    key -> new Place(EnumSet.noneOf(Role.class), new HashSet<>()));
                    row.optionalConstant("role", Role.class).ifPresent(place.roles()::add);
                    row.optionalText("decided").ifPresent(place.decided()::add);
                },
                parameters.toArray());
        return pointers;
    }

    /** The years already decided of a contract's parties, under the measures of the tenants the contract lies in. */
    static Map<Integer, Set<String>> dependingOn(EntityManager em, TenantScope scope, UUID contract) {
        var byYear = new TreeMap<Integer, Set<String>>();
        Sql.stream(
                em,
                """
                select e.year, e.beneficiary_code from contract c join entitlement e on e.contract_id is null
                    and e.beneficiary_code in (c.provider_code, c.recipient_code)
                where c.id = ? and e.tenant between ? and ? group by 1, 2 order by 1, 2
                """,
                0,
                row -> byYear.computeIfAbsent(row.integer("year"), year -> new LinkedHashSet<>())
                        .add(row.text("beneficiary_code")),
                contract,
                scope.low(),
                scope.high());
        return byYear;
    }

    private record Key(int tenant, String code) {}

    private record Party(PartyFacts facts, String name) {}

    /** These applicants under each of their tenants, in this order, with everything known when {@code year} is assessed. */
    static List<ApplicantYear> load(
            EntityManager em, List<Pointer> pointers, int year, Map<Integer, Reading> readings) {
        var keys = new ArrayList<Key>();
        for (var pointer : pointers) {
            pointer.places().keySet().forEach(tenant -> keys.add(new Key(tenant, pointer.code())));
        }
        var parties = parties(em, keys, year);
        var figures = figures(em, keys, year, readings);
        var contracts = contracts(
                em,
                keys.stream()
                        .filter(key -> reading(readings, key.tenant()).contracts())
                        .toList(),
                year);
        var support = support(em, keys, year);
        var loaded = new ArrayList<ApplicantYear>(keys.size());
        for (var pointer : pointers) {
            pointer.places().forEach((tenant, place) -> {
                var key = new Key(tenant, pointer.code());
                var party = parties.get(key);
                if (party != null) {
                    loaded.add(new ApplicantYear(
                            ApplicantYear.id(tenant, pointer.code()),
                            tenant,
                            party.facts(),
                            party.name(),
                            year,
                            place.roles(),
                            place.decided(),
                            figures.getOrDefault(key, List.of()),
                            contracts.getOrDefault(key, List.of()),
                            support.getOrDefault(key, List.of()),
                            Optional.empty()));
                }
            });
        }
        return loaded;
    }

    private static Reading reading(Map<Integer, Reading> readings, int tenant) {
        return readings.getOrDefault(tenant, new Reading(0, false));
    }

    private static List<Object> columns(List<Key> keys, Object... more) {
        var columns = new ArrayList<Object>(List.of(
                keys.stream().map(Key::tenant).toList(),
                keys.stream().map(key -> TenantScope.upperCode(key.tenant())).toList(),
                keys.stream().map(Key::code).toList()));
        columns.addAll(List.of(more));
        return columns;
    }

    /** As the contract registered last by the end of the year names it; where there is none, the first one after. */
    private static Map<Key, Party> parties(EntityManager em, List<Key> keys, int year) {
        var parties = new HashMap<Key, Party>();
        var last = LocalDate.of(year, 12, 31);
        Sql.stream(
                em,
                """
                select distinct on (k.tenant, k.code) k.tenant, k.code, p.kind, p.division, p.name
                from unnest(?::int[], ?::int[], ?::text[]) k(tenant, upper, code)
                    cross join lateral (
                        select c.id, c.status, c.registered_on, c.provider_kind as kind, c.provider_division as division,
                            c.provider_name as name from contract c
                        where c.provider_code = k.code and c.tenant between k.tenant and k.upper
                        union all
                        select c.id, c.status, c.registered_on, c.recipient_kind, c.recipient_division, c.recipient_name
                        from contract c where c.recipient_code = k.code and c.tenant between k.tenant and k.upper) p
                where p.status in ('REGISTERED', 'CANCELLED', 'REVOKED')
                order by k.tenant, k.code, p.status <> 'REGISTERED', p.registered_on > ?, abs(p.registered_on - ?::date), p.id
                """,
                0,
                row -> parties.put(
                        new Key(row.integer("tenant"), row.text("code")),
                        new Party(
                                new PartyFacts(
                                        row.text("code"),
                                        row.constant("kind", PartyKind.class),
                                        row.integer("division")),
                                row.text("name"))),
                columns(keys, last, last).toArray());
        return parties;
    }

    private static Map<Key, List<YearFigures>> figures(
            EntityManager em, List<Key> keys, int year, Map<Integer, Reading> readings) {
        var codes = new LinkedHashMap<Integer, List<String>>();
        keys.forEach(key ->
                codes.computeIfAbsent(key.tenant(), tenant -> new ArrayList<>()).add(key.code()));
        var figures = new HashMap<Key, List<YearFigures>>();
        codes.forEach((tenant, of) -> {
            // The year itself is always wanted: a pool may rank by it.
            int years = Math.max(1, reading(readings, tenant).years());
            YearFiguresOf.read(
                    em,
                    tenant,
                    of,
                    year - years + 1,
                    year,
                    (code, figure) -> figures.computeIfAbsent(new Key(tenant, code), key -> new ArrayList<>())
                            .add(figure));
        });
        return figures;
    }

    private static Map<Key, List<DealFacts>> contracts(EntityManager em, List<Key> keys, int year) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        record Deal(Key key, Role role, ContractCase contract) {}
        var first = LocalDate.of(year, 1, 1);
        var last = LocalDate.of(year, 12, 31);
        var deals = Sql.query(
                em,
                """
                select k.tenant as asking, k.code, s.role, c.*,
                    coalesce(c.assessed_technology_amount, c.declared_technology_amount) as technology_amount
                from unnest(?::int[], ?::int[], ?::text[]) k(tenant, upper, code)
                    cross join lateral (
                        select o.id, 'PROVIDER' as role from contract o
                        where o.provider_code = k.code and o.tenant between k.tenant and k.upper
                        union all
                        select o.id, 'RECIPIENT' from contract o
                        where o.recipient_code = k.code and o.tenant between k.tenant and k.upper) s
                    join contract c on c.id = s.id
                where c.status = 'REGISTERED' and (c.registered_on between ? and ? or exists (
                    select 1 from receipt r where r.contract_id = c.id and r.received_on between ? and ?))
                order by k.tenant, k.code, s.role, c.registered_on, c.registration_number, c.id
                """,
                row -> new Deal(
                        new Key(row.integer("asking"), row.text("code")),
                        row.constant("role", Role.class),
                        ContractCases.withoutMoney(row)),
                columns(keys, first, last, first, last).toArray());
        if (deals.isEmpty()) {
            return Map.of();
        }
        var receipts = ContractCases.receipts(
                em, deals.stream().map(deal -> deal.contract().id()).distinct().toList());
        var byKey = new HashMap<Key, List<DealFacts>>();
        for (var deal : deals) {
            var contract = deal.contract();
            List<ReceiptFacts> of = receipts.getOrDefault(contract.id(), List.of());
            byKey.computeIfAbsent(deal.key(), key -> new ArrayList<>())
                    .add(new DealFacts(
                            deal.role(), contract.contract(), contract.provider(), contract.recipient(), of, Map.of()));
        }
        return byKey;
    }

    /** What earlier years of the applicant were granted, by the tenant and those below it. */
    private static Map<Key, List<PriorSupport>> support(EntityManager em, List<Key> keys, int year) {
        var byKey = new HashMap<Key, List<PriorSupport>>();
        Sql.stream(
                em,
                """
                select k.tenant as asking, k.code, e.policy_id, e.year, e.side, e.entitled_amount
                from unnest(?::int[], ?::int[], ?::text[]) k(tenant, upper, code)
                    join entitlement e on e.beneficiary_code = k.code and e.tenant between k.tenant and k.upper
                where e.contract_id is null and e.year < ? and e.entitled_amount > 0
                order by 1, 2, e.year, e.policy_id, e.tenant
                """,
                0,
                row -> byKey.computeIfAbsent(new Key(row.integer("asking"), row.text("code")), key -> new ArrayList<>())
                        .add(new PriorSupport(
                                row.text("policy_id"),
                                row.integer("year"),
                                row.constant("side", Side.class),
                                row.money("entitled_amount"))),
                columns(keys, year).toArray());
        return byKey;
    }
}
