-- Which tenants may have which plugins, and which version each has. What came with Longji is had without a row.
create table plugin_offer (
    -- The province that offers, and the division that may enable it from then on, with everything below.
    tenant      int not null references tenant,
    upper_code  int not null,
    plugin      text not null,
    subtree     int not null references tenant,
    offered_by  text not null,
    offered_at  timestamptz not null,
    primary key (tenant, plugin, subtree),
    check (subtree between tenant and upper_code)
);

create table plugin_enablement (
    tenant      int not null references tenant,
    upper_code  int not null,
    plugin      text not null,
    enabled     boolean not null,
    -- The version the tenant chose; absent where it follows the one that runs for all.
    hash        text references plugin_archive,
    -- A version asked beside it, and never paid by.
    shadow_hash text references plugin_archive,
    revision    int not null default 1,
    changed_by  text not null,
    changed_at  timestamptz not null,
    primary key (tenant, plugin)
);
create index plugin_enablement_hash on plugin_enablement (hash) where hash is not null;
create index plugin_enablement_shadow on plugin_enablement (shadow_hash) where shadow_hash is not null;

do $$
declare
    t text;
begin
    foreach t in array array['plugin_offer', 'plugin_enablement'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        -- Seen from above and below; written from where it belongs to.
        execute format('create policy division on %I to longji_app '
                'using (tenant between app_low() and app_high() or (tenant <= app_low() and upper_code >= app_high())) '
                'with check (tenant between app_low() and app_high())', t);
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null) with check (app_party() is null)', t);
    end loop;
    -- What is seen from below is not removed from below.
    foreach t in array array['plugin_offer', 'plugin_enablement', 'plugin_archive', 'plugin_rollout'] loop
        execute format('create policy removal on %I as restrictive for delete to longji_app '
                'using (tenant between app_low() and app_high())', t);
    end loop;
end $$;

grant select, insert, update, delete on plugin_offer, plugin_enablement to longji_app;
-- An archive that nobody uses and no decision is pinned to may be uninstalled.
grant delete on plugin_archive, plugin_rollout to longji_app;
grant delete on plugin_node to longji_app;

-- Every tenant had whatever ran, and keeps it.
insert into plugin_offer (tenant, upper_code, plugin, subtree, offered_by, offered_at)
select r.tenant, r.upper_code, r.plugin, r.tenant, r.changed_by, r.changed_at
from plugin_rollout r join plugin_archive a on a.hash = r.hash
where r.running and not exists (select 1 from plugin_archive s where s.plugin = r.plugin and s.tenant is null);
insert into plugin_enablement (tenant, upper_code, plugin, enabled, changed_by, changed_at)
select t.code, t.upper_code, o.plugin, true, o.offered_by, o.offered_at
from plugin_offer o join tenant t on t.code between o.tenant and o.upper_code;
