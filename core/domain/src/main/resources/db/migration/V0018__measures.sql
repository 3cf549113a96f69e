-- Measures: policies a tenant wrote in a plugin's language. The text stands with the version; every text that was ever in
-- force is kept, because a decision names the hash of the one that made it.
alter table policy_version
    add column language text,
    add column definition text,
    add constraint policy_version_definition check ((language is null) = (definition is null)),
    drop constraint policy_version_cap_scope_check,
    add constraint policy_version_cap_scope_check
        check (cap_scope in ('PROJECT_YEAR', 'APPLICANT_YEAR', 'APPLICANT_LIFETIME', 'PROJECT_LIFETIME', 'CONTRACT'));

create table policy_definition (
    tenant      int not null references tenant,
    upper_code  int not null,
    hash        text not null,
    language    text not null,
    definition  text not null,
    kept_at     timestamptz not null default now(),
    primary key (tenant, hash)
);

alter table policy_definition enable row level security;
alter table policy_definition force row level security;
create policy keeper on policy_definition to current_user using (true) with check (true);
-- As the versions: seen downwards and, because it is inherited, up the line of ancestors.
create policy division on policy_definition to longji_app
    using (tenant between app_low() and app_high() or (tenant <= app_low() and upper_code >= app_high()))
    with check (tenant between app_low() and app_high());
-- Never changed and never deleted.
grant select, insert on policy_definition to longji_app;

-- What the parties named traded in each year, counted over the division that enacted a measure: more than the tenant that
-- assesses may see, so sums alone come out, and only of parties to contracts it does see.
create function year_figures(p_low int, p_high int, p_codes text[], p_first int, p_last int)
        returns table (code text, year int, role text, contracts int, contract_amount numeric, technology_amount numeric, received numeric)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        with asked as (
            select distinct a.code from unnest(p_codes) as a(code)
            where app_party() is null and exists (select 1 from contract c
                where c.tenant between app_low() and app_high() and (c.provider_code = a.code or c.recipient_code = a.code))
        ), side as (
            select c.id, a.code, 'PROVIDER' as role, c.registered_on, c.contract_amount,
                coalesce(c.assessed_technology_amount, c.declared_technology_amount) as technology_amount
            from asked a join contract c on c.provider_code = a.code
            where c.status = 'REGISTERED' and c.tenant between p_low and p_high
            union all
            select c.id, a.code, 'RECIPIENT', c.registered_on, c.contract_amount,
                coalesce(c.assessed_technology_amount, c.declared_technology_amount)
            from asked a join contract c on c.recipient_code = a.code
            where c.status = 'REGISTERED' and c.tenant between p_low and p_high
        ), part as (
            select s.code, extract(year from s.registered_on)::int as year, s.role, 1 as contracts, s.contract_amount,
                s.technology_amount, 0::numeric as received
            from side s where s.registered_on between make_date(p_first, 1, 1) and make_date(p_last, 12, 31)
            union all
            select s.code, extract(year from r.received_on)::int, s.role, 0, 0, 0, r.received
            from side s join receipt r on r.contract_id = s.id
            where r.received_on between make_date(p_first, 1, 1) and make_date(p_last, 12, 31)
        )
        select p.code, p.year, p.role, sum(p.contracts)::int, sum(p.contract_amount), sum(p.technology_amount), sum(p.received)
        from part p group by 1, 2, 3 order by 1, 2, 3
    $$;
