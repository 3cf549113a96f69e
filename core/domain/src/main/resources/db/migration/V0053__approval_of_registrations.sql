-- Where a chain asks for it, the registrar's decision to register waits for its approval, and the contract is changed by nothing else meanwhile.

alter table contract drop constraint contract_status_check;
alter table contract add constraint contract_status_check check (status in ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED',
        'EXPERT_REVIEW', 'IN_APPROVAL', 'REGISTERED', 'REFUSED', 'CANCELLED', 'REVOKED'));
drop index contract_open;
create index contract_open on contract (tenant, decision_due)
    where status in ('SUBMITTED', 'RETURNED', 'ACCEPTED', 'EXPERT_REVIEW', 'IN_APPROVAL');

-- What was decided, by whom: it takes effect when it is approved.
create table registration_brought (
    contract_id         uuid primary key references contract on delete cascade,
    tenant              int not null references tenant,
    technology_amount   numeric(18, 2) not null,
    technology_income   numeric(18, 2) not null,
    -- Why the experts' majority is not followed.
    deviation           text,
    caller              jsonb not null,
    brought_at          timestamptz not null default now()
);
alter table registration_brought enable row level security;
alter table registration_brought force row level security;
create policy keeper on registration_brought to current_user using (true) with check (true);
create policy division on registration_brought to longji_app
    using (tenant between app_low() and app_high()) with check (tenant between app_low() and app_high());
create policy party on registration_brought as restrictive to longji_app
    using (app_party() is null) with check (app_party() is null);
-- Whoever takes one out of its place locks it, which asks for the right to update it.
grant select, insert, update, delete on registration_brought to longji_app;

-- Whoever writes, an import included: a contract in approval stays as it is until its case has ended.
create function contract_in_approval_guard() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        if exists (select 1 from approval_case c where c.kind = 'REGISTRATION' and c.subject = old.id and c.state = 'OPEN') then
            raise exception 'contract % is in approval', old.id using errcode = '23514', constraint = 'contract_in_approval';
        end if;
        return new;
    end $$;
create trigger in_approval before update on contract for each row when (old.status = 'IN_APPROVAL')
    execute function contract_in_approval_guard();

-- The "not twice" checks know the new state as one of examination.
do $$
declare
    asked regprocedure;
    said text;
begin
    foreach asked in array array['recorded_texts(uuid)', 'same_patents(uuid, int, int)']::regprocedure[] loop
        said := pg_get_functiondef(asked);
        if said not like '%''EXPERT_REVIEW'', ''REGISTERED''%' then
            raise exception '% lists other states', asked;
        end if;
        execute replace(said, '''EXPERT_REVIEW'', ''REGISTERED''', '''EXPERT_REVIEW'', ''IN_APPROVAL'', ''REGISTERED''');
    end loop;
end $$;
