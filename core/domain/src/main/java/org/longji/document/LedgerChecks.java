package org.longji.document;

import jakarta.persistence.EntityManager;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/**
 * What the lines of a ledger owe each other and what is already recorded. Each check marks the lines it finds; a line
 * that nobody marked is good. Nothing is written here, so that "all or nothing" needs no undoing.
 */
final class LedgerChecks {

    private final EntityManager em;

    LedgerChecks(EntityManager em) {
        this.em = em;
    }

    /**
     * Marks every line that must not be written.
     *
     * @param mode with GOOD_ROWS a contract with a bad line takes its other lines with it
     * @param approves whether a registration at a tenant takes an approval
     */
    void run(ImportMode mode, IntPredicate approves) {
        contradictions();
        recognise();
        tenants();
        againstRecorded();
        againstApproval(approves);
        if (mode == ImportMode.GOOD_ROWS) {
            takeSiblings();
        }
        numberReceipts();
        receiptsAgainstRecorded();
        elections();
        sums();
    }

    /** Marks every line whose national number must not be recorded; nothing is asked about contracts outside the scope. */
    void runNumbers(TenantScope scope) {
        Sql.update(
                em,
                "update ledger_row r set contract_id = c.id from contract c"
                        + " where c.registration_number = r.registration_number and c.tenant between ? and ?",
                scope.low(),
                scope.high());
        Sql.update(em, "create index on ledger_row (contract_id)");
        Sql.update(em, "analyze ledger_row");
        Sql.query(em, """
                select count(*) as locked from (select 1 from contract c
                    where c.tenant between ? and ? and c.id in (select contract_id from ledger_row where contract_id is not null)
                    order by c.id for update) l""", row -> true, scope.low(), scope.high());
        number(
                LedgerColumn.REGISTRATION_NUMBER,
                "r.registration_number || ' 在本区划没有登记，请核对'",
                "r.registration_number || ' is not registered here; check it'",
                "(select 1) one where r.registration_number is not null and r.contract_id is null");
        for (var column : new LedgerColumn[] {LedgerColumn.REGISTRATION_NUMBER, LedgerColumn.NATIONAL_NUMBER}) {
            var name = LedgerStaging.name(column);
            number(
                    column,
                    "r." + name + " || ' 与第 ' || f.row_no || ' 行重复，请核对'",
                    "r." + name + " || ' also stands in row ' || f.row_no || '; check both'",
                    "(select " + name + " as number, min(row_no) as row_no from ledger_row group by " + name
                            + ") f where f.number = r." + name + " and f.row_no <> r.row_no");
        }
        number(
                LedgerColumn.NATIONAL_NUMBER,
                "'该合同的全国系统编号已为 ' || c.national_number || '，与本行不同，请核对'",
                "'the contract bears ' || c.national_number || ', not this one; check it'",
                "contract c where c.id = r.contract_id and c.tenant between " + scope.low() + " and " + scope.high()
                        + " and r.national_number <> c.national_number");
        number(
                LedgerColumn.NATIONAL_NUMBER,
                "r.national_number || ' 已属于另一份合同，请核对'",
                "r.national_number || ' already belongs to another contract; check it'",
                """
                recorded_national_numbers((select array_agg(distinct national_number) from ledger_row
                    where contract_id is not null)) n
                where n.national_number = r.national_number and r.contract_id is not null
                    and n.contract_id is distinct from r.contract_id""");
    }

    private void number(LedgerColumn column, String zh, String en, String from) {
        mark("true", "'" + column.zh() + "：' || " + zh, "'" + column.key() + ": ' || " + en, from);
    }

