package org.longji.document;

import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.longji.shared.Caller;
import org.longji.shared.Sql;

/** Writes the good lines of a staged ledger: organisations, contracts, receipts, elections, and the journal of it. */
final class LedgerWrites {

    /** What a change of a contract leaves in the journal: what was agreed and decided, and nobody's personal data. */
    private static final String SNAPSHOT = """
            json_strip_nulls(json_build_object('status', c.status, 'registrationNumber', c.registration_number,
                'nationalNumber', c.national_number,
                'title', c.title, 'type', c.type, 'subtype', c.subtype, 'projectKey', c.project_key, 'signedOn', c.signed_on,
                'validFrom', c.valid_from, 'validUntil', c.valid_until, 'registeredOn', c.registered_on,
                'providerCode', c.provider_code, 'providerName', c.provider_name, 'providerKind', c.provider_kind,
                'providerDivision', c.provider_division, 'recipientCode', c.recipient_code,
                'recipientName', c.recipient_name, 'recipientKind', c.recipient_kind,
                'recipientDivision', c.recipient_division, 'contractAmount', c.contract_amount::text,
                'declaredTechnologyAmount', c.declared_technology_amount::text,
                'assessedTechnologyAmount', c.assessed_technology_amount::text,
                'approvedTechnologyIncome', c.approved_technology_income::text, 'paymentMode', c.payment_mode,
                'ipClass', c.ip_class, 'technologyField', c.technology_field, 'economicGoal', c.economic_goal,
                'industry', c.industry, 'planSource', c.plan_source, 'technologyFieldSecondary', c.technology_field_secondary,
                'planNumber', c.plan_number, 'intermediary', c.intermediary, 'firstRegistration', c.first_registration,
                'expectedInvestment', c.expected_investment::text, 'expectedOutput', c.expected_output::text,
                'originalCurrency', c.original_currency, 'originalContractAmount', c.original_contract_amount::text,
                'affiliatedParties', c.affiliated_parties,
                'landedInProvince', c.landed_in_province, 'titleTransferred', c.title_transferred))""";

    private final EntityManager em;
    private final Caller caller;

    LedgerWrites(EntityManager em, Caller caller) {
        this.em = em;
        this.caller = caller;
    }

    /** Writes everything and counts it. */
    Map<String, Long> run() {
        var counts = new LinkedHashMap<String, Long>();
        prepare();
        organizations(counts);
        long created = insertContracts("not f.needs_number");
        long updated = updateContracts("not f.needs_number");
        counts.put("numbersAllocated", (long) allocateNumbers());
        created += insertContracts("f.needs_number");
        updated += updateContracts("f.needs_number");
        counts.put("created", created);
        counts.put("updated", updated);
        counts.put("unchanged", count("select count(*) as n from ledger_contract") - created - updated);
        receipts(counts);
        elections(counts);
        journal();
        return counts;
    }

    private void prepare() {
        Sql.update(em, """
                create temporary table ledger_contract on commit drop as
                select distinct on (r.contract_id) r.*, c.id is not null as recorded,
                       r.registered_on is not null and r.registration_number is null
                           and c.registration_number is null as needs_number
                from ledger_row r left join contract c on c.id = r.contract_id
                where r.zh is null order by r.contract_id, r.row_no""");
        Sql.update(em, "create unique index on ledger_contract (contract_id)");
        Sql.update(em, "analyze ledger_contract");
        Sql.update(
                em,
                "create temporary table ledger_before on commit drop as select c.id, " + SNAPSHOT
                        + "::text as snapshot from contract c join ledger_contract f on f.contract_id = c.id and f.recorded");
        Sql.update(em, "create temporary table ledger_change (contract_id uuid, action text) on commit drop");
    }

