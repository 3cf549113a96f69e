-- What a version of a plugin that a tenant tries beside its own answered on live cases. Nothing here was ever paid.
create table shadow_tally (
    -- Whose cases they are, and whose law and choice of versions they were asked under.
    tenant          int not null references tenant,
    policy_tenant   int not null,
    plugin          text not null,
    shadow_hash     text not null,
    year            int not null,
    asked           bigint not null,
    first_at        timestamptz not null,
    last_at         timestamptz not null,
    primary key (tenant, policy_tenant, shadow_hash, year)
);

-- One case on which it answered otherwise, as of when it was last asked.
create table shadow_difference (
    id              uuid primary key,
    tenant          int not null references tenant,
    policy_tenant   int not null,
    plugin          text not null,
    shadow_hash     text not null,
    plugin_hash     text not null,
    policy_id       text not null,
    year            int not null,
    subject_id      uuid not null,
    contract_id     uuid,
    -- Number of the contract, or name of the applicant.
    subject         text not null,
    status          text not null,
    -- Absent where the other version does not bring the policy at all.
    shadow_status   text,
    assessed_amount numeric(18, 2) not null,
    shadow_assessed numeric(18, 2) not null,
    entitled_amount numeric(18, 2) not null,
    -- Under the limits as they were drawn for the answer that counts.
    shadow_entitled numeric(18, 2) not null,
    reason_zh       text not null,
    reason_en       text not null,
    shadow_reason_zh text not null,
    shadow_reason_en text not null,
    found_at        timestamptz not null,
    unique (shadow_hash, subject_id, policy_id, year)
);
create index shadow_difference_list on shadow_difference (plugin, shadow_hash, found_at desc, id desc);

do $$
declare
    t text;
begin
    foreach t in array array['shadow_tally', 'shadow_difference'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app '
                'using (tenant between app_low() and app_high()) with check (tenant between app_low() and app_high())', t);
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null) with check (app_party() is null)', t);
    end loop;
end $$;

grant select, insert, update, delete on shadow_tally, shadow_difference to longji_app;
