-- Where each tenant's journal stood at the end of a day, sealed and published: whoever kept one can show that nothing before it was
-- written anew, not even by somebody who may write the whole chain.
create table journal_root (
    tenant      int not null references tenant,
    day         date not null,
    seq         bigint not null,
    hash        text not null,
    seal        text not null,
    sealed_at   timestamptz not null,
    primary key (tenant, day)
);
alter table journal_root enable row level security;
alter table journal_root force row level security;
create policy keeper on journal_root to current_user using (true) with check (true);
create policy division on journal_root to longji_app
    using (tenant between app_low() and app_high()) with check (tenant between app_low() and app_high());
create policy party on journal_root as restrictive to longji_app using (app_party() is null) with check (app_party() is null);
grant select, insert on journal_root to longji_app;

-- For everybody: a root says nothing but how many entries there were and what they hash to.
create function published_journal_roots(p_tenant int, p_from date, p_until date) returns table (day date, seq bigint, hash text, seal text)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select r.day, r.seq, r.hash, r.seal from journal_root r
        where r.tenant = p_tenant and r.day between p_from and p_until order by r.day desc limit 400
    $$;

-- Who from above looked at what of a tenant's.
create index journal_read on journal (tenant, seq) where action like '%\_READ';