    /** Takes one lock for all imports: two ledgers with the same contracts come one after the other, never entangled. */
    private void recognise() {
        Sql.query(em, "select pg_advisory_xact_lock(hashtext('longji.ledger'))::text as locked", row -> true);
        Sql.update(em, """
                create temporary table ledger_known on commit drop as
                select i.identity, coalesce(n.contract_id, gen_random_uuid()) as contract_id,
                       n.identity_key is not null as recorded
                from (select distinct identity from ledger_row where identity is not null) i
                left join recorded_identities((select array_agg(distinct identity) from ledger_row)) n
                       on n.identity_key = i.identity""");
        Sql.update(em, "create unique index on ledger_known (identity)");
        Sql.update(em, "analyze ledger_known");
        Sql.update(
                em,
                "update ledger_row r set contract_id = k.contract_id from ledger_known k where k.identity = r.identity");
        Sql.update(em, "create index on ledger_row (contract_id)");
        // The planner must know that the ids are there and distinct, or it joins lines with lines one by one.
        Sql.update(em, "analyze ledger_row");
        // In the order of their ids, as everybody who locks several contracts does it.
        Sql.query(em, """
                select count(*) as locked from (select 1 from contract c
                    where c.id in (select contract_id from ledger_known where recorded) order by c.id for update) l""", row -> true);
    }

    private void contradictions() {
        mark(
                "true",
                "'与第 ' || f.row_no || ' 行同属一份合同，但合同各列不一致，请统一'",
                "'the contract''s columns differ from row ' || f.row_no || ', which is the same contract; make them equal'",
                """
                (select distinct on (identity) identity, row_no, contract_text from ledger_row
                    where identity is not null and not contract_fault order by identity, row_no) f
                where f.identity = r.identity and not r.contract_fault and f.contract_text <> r.contract_text""");
        mark(
                "true",
                "'登记编号 ' || r.registration_number || ' 在第 ' || f.row_no || ' 行属于另一份合同，请核对'",
                "'registration number ' || r.registration_number || ' belongs to another contract in row ' || f.row_no",
                """
                (select distinct on (registration_number) registration_number, row_no, identity from ledger_row
                    where identity is not null and registration_number is not null order by registration_number, row_no) f
                where f.registration_number = r.registration_number and f.identity <> r.identity""");
        mark(
                "true",
                "'全国系统编号 ' || r.national_number || ' 在第 ' || f.row_no || ' 行属于另一份合同，请核对'",
                "'national number ' || r.national_number || ' belongs to another contract in row ' || f.row_no",
                """
                (select distinct on (national_number) national_number, row_no, identity from ledger_row
                    where identity is not null and national_number is not null order by national_number, row_no) f
                where f.national_number = r.national_number and f.identity <> r.identity""");
    }

    private void tenants() {
        mark(
                "true",
                "'区划 ' || r.tenant || ' 不在系统中，请核对登记地区划代码'",
                "'division ' || r.tenant || ' does not run this system; check the division of registration'",
                "(select 1) one where r.tenant is not null and not exists (select 1 from tenant t where t.code = r.tenant)");
    }

    private void againstRecorded() {
        mark(
                "true",
                "'该合同已在其他区划记录；同一合同全省只登记一次，请核对'",
                "'the contract is already recorded by another division; one contract is registered once in the province'",
                """
                ledger_known k left join contract c on c.id = k.contract_id
                where k.identity = r.identity and k.recorded and r.tenant is not null
                    and c.tenant is distinct from r.tenant""");
        mark(
                "true",
                "'登记编号 ' || r.registration_number || ' 已属于另一份合同，编号不得重复使用，请核对'",
                "'registration number ' || r.registration_number || ' already belongs to another contract; check it'",
                """
                recorded_numbers((select array_agg(distinct registration_number) from ledger_row)) n
                where n.registration_number = r.registration_number and n.contract_id is distinct from r.contract_id""");
        mark(
                "true",
                "'全国系统编号 ' || r.national_number || ' 已属于另一份合同，请核对'",
                "'national number ' || r.national_number || ' already belongs to another contract; check it'",
                """
                recorded_national_numbers((select array_agg(distinct national_number) from ledger_row)) n
                where n.national_number = r.national_number and n.contract_id is distinct from r.contract_id""");
        for (var difference : DIFFERENCES) {
            mark(
                    "true",
                    difference[1],
                    difference[2],
                    "contract c where c.id = r.contract_id and c.tenant = r.tenant and " + difference[0]);
        }
    }

