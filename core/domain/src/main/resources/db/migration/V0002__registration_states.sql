-- The whole life of a filing: correction, expert review, and what ends a registration. Whether a registered contract is being
-- performed is told apart from its registration: an ended contract stays registered, a cancelled registration does not.
alter table contract drop constraint contract_status_check;
alter table contract add constraint contract_status_check check (status in ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED',
        'EXPERT_REVIEW', 'REGISTERED', 'REFUSED', 'CANCELLED', 'REVOKED'));
do $$
declare
    old_check text;
begin
    select conname into strict old_check from pg_constraint
        where conrelid = 'contract'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%registration_number IS NOT NULL%';
    execute format('alter table contract drop constraint %I', old_check);
end $$;
alter table contract
    add constraint contract_number_check
        check ((status in ('REGISTERED', 'CANCELLED', 'REVOKED')) = (registration_number is not null)),
    add column performance text not null default 'ONGOING' check (performance in ('ONGOING', 'PERFORMED', 'TERMINATED')),
    -- 1 from registration on, one more with every amendment.
    add column registration_version int not null default 1 check (registration_version > 0),
    -- The rules a filing is examined by, fixed by the day of its submission.
    add column regime text,
    add column decision_due date;

-- A contract is recorded once in the province as long as the record stands; what was refused or lost its registration may be filed anew.
alter table contract drop constraint contract_identity_key_key;
create unique index contract_identity_key on contract (identity_key) where status not in ('REFUSED', 'CANCELLED', 'REVOKED');
create or replace function recorded_identities(p_keys bytea[]) returns table (identity_key bytea, contract_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select c.identity_key, case when c.tenant between app_low() and app_high() then c.id end
        from (select distinct unnest(p_keys) as key) k join contract c on c.identity_key = k.key
        where c.status not in ('REFUSED', 'CANCELLED', 'REVOKED')
    $$;
-- What waits for somebody at an agency, by its deadline.
create index contract_open on contract (tenant, decision_due) where status in ('SUBMITTED', 'RETURNED', 'ACCEPTED', 'EXPERT_REVIEW');

alter table role_grant drop constraint role_grant_role_check;
alter table role_grant add constraint role_grant_role_check
        check (role in ('ADMINISTRATOR', 'AUDITOR', 'REGISTRAR', 'REVIEWER', 'FINANCE', 'EXPERT', 'APPLICANT'));
-- The kinds of jobs are the application's to know.
alter table job drop constraint job_kind_check;

-- ---------------------------------------------------------------- inbox
-- A message to whoever holds a capability at the tenant, to one account, or to one party.
create table notice (
    id              uuid primary key,
    tenant          int not null references tenant,
    capability      text,
    account_id      uuid references account,
    party           text,
    kind            text not null,
    subject_type    text not null,
    subject_id      text not null,
    title_zh        text not null,
    title_en        text not null,
    text_zh         text not null,
    text_en         text not null,
    created_at      timestamptz not null default now(),
    check (num_nonnulls(capability, account_id, party) = 1)
);
create index notice_tenant on notice (tenant, created_at desc, id desc);
create index notice_party on notice (party, created_at desc, id desc) where party is not null;
create table notice_read (
    notice_id   uuid not null references notice on delete cascade,
    tenant      int not null references tenant,
    account_id  uuid not null references account on delete cascade,
    read_at     timestamptz not null default now(),
    primary key (notice_id, account_id)
);

do $$
declare
    t text;
begin
    foreach t in array array['notice', 'notice_read'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high()) '
                'with check (tenant between app_low() and app_high())', t);
    end loop;
end $$;
create policy party on notice as restrictive for select to longji_app using (app_party() is null or party = app_party());
create policy party on notice_read as restrictive to longji_app
    using (app_party() is null or exists (select 1 from notice n where n.id = notice_id));

grant select, insert on notice, notice_read to longji_app;
