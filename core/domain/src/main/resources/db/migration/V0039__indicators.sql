-- What an archive brings, by every extension point there is.
alter table plugin_archive
    add column settings text[] not null default '{}',
    add column endpoints text[] not null default '{}',
    add column indicators text[] not null default '{}',
    add column screenings text[] not null default '{}';

-- The figures that plugins computed about a tenant, one for each day it was computed on. What somebody is counted by stands nowhere.
create table indicator_value (
    tenant          int not null references tenant,
    plugin          text not null,
    indicator       text not null,
    day             date not null,
    -- Of the tenant with all below it, and of itself alone; null where there is no figure.
    value           numeric(24, 6),
    own_value       numeric(24, 6),
    -- What the value is made of, in the words of the plugin.
    parts           text not null,
    -- Why there is no own figure, in the words of the plugin or of the host.
    reason          text,
    -- How many tenants it is put together from, and how many could not be.
    counted         int not null check (counted >= 0),
    missing         int not null check (missing >= 0),
    failed          boolean not null,
    plugin_version  text not null,
    plugin_hash     text not null,
    computed_at     timestamptz not null,
    primary key (tenant, plugin, indicator, day),
    check (not failed or own_value is null)
);

-- Whose turn it was on which day: whichever node is first computes.
create table indicator_turn (
    tenant  int not null references tenant,
    day     date not null,
    primary key (tenant, day)
);

do $$
declare
    t text;
begin
    foreach t in array array['indicator_value', 'indicator_turn'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app '
                'using (tenant between app_low() and app_high()) with check (tenant between app_low() and app_high())', t);
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null) with check (app_party() is null)', t);
    end loop;
end $$;

grant select, insert, update on indicator_value to longji_app;
grant select, insert on indicator_turn to longji_app;