    private static final String UNDER_WAY = "c.status in ('SUBMITTED', 'RETURNED', 'ACCEPTED', 'EXPERT_REVIEW')";

    /** Condition and both texts: what a new import may not silently change. */
    private static final String[][] DIFFERENCES = {
        {
            "c.status = 'DRAFT'",
            "'该合同在系统中是尚未提交的草稿，请在系统内提交后办理'",
            "'the contract is a draft that was not submitted; submit it in the system'"
        },
        {
            "c.status = 'IN_APPROVAL'",
            "'该合同的登记正在审批，办结前不作变动'",
            "'the registration of the contract is under approval; until that ends nothing changes it'"
        },
        {
            "c.status = 'REFUSED'",
            "'该合同已被不予登记，不能用导入改变，请在系统内办理'",
            "'the contract was refused registration; an import cannot change that'"
        },
        {
            "c.status = 'REGISTERED' and r.registration_number <> c.registration_number",
            "'该合同已登记为 ' || c.registration_number || '，与本行编号不同，请核对'",
            "'the contract is registered as ' || c.registration_number || ', not under this number; check it'"
        },
        {
            "r.national_number <> c.national_number",
            "'该合同的全国系统编号已为 ' || c.national_number || '，与本行不同，请核对'",
            "'the contract bears the national number ' || c.national_number || ', not this one; check it'"
        },
        {
            "c.status = 'REGISTERED' and r.registered_on <> c.registered_on",
            "'该合同已于 ' || c.registered_on || ' 登记，与本行登记日期不同，请核对'",
            "'the contract was registered on ' || c.registered_on || ', not on this date; check it'"
        },
        {
            "c.status = 'REGISTERED' and r.technology_amount <> coalesce(c.assessed_technology_amount, c.declared_technology_amount)",
            "'已登记合同的技术交易额为 ' || coalesce(c.assessed_technology_amount, c.declared_technology_amount)"
                    + " || ' 元，导入不改变已登记的金额，请办理变更登记'",
            "'the registered technology amount is ' || coalesce(c.assessed_technology_amount, c.declared_technology_amount)"
                    + " || '; an import never changes registered amounts, file an amendment'"
        },
        {
            "c.status = 'REGISTERED' and r.technology_income is not null"
                    + " and r.technology_income is distinct from c.approved_technology_income",
            "'已登记合同的核定技术性收入为 ' || coalesce(c.approved_technology_income::text, '空') || '，导入不改变已登记的金额，请办理变更登记'",
            "'the approved technology income is ' || coalesce(c.approved_technology_income::text, 'blank')"
                    + " || '; an import never changes registered amounts, file an amendment'"
        },
        {
            "c.status = 'REGISTERED' and r.type <> c.type",
            "'已登记合同的类别为 ' || c.type || '，导入不改变，请办理变更登记'",
            "'the contract is registered as ' || c.type || '; file an amendment'"
        },
        {
            "r.project_key is distinct from c.project_key and r.project_key is not null and (c.project_key is not null"
                    + " or exists (select 1 from side_election e where e.contract_id = c.id))",
            "'该合同的项目编号已定为 ' || coalesce(c.project_key, '合同自身') || '，不能用导入改变'",
            "'the project of the contract is settled as ' || coalesce(c.project_key, 'its own') || '; an import cannot change it'"
        },
        {
            "coalesce(r.valid_until, c.valid_until) < coalesce(r.valid_from, c.valid_from) and r.contract_fault is false",
            "'有效期止早于已记录的有效期起，请同时填写两个日期'",
            "'the validity would end before it begins; give both dates'"
        }
    };

