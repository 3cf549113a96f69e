-- Blind second registration: a sample of decided contracts is judged again by another registrar, who is not shown the decision.
create table quality_round (
    id                  uuid primary key,
    tenant              int not null references tenant,
    decided_from        date not null,
    decided_until       date not null,
    cases_per_registrar int not null check (cases_per_registrar between 1 and 200),
    -- The sample follows from it: whoever doubts the choice can draw it again.
    seed                bigint not null,
    population          int not null,
    ordered_by          text not null,
    created_at          timestamptz not null default now(),
    check (decided_until >= decided_from)
);
create index quality_round_tenant on quality_round (tenant, created_at desc, id desc);

create table quality_case (
    id                          uuid primary key,
    tenant                      int not null references tenant,
    round_id                    uuid not null references quality_round,
    contract_id                 uuid not null references contract,
    -- What was decided when the sample was drawn; later changes of the contract do not change it.
    first_registrar             uuid not null references account,
    first_category              text not null,
    first_technology_amount     numeric(18, 2),
    -- Null when the tenant has no other registrar free of ties to the case.
    second_registrar            uuid references account,
    second_category             text,
    second_technology_amount    numeric(18, 2) check (second_technology_amount >= 0),
    second_reasons              text,
    second_note                 text,
    decided_at                  timestamptz,
    unique (round_id, contract_id),
    check (second_registrar is distinct from first_registrar),
    check ((second_category is null) = (decided_at is null)),
    check (second_category is null or second_registrar is not null)
);
create index quality_case_second on quality_case (tenant, second_registrar) where decided_at is null;

do $$
declare
    t text;
begin
    foreach t in array array['quality_round', 'quality_case'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high()) '
                'with check (tenant between app_low() and app_high())', t);
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null) '
                'with check (app_party() is null)', t);
    end loop;
end $$;
grant select, insert on quality_round to longji_app;
grant select, insert, update on quality_case to longji_app;
-- Refusals of a period, for the drift of their reasons.
create index contract_refused on contract (tenant, decided_on) where status = 'REFUSED';