    /** An organisation is what its last line says; the table's one order of locking is by tenant and code. */
    private void organizations(Map<String, Long> counts) {
        var rows = Sql.query(em, """
                with party as (
                    select tenant, provider_credit_code as code, provider_name as name, provider_kind as kind,
                           provider_division as division, provider_country as country, provider_nature as nature, row_no
                    from ledger_row where zh is null
                    union all
                    select tenant, recipient_credit_code, recipient_name, recipient_kind, recipient_division,
                           recipient_country, recipient_nature, row_no
                    from ledger_row where zh is null),
                latest as (select distinct on (tenant, code) * from party order by tenant, code, row_no desc),
                written as (
                    insert into organization as o (id, tenant, credit_code, name, kind, division, country, nature_code)
                    select gen_random_uuid(), tenant, code, name, kind, division,
                           coalesce(country, case when kind = 'OVERSEAS' then 'ZZZ' else 'CHN' end), nature
                    from latest order by tenant, code
                    on conflict (tenant, credit_code) do update
                        set name = excluded.name, kind = excluded.kind, division = excluded.division,
                            -- What the file may not have said changes nothing.
                            country = coalesce(nullif(nullif(excluded.country, 'CHN'), 'ZZZ'), o.country),
                            nature_code = coalesce(excluded.nature_code, o.nature_code), version = o.version + 1
                        where (o.name, o.kind, o.division, o.country, o.nature_code) is distinct from (excluded.name,
                            excluded.kind, excluded.division, coalesce(nullif(nullif(excluded.country, 'CHN'), 'ZZZ'),
                            o.country), coalesce(excluded.nature_code, o.nature_code))
                    returning version)
                select count(*) filter (where version = 1) as created, count(*) filter (where version > 1) as updated
                from written""", row -> new long[] {row.bigint("created"), row.bigint("updated")});
        counts.put("organizationsCreated", rows.get(0)[0]);
        counts.put("organizationsUpdated", rows.get(0)[1]);
    }

    private long insertContracts(String which) {
        return count(
                """
                with written as (
                    insert into contract (id, tenant, identity_key, registration_number, national_number, status, title,
                        type, subtype, project_key, signed_on, valid_from, valid_until, submitted_on, decided_on, registered_on,
                        provider_id, provider_code, provider_name, provider_kind, provider_division,
                        recipient_id, recipient_code, recipient_name, recipient_kind, recipient_division,
                        contract_amount, declared_technology_amount, assessed_technology_amount, approved_technology_income,
                        payment_mode, ip_class, technology_field, technology_field_secondary, economic_goal, industry,
                        plan_source, plan_number, intermediary, first_registration, expected_investment, expected_output,
                        original_currency, original_contract_amount, affiliated_parties, landed_in_province,
                        title_transferred, overseas, created_by)
                    select f.contract_id, f.tenant, f.identity, f.registration_number, f.national_number,
                        case when f.registered_on is null then 'SUBMITTED' else 'REGISTERED' end,
                        f.title, f.type, coalesce(f.subtype, ''), f.project_key, f.signed_on, f.valid_from, f.valid_until,
                        case when f.registered_on is null then (now() at time zone 'Asia/Shanghai')::date end, f.registered_on, f.registered_on,
                        p.id, f.provider_credit_code, f.provider_name, f.provider_kind, f.provider_division,
                        q.id, f.recipient_credit_code, f.recipient_name, f.recipient_kind, f.recipient_division,
                        f.contract_amount, f.technology_amount,
                        case when f.registered_on is not null then f.technology_amount end, f.technology_income,
                        f.payment_mode, f.ip_class, f.technology_field, f.technology_field_secondary, f.economic_goal,
                        f.industry, f.plan_source, f.plan_number, f.intermediary,
                        nullif(f.first_registration, 'UNKNOWN') = 'YES', f.expected_investment, f.expected_output,
                        f.original_currency, f.original_contract_amount,
                        coalesce(f.affiliated_parties, 'UNKNOWN'), coalesce(f.landed_in_province, 'UNKNOWN'),
                        coalesce(f.title_transferred, 'UNKNOWN'),
                        f.provider_kind = 'OVERSEAS' or f.recipient_kind = 'OVERSEAS', ?
                    from ledger_contract f
                    join organization p on p.tenant = f.tenant and p.credit_code = f.provider_credit_code
                    join organization q on q.tenant = f.tenant and q.credit_code = f.recipient_credit_code
                    where not f.recorded and\s"""
                        + which
                        + " order by f.row_no returning id),"
                        + " noted as (insert into ledger_change select id, 'CONTRACT_IMPORTED' from written returning 1)"
                        + " select count(*) as n from noted",
                caller.accountId());
    }

