-- An entitlement is about a subject: a contract's year, or the year of an applicant under a tenant's measure (ADR 0026). The
-- second has no contract; its row belongs to the tenant that enacted the measure, and carries the name it goes by.
alter table entitlement
    add column subject_id       uuid,
    add column beneficiary_name text,
    add column beneficiary_kind text,
    alter column contract_id drop not null;
update entitlement set subject_id = contract_id;
alter table entitlement
    alter column subject_id set not null,
    drop constraint entitlement_contract_id_policy_id_year_key,
    add constraint entitlement_subject unique (subject_id, policy_id, year),
    add constraint entitlement_about check (case when contract_id is null
        then beneficiary_name is not null and beneficiary_kind is not null
        else contract_id = subject_id and beneficiary_name is null and beneficiary_kind is null end);
create index entitlement_applicant on entitlement (beneficiary_code, tenant, year) where contract_id is null;
-- Whose year it is reads it wherever it was decided: the tenant of a measure often lies above the one that keeps the account.
create policy own_year on entitlement for select to longji_app
    using (contract_id is null and beneficiary_code = app_party());

-- Until now each contract was asked in vain about a measure of a whole year. Nothing was ever due by these answers.
delete from entitlement where status = 'NEEDS_JUDGEMENT' and record like '%"NEEDS_CLAIM"%' and coalesce(peak_amount, 0) = 0;

alter table cap_claim drop constraint cap_claim_contract_id_fkey;
alter table cap_claim rename column contract_id to subject_id;
alter table pool_claim drop constraint pool_claim_contract_id_fkey;
alter table pool_claim rename column contract_id to subject_id;
-- Registration number of a contract, credit code of an applicant: who goes first on the same day.
alter table pool_claim rename column registration_number to number;

-- By the subject, which has the index; a contract is its own.
create or replace function prior_support(p_contracts uuid[], p_year int)
        returns table (contract_id uuid, policy_id text, year int, side text, granted numeric)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select e.contract_id, e.policy_id, e.year, e.side, e.entitled_amount from entitlement e
        where e.subject_id = any (p_contracts) and e.contract_id is not null and e.year < p_year and e.entitled_amount > 0
          and exists (select 1 from contract c where c.id = e.contract_id and c.tenant between app_low() and app_high())
        order by e.contract_id, e.year, e.policy_id
    $$;

create or replace function take_cap(p_policy text, p_scope text, p_contract uuid, p_year int, p_tenant int, p_wanted numeric, p_limit numeric)
        returns numeric
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    declare
        taken numeric;
        share numeric;
    begin
        if p_tenant < app_low() or p_tenant > app_high() or app_low() is null then
            raise exception 'cap claim for tenant % outside the scope of this transaction', p_tenant using errcode = '42501';
        end if;
        perform pg_advisory_xact_lock(hashtextextended(p_policy || '|' || p_scope, 0));
        select coalesce(sum(c.granted), 0) into taken from cap_claim c
            where c.policy_id = p_policy and c.scope_key = p_scope and (c.subject_id, c.year) <> (p_contract, p_year);
        share := greatest(least(p_wanted, p_limit - taken), 0);
        insert into cap_claim values (p_policy, p_scope, p_contract, p_year, p_tenant, share)
            on conflict (policy_id, scope_key, subject_id, year) do update set granted = excluded.granted;
        return share;
    end $$;

-- What changes for an applicant's year is listed under its name and the tenant that decides it.
alter table backtest_change rename column contracts to subjects;
alter table backtest_change
    add column names    text[],
    add column tenants  int[];
-- Why a scenario cannot be tried on the register: nobody is told that it costs nothing.
alter table backtest_scenario
    add column untried text check (untried in ('CLAIM', 'UPPER_LEVEL'));
