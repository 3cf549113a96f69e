-- The walls of the house. The owner of these tables runs migrations and nothing else; the application signs in as
-- longji_app, which owns nothing, may not bypass row-level security, and sees only the rows of the range of division
-- codes that the transaction names in app.low and app.high. No setting, no rows.

create function app_low() returns int language sql stable parallel safe
    as $$ select nullif(current_setting('app.low', true), '')::int $$;
create function app_high() returns int language sql stable parallel safe
    as $$ select nullif(current_setting('app.high', true), '')::int $$;
-- Credit code of the party an applicant acts for; null for officers.
create function app_party() returns text language sql stable parallel safe
    as $$ select nullif(current_setting('app.party', true), '') $$;
create function app_account() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('app.account', true), '')::uuid $$;

-- ---------------------------------------------------------------- tenant
create table tenant (
    code                int primary key check (code between 100000 and 999999),
    upper_code          int not null,
    level               text not null check (level in ('PROVINCE', 'PREFECTURE', 'COUNTY')),
    parent              int references tenant,
    name_zh             text not null,
    name_en             text not null,
    kind                text not null,
    standard            boolean not null,
    valid_from          date,
    valid_until         date,
    successors          int[] not null default '{}',
    registration_point  char(2) not null,
    check (upper_code >= code)
);
comment on table tenant is 'Administrative divisions that run Longji; a subtree is the range code..upper_code.';

create table loaded_configuration (
    name        text primary key,
    hash        text not null,
    loaded_at   timestamptz not null default now()
);
comment on table loaded_configuration is 'Which tenants-config was loaded last, so that an unchanged one costs nothing at start.';

-- ---------------------------------------------------------------- access
create table account (
    id              uuid primary key,
    tenant          int not null references tenant,
    username        text not null unique,
    display_name    text not null,
    display_name_en text not null,
    password_hash   text not null,
    party           text,
    failed_attempts int not null default 0,
    locked_until    timestamptz,
    created_at      timestamptz not null default now(),
    version         int not null default 1
);
create table role_grant (
    account_id  uuid not null references account on delete cascade,
    tenant      int not null references tenant,
    role        text not null check (role in ('ADMINISTRATOR', 'AUDITOR', 'REGISTRAR', 'REVIEWER', 'FINANCE', 'APPLICANT')),
    primary key (account_id, tenant, role)
);
create table session (
    id          uuid primary key,
    account_id  uuid not null references account on delete cascade,
    issued_at   timestamptz not null,
    expires_at  timestamptz not null,
    ended_at    timestamptz
);
create index session_account on session (account_id);
create table signing_key (
    kid         text primary key,
    private_jwk text not null,
    public_jwk  text not null,
    created_at  timestamptz not null default now(),
    retired_at  timestamptz
);

-- ---------------------------------------------------------------- party
create table organization (
    id                      uuid primary key,
    tenant                  int not null references tenant,
    credit_code             text not null check (length(credit_code) between 1 and 32),
    name                    text not null,
    kind                    text not null,
    nature_code             text,
    division                int not null,
    country                 char(3) not null default 'CHN',
    address                 text,
    postal_code             text,
    legal_representative    text,
    contact_person          text,
    contact_phone           text,
    bank_name               text,
    bank_account            text,
    version                 int not null default 1,
    created_at              timestamptz not null default now(),
    unique (tenant, credit_code)
);
create index organization_code on organization (credit_code);