    /** What a repeated import may change: descriptions and answers, never what is blank or unknown in the file. */
    private static Map<String, String> changes() {
        var to = new LinkedHashMap<String, String>();
        to.put("title", "f.title");
        to.put("type", "f.type");
        for (var column : List.of("provider_name", "provider_kind", "provider_division")) {
            to.put(column, "f." + column);
        }
        for (var column : List.of("recipient_name", "recipient_kind", "recipient_division")) {
            to.put(column, "f." + column);
        }
        to.put("overseas", "(f.provider_kind = 'OVERSEAS' or f.recipient_kind = 'OVERSEAS')");
        for (var column : List.of(
                "subtype",
                "project_key",
                "valid_from",
                "valid_until",
                "payment_mode",
                "ip_class",
                "technology_field",
                "technology_field_secondary",
                "economic_goal",
                "industry",
                "plan_source",
                "plan_number",
                "intermediary",
                "expected_investment",
                "expected_output",
                "original_currency",
                "original_contract_amount")) {
            to.put(column, "coalesce(f." + column + ", c." + column + ")");
        }
        for (var column : List.of("affiliated_parties", "landed_in_province", "title_transferred")) {
            to.put(column, "coalesce(nullif(f." + column + ", 'UNKNOWN'), c." + column + ")");
        }
        to.put("first_registration", "coalesce(nullif(f.first_registration, 'UNKNOWN') = 'YES', c.first_registration)");
        to.put("national_number", "coalesce(c.national_number, f.national_number)");
        // From here on only a contract that is not registered yet changes: the checks saw to the others.
        to.put("declared_technology_amount", unlessRegistered("f.technology_amount", "declared_technology_amount"));
        to.put(
                "assessed_technology_amount",
                unlessRegistered(
                        "case when f.registered_on is null then c.assessed_technology_amount else f.technology_amount end",
                        "assessed_technology_amount"));
        to.put(
                "approved_technology_income",
                unlessRegistered(
                        "coalesce(f.technology_income, c.approved_technology_income)", "approved_technology_income"));
        to.put("registered_on", "coalesce(c.registered_on, f.registered_on)");
        to.put("decided_on", "coalesce(c.decided_on, f.registered_on)");
        to.put("registration_number", "coalesce(c.registration_number, f.registration_number)");
        to.put("status", "case when f.registered_on is null then c.status else 'REGISTERED' end");
        return to;
    }

    private static String unlessRegistered(String value, String column) {
        return "case when c.status = 'REGISTERED' then c." + column + " else " + value + " end";
    }

    private long updateContracts(String which) {
        var changes = changes();
        var set = changes.entrySet().stream()
                .map(e -> e.getKey() + " = " + e.getValue())
                .collect(Collectors.joining(", "));
        var before = changes.keySet().stream().map(column -> "c." + column).collect(Collectors.joining(", "));
        var after = String.join(", ", changes.values());
        return count(
                "with written as (update contract c set " + set + ", version = c.version + 1 from ledger_contract f"
                        + " where c.id = f.contract_id and f.recorded and " + which
                        + " and (" + before + ") is distinct from (" + after + ") returning c.id),"
                        + " noted as (insert into ledger_change select id, 'CONTRACT_REIMPORTED' from written returning 1)"
                        + " select count(*) as n from noted");
    }