    /** What is under way here is registered as it is registered here; what a ledger says was registered elsewhere is taken over. */
    private void againstApproval(IntPredicate approves) {
        var asking = Sql.query(
                        em,
                        "select distinct r.tenant from ledger_row r join contract c on c.id = r.contract_id"
                                + " where r.registered_on is not null and " + UNDER_WAY,
                        row -> row.integer("tenant"))
                .stream()
                .filter(approves::test)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        if (!asking.isEmpty()) {
            mark(
                    "true",
                    "'本级认定登记须经审批，办理中的合同不能用导入登记，请在系统内办理'",
                    "'a registration here takes an approval; a contract under way cannot be registered by an import'",
                    "contract c where c.id = r.contract_id and r.registered_on is not null and r.tenant in (" + asking
                            + ") and " + UNDER_WAY);
        }
    }

    private void takeSiblings() {
        mark(
                "r.contract_fault",
                "'同一合同的第 ' || f.row_no || ' 行有误，本行随之未导入；改正该行后一并导入'",
                "'row ' || f.row_no || ' of the same contract is wrong, so this one was left out; correct that one and import again'",
                """
                (select identity, min(row_no) as row_no from ledger_row
                    where contract_fault and identity is not null group by identity) f
                where f.identity = r.identity and r.zh is null""");
    }

    /**
     * Lines without a sequence number: first the same date and amount as a recorded receipt is that receipt; what then
     * is left over on both sides could be a correction, so it is not guessed; else they are numbered by date.
     */
    private void numberReceipts() {
        Sql.update(em, """
                create temporary table ledger_receipt on commit drop as
                select e.contract_id, e.sequence, e.received_on, e.received
                from receipt e where e.contract_id in (select contract_id from ledger_known where recorded)""");
        Sql.update(em, "create index on ledger_receipt (contract_id)");
        Sql.update(em, "analyze ledger_receipt");
        Sql.update(em, """
                update ledger_row r set receipt_sequence = e.sequence
                from (select row_no, contract_id, received_on, received, row_number() over
                             (partition by contract_id, received_on, received order by row_no) as nth
                      from ledger_row where received is not null and received_on is not null and receipt_sequence is null) w
                join (select e.*, row_number() over
                             (partition by contract_id, received_on, received order by sequence) as nth
                      from ledger_receipt e where not exists (select 1 from ledger_row x
                          where x.contract_id = e.contract_id and x.receipt_sequence = e.sequence)) e
                  using (contract_id, received_on, received, nth)
                where r.row_no = w.row_no""");
        mark(
                "false",
                "'与已记录的到账不一致，无法判断是更正还是新的一笔，请填写到账序号'",
                "'it does not fit the receipts already recorded and may be a correction or a new one; state its sequence number'",
                """
                (select e.contract_id from ledger_receipt e where not exists (select 1 from ledger_row x
                    where x.contract_id = e.contract_id and x.receipt_sequence = e.sequence) group by e.contract_id) left_over
                where left_over.contract_id = r.contract_id and r.received is not null and r.receipt_sequence is null""");
        Sql.update(em, """
                update ledger_row r set receipt_sequence = w.sequence
                from (select row_no, row_number() over (partition by contract_id order by received_on, row_no) + greatest(
                             coalesce((select max(e.sequence) from ledger_receipt e where e.contract_id = n.contract_id), 0),
                             coalesce((select max(x.receipt_sequence) from ledger_row x where x.identity = n.identity), 0))
                             as sequence
                      from ledger_row n where received is not null and received_on is not null
                        and receipt_sequence is null and identity is not null) w
                where r.row_no = w.row_no""");
    }