-- ---------------------------------------------------------------- contract
create table contract (
    id                          uuid primary key,
    tenant                      int not null references tenant,
    -- SHA-256 of provider, recipient, signing date and amount: one contract is recorded once in the whole province.
    identity_key                bytea not null unique,
    registration_number         text collate "C" unique check (registration_number ~ '^\d{6}(19|20)\d{2}\d{6}$'),
    status                      text not null check (status in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REGISTERED', 'REFUSED')),
    title                       text not null,
    type                        text not null check (type in ('DEVELOPMENT', 'TRANSFER', 'LICENSING', 'CONSULTING', 'SERVICE')),
    subtype                     text not null,
    project_key                 text,
    signed_on                   date not null,
    valid_from                  date,
    valid_until                 date,
    submitted_on                date,
    accepted_on                 date,
    decided_on                  date,
    registered_on               date,
    provider_id                 uuid not null references organization,
    provider_code               text not null,
    provider_name               text not null,
    provider_kind               text not null,
    provider_division           int not null,
    recipient_id                uuid not null references organization,
    recipient_code              text not null,
    recipient_name              text not null,
    recipient_kind              text not null,
    recipient_division          int not null,
    contract_amount             numeric(18, 2) not null check (contract_amount >= 0),
    declared_technology_amount  numeric(18, 2) not null,
    assessed_technology_amount  numeric(18, 2),
    approved_technology_income  numeric(18, 2),
    non_technology_cost         numeric(18, 2) generated always as
                                (contract_amount - coalesce(assessed_technology_amount, declared_technology_amount)) stored,
    payment_mode                text,
    royalty_base                text,
    expected_investment         numeric(18, 2) check (expected_investment >= 0),
    expected_output             numeric(18, 2) check (expected_output >= 0),
    first_registration          boolean,
    original_currency           char(3),
    original_contract_amount    numeric(18, 2) check (original_contract_amount >= 0),
    ip_class                    text,
    technology_field            text,
    technology_field_secondary  text,
    economic_goal               text,
    industry                    text,
    plan_source                 text,
    plan_number                 text,
    intermediary                text,
    affiliated_parties          text not null default 'UNKNOWN' check (affiliated_parties in ('YES', 'NO', 'UNKNOWN')),
    landed_in_province          text not null default 'UNKNOWN' check (landed_in_province in ('YES', 'NO', 'UNKNOWN')),
    title_transferred           text not null default 'UNKNOWN' check (title_transferred in ('YES', 'NO', 'UNKNOWN')),
    overseas                    boolean not null default false,
    project_leader              text,
    handler                     text,
    handler_phone               text,
    refusal_reasons             text,
    created_by                  uuid,
    submitted_by                uuid,
    accepted_by                 uuid,
    decided_by                  uuid,
    version                     int not null default 1,
    created_at                  timestamptz not null default now(),
    check (declared_technology_amount between 0 and contract_amount),
    check (assessed_technology_amount between 0 and contract_amount),
    check (approved_technology_income between 0 and contract_amount),
    check (valid_until >= valid_from),
    check ((status = 'REGISTERED') = (registration_number is not null)),
    check (status <> 'REGISTERED' or registered_on is not null)
);
create index contract_tenant_signed on contract (tenant, signed_on desc, id desc);
create index contract_signed on contract (signed_on desc, id desc);
create index contract_tenant_registered on contract (tenant, registered_on) where status = 'REGISTERED';
create index contract_provider on contract (provider_code);
create index contract_recipient on contract (recipient_code);

create table receipt (
    id              uuid primary key,
    tenant          int not null references tenant,
    contract_id     uuid not null references contract,
    sequence        int not null check (sequence > 0),
    received_on     date not null,
    received        numeric(18, 2) not null check (received > 0),
    payer           text,
    evidence        text,
    recorded_by     uuid,
    recorded_at     timestamptz not null default now(),
    unique (contract_id, sequence)
);
create index receipt_tenant_day on receipt (tenant, received_on);

-- Serial numbers per registration point and year; only next_registration_number touches it.
create table registration_serial (
    point       char(6) not null,
    year        int not null,
    last_serial int not null,
    primary key (point, year)
);

-- ---------------------------------------------------------------- policy
create table policy_version (
    tenant          int not null references tenant,
    upper_code      int not null,
    policy_id       text not null,
    version         text not null,
    plugin_id       text not null,
    title_zh        text not null,
    title_en        text not null,
    document        text not null,
    article         text not null,
    valid_from      date not null,
    valid_until     date,
    clock           text not null check (clock in ('SIGNED', 'REGISTERED', 'RECEIVED', 'DECIDED')),
    computable      boolean not null,
    exclusivity     text not null check (exclusivity in ('NONE', 'ONE_SIDE_PER_PROJECT_YEAR', 'NO_EARLIER_PROVINCIAL_SUPPORT')),
    -- The clause that keeps cases apart; whatever is kept apart has one.
    exclusivity_document text,
    exclusivity_article  text,
    cap_scope       text check (cap_scope in ('PROJECT_YEAR', 'APPLICANT_YEAR', 'PROJECT_LIFETIME', 'CONTRACT')),
    cap_parameter   text,
    note            text,
    parameters      text not null,
    hash            text not null,
    primary key (tenant, policy_id, version),
    check (valid_until >= valid_from),
    check ((exclusivity = 'NONE') = (exclusivity_document is null)),
    check ((exclusivity_document is null) = (exclusivity_article is null))
);

-- ---------------------------------------------------------------- entitlement
create table entitlement (
    id                  uuid primary key,
    tenant              int not null references tenant,
    contract_id         uuid not null references contract,
    year                int not null,
    policy_id           text not null,
    policy_tenant       int not null,
    policy_version      text not null,
    side                text not null check (side in ('PROVIDER', 'RECIPIENT')),
    beneficiary_code    text not null,
    status              text not null check (status in ('ENTITLED', 'NOT_ENTITLED', 'NEEDS_JUDGEMENT', 'AWAITING_ELECTION')),
    assessed_amount     numeric(18, 2) not null check (assessed_amount >= 0),
    entitled_amount     numeric(18, 2) not null check (entitled_amount >= 0),
    record              text not null,
    record_hash         text not null,
    plugin_id           text not null,
    plugin_version      text not null,
    plugin_hash         text not null,
    decided_at          timestamptz not null default now(),
    version             int not null default 1,
    unique (contract_id, policy_id, year),
    check (entitled_amount <= assessed_amount)
);
-- Negated, so that one ascending order serves "latest year, largest amount first" and its cursor.
create index entitlement_tenant_rank on entitlement (tenant, (-year), (-entitled_amount), (-assessed_amount), id);
create index entitlement_rank on entitlement ((-year), (-entitled_amount), (-assessed_amount), id);
create index entitlement_beneficiary on entitlement (beneficiary_code);

-- One side of one project in one year (同一年度同一技术交易项目单方面支持); the key crosses tenants on purpose.
create table side_election (
    project_key text not null,
    year        int not null,
    side        text not null check (side in ('PROVIDER', 'RECIPIENT')),
    tenant      int not null references tenant,
    contract_id uuid not null references contract,
    elected_on  date not null default current_date,
    elected_by  text not null,
    primary key (project_key, year)
);

-- What each contract takes out of a shared cap; take_cap is its only writer.
create table cap_claim (
    policy_id   text not null,
    scope_key   text not null,
    contract_id uuid not null references contract,
    year        int not null,
    tenant      int not null references tenant,
    granted     numeric(18, 2) not null check (granted >= 0),
    primary key (policy_id, scope_key, contract_id, year)
);

-- ---------------------------------------------------------------- jobs, imports, idempotency
create table job (
    id              uuid primary key,
    tenant          int not null references tenant,
    kind            text not null check (kind in ('IMPORT', 'ASSESSMENT')),
    status          text not null check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    parameters      text not null,
    caller          text not null,
    requested_by    text not null,
    total           bigint,
    done            bigint not null default 0,
    counts          text not null default '{}',
    problem         text,
    created_at      timestamptz not null default now(),
    started_at      timestamptz,
    finished_at     timestamptz
);
create index job_tenant on job (tenant, created_at desc, id);
create table job_error (
    tenant      int not null references tenant,
    job_id      uuid not null references job,
    row_number  bigint not null,
    cells       text not null,
    reason_zh   text not null,
    reason_en   text not null,
    primary key (job_id, row_number)
);
create table idempotency (
    tenant          int not null,
    account_id      uuid not null,
    key             text not null,
    request_hash    text not null,
    status          int not null,
    location        text,
    body            text,
    created_at      timestamptz not null default now(),
    primary key (account_id, tenant, key)
);

-- ---------------------------------------------------------------- journal
create table journal (
    tenant          int not null references tenant,
    seq             bigint not null,
    at              timestamptz not null,
    actor           text not null,
    action          text not null,
    subject_type    text not null,
    subject_id      text not null,
    before          text not null,
    after           text not null,
    previous_hash   text not null,
    hash            text not null,
    primary key (tenant, seq)
);
create index journal_time on journal (at, tenant, seq);
create table journal_head (
    tenant  int primary key references tenant,
    seq     bigint not null,
    hash    text not null
);

-- Every field enters the hash with its length in bytes, so that no two different entries read the same.
create function journal_field(field text) returns text language sql immutable parallel safe
    as $$ select octet_length(field) || ':' || field $$;
create function journal_hash(previous text, tenant int, seq bigint, at timestamptz, actor text, action text,
        subject_type text, subject_id text, before text, after text) returns text
    language sql immutable parallel safe
    as $$
        select encode(sha256(convert_to(journal_field(previous) || ',' || journal_field(tenant::text) || ',' || journal_field(seq::text)
                || ',' || journal_field(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) || ',' || journal_field(actor)
                || ',' || journal_field(action) || ',' || journal_field(subject_type) || ',' || journal_field(subject_id)
                || ',' || journal_field(before) || ',' || journal_field(after), 'UTF8')), 'hex')
    $$;

-- Appends entries to one tenant's chain, in order. The head row is locked until the transaction ends: a chain has one writer at a time.
create function journal_append(p_tenant int, p_actor text, p_action text, p_subject_type text, p_subject_ids text[],
        p_before text[], p_after text[]) returns bigint
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    declare
        head journal_head;
        entry record;
        entry_at timestamptz := clock_timestamp();
        entry_hash text;
    begin
        if p_tenant < app_low() or p_tenant > app_high() or app_low() is null then
            raise exception 'journal entry for tenant % outside the scope of this transaction', p_tenant using errcode = '42501';
        end if;
        insert into journal_head values (p_tenant, 0, repeat('0', 64)) on conflict do nothing;
        select * into head from journal_head h where h.tenant = p_tenant for update;
        -- Unnested, not subscripted: reaching into a text array is a walk from its beginning.
        for entry in select e.subject_id, coalesce(e.before, '') as before, coalesce(e.after, '') as after
                from unnest(p_subject_ids, p_before, p_after) as e(subject_id, before, after) loop
            entry_hash := journal_hash(head.hash, p_tenant, head.seq + 1, entry_at, p_actor, p_action, p_subject_type,
                    entry.subject_id, entry.before, entry.after);
            insert into journal values (p_tenant, head.seq + 1, entry_at, p_actor, p_action, p_subject_type,
                    entry.subject_id, entry.before, entry.after, head.hash, entry_hash);
            head.seq := head.seq + 1;
            head.hash := entry_hash;
        end loop;
        update journal_head h set seq = head.seq, hash = head.hash where h.tenant = p_tenant;
        return head.seq;
    end $$;

-- ---------------------------------------------------------------- what must look across tenants, and tells as little as it can
-- (they join with their keys instead of asking "= any": a ledger brings tens of thousands, and a scan would try each on every row)

-- Which of these contract identities are already recorded, and the contract's id where the caller may see it.
create function recorded_identities(p_keys bytea[]) returns table (identity_key bytea, contract_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select c.identity_key, case when c.tenant between app_low() and app_high() then c.id end
        from (select distinct unnest(p_keys) as key) k join contract c on c.identity_key = k.key
    $$;

create function recorded_numbers(p_numbers text[]) returns table (registration_number text, contract_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select c.registration_number, case when c.tenant between app_low() and app_high() then c.id end
        from (select distinct unnest(p_numbers) as number) k join contract c on c.registration_number = k.number
    $$;

-- Reserves p_count serials of a registration point and year and returns the first; never hands one out twice.
create function next_registration_serials(p_point text, p_year int, p_count int) returns int
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    declare
        highest int;
        reserved int;
        prefix text := p_point || p_year;
    begin
        insert into registration_serial values (p_point, p_year, 0) on conflict do nothing;
        perform 1 from registration_serial s where s.point = p_point and s.year = p_year for update;
        select coalesce(max(right(c.registration_number, 6)::int), 0) into highest from contract c
            where c.registration_number >= prefix || '000000' and c.registration_number <= prefix || '999999';
        update registration_serial s set last_serial = greatest(s.last_serial, highest) + p_count
            where s.point = p_point and s.year = p_year returning s.last_serial into reserved;
        if reserved > 999999 then
            raise exception 'registration point % has used up its serials of %', p_point, p_year;
        end if;
        return reserved - p_count + 1;
    end $$;

-- The side that holds a project's year, whoever's tenant elected it.
create function elected_sides(p_projects text[], p_year int) returns table (project_key text, side text)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select e.project_key, e.side from (select distinct unnest(p_projects) as project_key) k
        join side_election e on e.project_key = k.project_key and e.year = p_year
    $$;

-- What earlier years granted to these contracts; an award of one tenant binds the next.
create function prior_support(p_contracts uuid[], p_year int)
        returns table (contract_id uuid, policy_id text, year int, side text, granted numeric)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select e.contract_id, e.policy_id, e.year, e.side, e.entitled_amount from entitlement e
        where e.contract_id = any (p_contracts) and e.year < p_year and e.entitled_amount > 0
          and exists (select 1 from contract c where c.id = e.contract_id and c.tenant between app_low() and app_high())
        order by e.contract_id, e.year, e.policy_id
    $$;

-- Takes up to p_wanted out of a cap shared by everything with the same scope key, replacing what this contract took
-- before. The advisory lock makes simultaneous takers of one scope wait for each other.
create function take_cap(p_policy text, p_scope text, p_contract uuid, p_year int, p_tenant int, p_wanted numeric, p_limit numeric)
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
            where c.policy_id = p_policy and c.scope_key = p_scope and (c.contract_id, c.year) <> (p_contract, p_year);
        share := greatest(least(p_wanted, p_limit - taken), 0);
        insert into cap_claim values (p_policy, p_scope, p_contract, p_year, p_tenant, share)
            on conflict (policy_id, scope_key, contract_id, year) do update set granted = excluded.granted;
        return share;
    end $$;

-- ---------------------------------------------------------------- row-level security
do $$
declare
    t text;
begin
    foreach t in array array['tenant', 'account', 'role_grant', 'session', 'organization', 'contract', 'receipt',
            'policy_version', 'entitlement', 'side_election', 'cap_claim', 'job', 'job_error', 'idempotency', 'journal', 'journal_head'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        -- The owner runs migrations and the few functions above that look across tenants; nobody signs in as it to serve requests.
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
    end loop;
    foreach t in array array['organization', 'contract', 'receipt', 'entitlement', 'side_election', 'cap_claim', 'job', 'job_error',
            'idempotency', 'journal', 'journal_head'] loop
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high()) '
                'with check (tenant between app_low() and app_high())', t);
    end loop;
end $$;

-- The tree is seen downwards and, for inherited settings, up the line of ancestors.
create policy division on tenant to longji_app
    using (code between app_low() and app_high() or (code <= app_low() and upper_code >= app_high()))
    with check (code between app_low() and app_high());
create policy division on policy_version to longji_app
    using (tenant between app_low() and app_high() or (tenant <= app_low() and upper_code >= app_high()))
    with check (tenant between app_low() and app_high());

-- Signing in happens before there is a tenant: it may see exactly the account whose name was typed, or that holds the session.
create policy division on account to longji_app
    using (tenant between app_low() and app_high() or username = nullif(current_setting('app.username', true), '') or id = app_account())
    with check (tenant between app_low() and app_high() or username = nullif(current_setting('app.username', true), '') or id = app_account());
create policy division on role_grant to longji_app
    using (tenant between app_low() and app_high() or account_id = app_account())
    with check (tenant between app_low() and app_high());
create policy own on session to longji_app
    using (id = nullif(current_setting('app.session', true), '')::uuid or account_id = app_account())
    with check (account_id = app_account());

-- An applicant sees only what the own organisation is a party to; the other side's draft stays unseen.
create policy party on contract as restrictive to longji_app
    using (app_party() is null or provider_code = app_party() or (recipient_code = app_party() and status <> 'DRAFT'))
    with check (app_party() is null or provider_code = app_party() or recipient_code = app_party());
create policy party on receipt as restrictive to longji_app
    using (app_party() is null or exists (select 1 from contract c where c.id = contract_id))
    with check (app_party() is null or exists (select 1 from contract c where c.id = contract_id));
create policy party on entitlement as restrictive to longji_app
    using (app_party() is null or beneficiary_code = app_party());
create policy party on organization as restrictive to longji_app
    using (app_party() is null or credit_code = app_party()
        or exists (select 1 from contract c where c.provider_id = organization.id or c.recipient_id = organization.id))
    with check (true);
create policy party on side_election as restrictive to longji_app
    using (app_party() is null or exists (select 1 from contract c where c.id = contract_id));
create policy party on job as restrictive to longji_app using (app_party() is null) with check (app_party() is null);
create policy party on job_error as restrictive to longji_app using (app_party() is null) with check (app_party() is null);
create policy party on journal as restrictive to longji_app using (app_party() is null);
create policy party on journal_head as restrictive to longji_app using (app_party() is null);
create policy party on cap_claim as restrictive to longji_app using (app_party() is null);

grant usage on schema public to longji_app;
grant select, insert, update on tenant, loaded_configuration, account, session, signing_key, organization, contract, policy_version, idempotency,
        entitlement, job to longji_app;
grant select, insert, delete on role_grant to longji_app;
grant select, insert on receipt, side_election, job_error, idempotency to longji_app;
grant delete on job_error, idempotency, policy_version to longji_app;
grant select on journal, journal_head, cap_claim to longji_app;
