-- The rules filings are examined by, as they were loaded; every text ever loaded stays, so that an old examination can be read.
create table registration_regime (
    tenant      int not null references tenant,
    upper_code  int not null,
    regime      text not null,
    hash        text not null,
    valid_from  date not null,
    valid_until date,
    content     text not null,
    loaded_at   timestamptz not null default clock_timestamp(),
    -- False once a newer text of the same regime and tenant was loaded.
    current     boolean not null default true,
    primary key (tenant, regime, hash)
);
create unique index registration_regime_current on registration_regime (tenant, regime) where current;

-- From when the inbox warns of the end of the period that runs.
alter table contract add column decision_warn date;
comment on column contract.decision_due is 'Last day of the period that runs: for the decision, or, while returned, for the correction.';

-- One examination for each acceptance: after a correction, or an objection that was upheld, there is another one.
create table examination (
    contract_id     uuid not null references contract,
    round           int not null check (round > 0),
    tenant          int not null references tenant,
    regime_tenant   int not null,
    regime          text not null,
    regime_hash     text not null,
    opened_by       uuid not null references account,
    opened_on       date not null,
    due_on          date not null,
    -- True while the holidays of the year the period ends in are not announced.
    provisional     boolean not null,
    dispute         text,
    outcome         text check (outcome in ('REGISTERED', 'RETURNED', 'REFUSED')),
    closed_by       uuid references account,
    closed_on       date,
    -- What the applicant was told, as it was told.
    letter          text,
    version         int not null default 1,
    primary key (contract_id, round),
    foreign key (regime_tenant, regime, regime_hash) references registration_regime (tenant, regime, hash),
    check ((outcome is null) = (closed_on is null))
);
create index examination_tenant on examination (tenant, contract_id);

create table examination_answer (
    contract_id     uuid not null,
    round           int not null,
    question        text not null,
    tenant          int not null references tenant,
    answer          text not null check (answer in ('YES', 'NO', 'NOT_APPLICABLE')),
    evidence        text,
    answered_by     uuid not null references account,
    answered_by_name text not null,
    answered_at     timestamptz not null default now(),
    primary key (contract_id, round, question),
    foreign key (contract_id, round) references examination
);

create table expert_opinion (
    contract_id         uuid not null,
    round               int not null,
    expert              uuid not null references account,
    tenant              int not null references tenant,
    expert_name         text not null,
    referred_by         uuid not null references account,
    referred_on         date not null,
    due_on              date not null,
    opinion             text check (opinion in ('SUPPORT', 'SUPPORT_WITH_CHANGES', 'OPPOSE')),
    technology_amount   numeric(18, 2) check (technology_amount >= 0),
    reasons             text,
    given_on            date,
    primary key (contract_id, round, expert),
    foreign key (contract_id, round) references examination,
    check ((opinion is null) = (given_on is null)),
    check (opinion is null or reasons is not null)
);
create index expert_opinion_open on expert_opinion (expert, due_on) where opinion is null;

-- Experts a registrar may ask: those of the tenant and of the tenants above it, whom the registrar's own walls hide.
create function experts_for(p_tenant int) returns table (account_id uuid, display_name text, display_name_en text, party text)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select a.id, a.display_name, a.display_name_en, a.party
        from role_grant g join account a on a.id = g.account_id join tenant t on t.code = g.tenant
        where g.role = 'EXPERT' and p_tenant between app_low() and app_high() and p_tenant between t.code and t.upper_code
        order by t.code desc, a.display_name, a.id
    $$;

do $$
declare
    t text;
begin
    foreach t in array array['registration_regime', 'examination', 'examination_answer', 'expert_opinion'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
    end loop;
    foreach t in array array['examination', 'examination_answer', 'expert_opinion'] loop
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high()) '
                'with check (tenant between app_low() and app_high())', t);
    end loop;
end $$;
create policy division on registration_regime to longji_app
    using (tenant between app_low() and app_high() or (tenant <= app_low() and upper_code >= app_high()))
    with check (tenant between app_low() and app_high());
-- A party reads how its filing was examined only through the letter that closed it; answers and opinions are the office's own.
create policy party on examination as restrictive to longji_app
    using (app_party() is null or exists (select 1 from contract c where c.id = contract_id));
create policy party on examination_answer as restrictive to longji_app using (app_party() is null) with check (app_party() is null);
create policy party on expert_opinion as restrictive to longji_app using (app_party() is null) with check (app_party() is null);
grant select, insert, update on registration_regime, examination, examination_answer, expert_opinion to longji_app;
grant delete on examination_answer to longji_app;