    private void receiptsAgainstRecorded() {
        Sql.update(em, "analyze ledger_row");
        mark(
                "false",
                "'到账序号 ' || r.receipt_sequence || ' 与第 ' || f.row_no || ' 行重复，请核对'",
                "'receipt ' || r.receipt_sequence || ' also stands in row ' || f.row_no || '; check the sequence number'",
                """
                (select distinct on (contract_id, receipt_sequence) contract_id, receipt_sequence, row_no from ledger_row
                    where contract_id is not null and receipt_sequence is not null
                    order by contract_id, receipt_sequence, row_no) f
                where f.contract_id = r.contract_id and f.receipt_sequence = r.receipt_sequence and f.row_no <> r.row_no""");
        mark(
                "false",
                "'第 ' || e.sequence || ' 笔到账已记录为 ' || e.received_on || ' ' || e.received || ' 元，与本行不同；更正请联系管理员'",
                "'receipt ' || e.sequence || ' is recorded as ' || e.received || ' on ' || e.received_on"
                        + " || ', which differs; ask an administrator to correct it'",
                """
                ledger_receipt e where e.contract_id = r.contract_id and e.sequence = r.receipt_sequence
                    and (e.received_on, e.received) <> (r.received_on, r.received)""");
        Sql.update(em, """
                update ledger_row r set already_recorded = true from ledger_receipt e
                where e.contract_id = r.contract_id and e.sequence = r.receipt_sequence and r.zh is null""");
    }

    private void elections() {
        Sql.update(em, """
                create temporary table ledger_election on commit drop as
                select r.row_no, r.tenant, r.contract_id, r.elected_side as side, y.year,
                       coalesce(r.project_key, c.project_key, r.contract_id::text) as project_key
                from ledger_row r left join contract c on c.id = r.contract_id
                cross join lateral (select distinct extract(year from day)::int as year
                    from (values (r.received_on), (r.registered_on)) d(day) where day is not null) y
                where r.elected_side is not null and r.contract_id is not null and r.zh is null""");
        mark(
                "false",
                "'项目 ' || f.project_key || ' 在 ' || f.year || ' 年度的支持方与第 ' || f.row_no || ' 行不同，同一年度同一项目只支持一方'",
                "'project ' || f.project_key || ' supports the other side in ' || f.year || ' according to row ' || f.row_no",
                """
                ledger_election e join (select distinct on (project_key, year) project_key, year, side, row_no
                    from ledger_election order by project_key, year, row_no) f using (project_key, year)
                where e.row_no = r.row_no and e.side <> f.side""");
        Sql.update(em, "analyze ledger_election");
        // A table of its own, so that the function is asked once per year and not once per line.
        Sql.update(em, """
                create temporary table ledger_held on commit drop as
                select y.year, h.project_key, h.side
                from (select year, array_agg(distinct project_key) as keys from ledger_election group by year) y
                cross join lateral elected_sides(y.keys, y.year) h""");
        Sql.update(em, "analyze ledger_held");
        mark(
                "false",
                "'项目 ' || h.project_key || ' 在 ' || e.year || ' 年度已确定支持另一方，请核对申请支持方'",
                "'project ' || h.project_key || ' already supports the other side in ' || e.year || '; check the elected side'",
                """
                ledger_held h join ledger_election e on e.project_key = h.project_key and e.year = h.year and e.side <> h.side
                where e.row_no = r.row_no""");
    }

    private void sums() {
        mark(
                "false",
                "'到账合计将达 ' || f.running || ' 元，大于合同成交额 ' || r.contract_amount || ' 元，请核对或先变更合同金额'",
                "'receipts would add up to ' || f.running || ', above the contract amount ' || r.contract_amount || '; check them'",
                """
                (select n.row_no, sum(n.received) over (partition by n.contract_id order by n.receipt_sequence, n.row_no)
                        + coalesce(e.total, 0) as running
                 from ledger_row n left join (select contract_id, sum(received) as total from ledger_receipt
                     group by contract_id) e using (contract_id)
                 where n.zh is null and n.received is not null and n.contract_id is not null and not n.already_recorded) f
                where f.row_no = r.row_no and f.running > r.contract_amount""");
    }

    /** Adds a reason to the lines {@code r} that {@code from} finds; a line found twice by one check is told once. */
    private void mark(String contractFault, String zh, String en, String from) {
        Sql.update(
                em,
                "update ledger_row r set contract_fault = r.contract_fault or " + contractFault
                        + ", zh = concat_ws('；', r.zh, " + zh + "), en = concat_ws('; ', r.en, " + en + ") from "
                        + from);
    }
}