    /** Numbers for registered contracts that brought none; the explicit ones are written by now and count as taken. */
    private int allocateNumbers() {
        return Sql.update(em, """
                with wanted as (
                    select f.contract_id, left(t.code::text, 4) || t.registration_point as point,
                           extract(year from f.registered_on)::int as year, f.registered_on, f.row_no
                    from ledger_contract f join tenant t on t.code = f.tenant where f.needs_number),
                point as materialized (
                    select point, year, next_registration_serials(point, year, n) as first
                    from (select point, year, count(*)::int as n from wanted group by point, year order by point, year) g),
                numbered as (
                    select w.contract_id, w.point || w.year || lpad((p.first - 1 + row_number() over (
                               partition by w.point, w.year order by w.registered_on, w.row_no))::text, 6, '0') as number
                    from wanted w join point p using (point, year))
                update ledger_contract f set registration_number = n.number
                from numbered n where n.contract_id = f.contract_id""");
    }

    private void receipts(Map<String, Long> counts) {
        int created = Sql.update(em, """
                insert into receipt (id, tenant, contract_id, sequence, received_on, received, recorded_by)
                select gen_random_uuid(), tenant, contract_id, receipt_sequence, received_on, received, ?
                from ledger_row where zh is null and received is not null and not already_recorded order by row_no""", caller.accountId());
        counts.put("receiptsCreated", (long) created);
        counts.put(
                "receiptsUnchanged",
                count(
                        "select count(*) as n from ledger_row where zh is null and received is not null and already_recorded"));
        Sql.update(em, """
                insert into ledger_change
                select distinct r.contract_id, 'RECEIPTS_IMPORTED' from ledger_row r
                where r.zh is null and r.received is not null and not r.already_recorded
                  and not exists (select 1 from ledger_change g where g.contract_id = r.contract_id)""");
    }

    private void elections(Map<String, Long> counts) {
        int created = Sql.update(em, """
                insert into side_election (project_key, year, side, tenant, contract_id, elected_by)
                select distinct on (e.project_key, e.year) e.project_key, e.year, e.side, e.tenant, e.contract_id, ?
                from ledger_election e join ledger_row r using (row_no)
                where r.zh is null order by e.project_key, e.year, e.row_no
                on conflict (project_key, year) do nothing""", caller.username());
        counts.put("electionsCreated", (long) created);
        // Between the check and this insert somebody may have elected the other side by hand.
        long overtaken = count("""
                with held as materialized (
                    select y.year, h.project_key, h.side
                    from (select year, array_agg(distinct project_key) as keys from ledger_election group by year) y
                    cross join lateral elected_sides(y.keys, y.year) h)
                select count(*) as n from held h
                join ledger_election e on e.project_key = h.project_key and e.year = h.year and e.side <> h.side
                join ledger_row r on r.row_no = e.row_no where r.zh is null""");
        if (overtaken > 0) {
            throw new OvertakenException();
        }
    }

    /** One entry per contract, in the order of the file, tenant after tenant. */
    private void journal() {
        Sql.query(em, """
                select journal_append(t.tenant, ?, t.action, 'contract', t.ids, t.befores, t.afters) as seq
                from (select tenant, action, array_agg(id::text order by row_no) as ids,
                             array_agg(before order by row_no) as befores, array_agg(after order by row_no) as afters
                      from (select c.tenant, g.action, c.id, f.row_no, coalesce(b.snapshot, '') as before,
                                   (""" + SNAPSHOT + """
                                   ::jsonb || coalesce(jsonb_build_object('importedReceipts', x.receipts), '{}'))::text as after
                            from ledger_change g join contract c on c.id = g.contract_id
                            join ledger_contract f on f.contract_id = g.contract_id
                            left join ledger_before b on b.id = g.contract_id
                            left join (select contract_id, jsonb_agg(jsonb_build_object('sequence', receipt_sequence,
                                               'receivedOn', received_on, 'received', received::text)
                                               order by receipt_sequence) as receipts
                                       from ledger_row where zh is null and received is not null and not already_recorded
                                       group by contract_id) x on x.contract_id = g.contract_id) e
                      group by tenant, action order by tenant, action) t""", row -> row.bigint("seq"), caller.username());
    }

    private long count(String sql, Object... parameters) {
        return Sql.query(em, sql, row -> row.bigint("n"), parameters).get(0);
    }
}
