-- Versions of a policy that are drafted, tried on the registered contracts and enacted in the console, beside those of the
-- configuration; the rails a parent sets for them; and the back-tests that enactment asks for.

-- The text of an enacted version and its hash never change. What may change is its last day, and that stands apart.
alter table policy_version
    add column origin       text not null default 'CONFIGURATION' check (origin in ('CONFIGURATION', 'CONSOLE')),
    add column ended_on     date,
    add column drafted_by   text,
    add column enacted_by   text,
    add column enacted_at   timestamptz,
    add column backtest_id  uuid,
    add column revision     int not null default 1,
    add check (ended_on >= valid_from),
    add check (origin = 'CONFIGURATION' or (drafted_by is not null and enacted_by is not null and enacted_at is not null));

create table policy_draft (
    id          uuid primary key,
    tenant      int not null references tenant,
    policy_id   text not null,
    plugin_id   text not null,
    version     text not null,
    -- The form as it was saved, and the hash of the version it would become.
    content     text not null,
    hash        text not null,
    -- Everybody who wrote in it: none of them enacts it.
    authors     uuid[] not null,
    drafted_by  text not null,
    revision    int not null default 1,
    created_at  timestamptz not null default now(),
    changed_at  timestamptz not null default now(),
    unique (tenant, policy_id, version)
);

-- What a parent allows its children to write in their versions of the same policy.
create table policy_rail (
    id          uuid primary key,
    tenant      int not null references tenant,
    upper_code  int not null,
    policy_id   text not null,
    parameter   text not null,
    -- LOCKED: the parent's own value. Otherwise a range, ends included, and which way from the parent's own value.
    locked      boolean not null,
    direction   text not null check (direction in ('ANY', 'NOT_LOWER', 'NOT_HIGHER')),
    lowest      numeric,
    highest     numeric,
    valid_from  date not null,
    valid_until date,
    document    text not null,
    article     text not null,
    note        text,
    origin      text not null check (origin in ('CONFIGURATION', 'CONSOLE')),
    made_by     text,
    revision    int not null default 1,
    check (valid_until >= valid_from),
    check (highest >= lowest)
);
create index policy_rail_line on policy_rail (tenant, policy_id, parameter, valid_from);

-- How long a back-test counts.
create table policy_gate (
    tenant          int not null references tenant,
    upper_code      int not null,
    valid_from      date not null,
    valid_until     date,
    backtest_days   int not null check (backtest_days > 0),
    note            text,
    primary key (tenant, valid_from),
    check (valid_until >= valid_from)
);

-- A back-test is known by its job.
create table backtest (
    id              uuid primary key references job,
    tenant          int not null references tenant,
    policy_id       text not null,
    years           int[] not null,
    budgets         text not null,
    contracts       bigint,
    in_force        text,
    ordered_by      text not null,
    ordered_at      timestamptz not null default now(),
    completed_at    timestamptz
);
create index backtest_line on backtest (tenant, policy_id, ordered_at desc);
create table backtest_scenario (
    backtest_id uuid not null references backtest,
    tenant      int not null references tenant,
    position    int not null,
    name        text not null,
    version     text not null,
    hash        text not null,
    content     text not null,
    result      text,
    primary key (backtest_id, position)
);
create index backtest_scenario_hash on backtest_scenario (tenant, hash);
-- Whom a scenario gives more or less than the version in force: pages of columns, the largest difference first.
create table backtest_change (
    backtest_id uuid not null references backtest,
    tenant      int not null references tenant,
    position    int not null,
    direction   text not null check (direction in ('WINNER', 'LOSER')),
    page        int not null,
    contracts   uuid[] not null,
    years       int[] not null,
    policies    text[] not null,
    before      numeric[] not null,
    after       numeric[] not null,
    crossed     boolean[] not null,
    decided     numeric[] not null,
    primary key (backtest_id, position, direction, page)
);

-- What contracts outside the caller's range take out of these shared caps: sums, and nothing of whose they are.
create function claimed_outside(p_policy text, p_scopes text[]) returns table (scope_key text, granted numeric)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select c.scope_key, sum(c.granted) from (select distinct unnest(p_scopes) as key) k join cap_claim c
            on c.policy_id = p_policy and c.scope_key = k.key and c.tenant not between app_low() and app_high()
        where app_low() is not null group by 1 having sum(c.granted) > 0
    $$;

-- The contracts of a declared project are looked for together.
create index contract_project on contract (project_key) where project_key is not null;

do $$
declare
    t text;
begin
    foreach t in array array['policy_draft', 'policy_rail', 'policy_gate', 'backtest', 'backtest_scenario', 'backtest_change'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
    end loop;
    foreach t in array array['policy_draft', 'backtest', 'backtest_scenario', 'backtest_change'] loop
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high()) '
                'with check (tenant between app_low() and app_high())', t);
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null) '
                'with check (app_party() is null)', t);
    end loop;
    -- Rails and gates hold for whoever lies below.
    foreach t in array array['policy_rail', 'policy_gate'] loop
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high() '
                'or (tenant <= app_low() and upper_code >= app_high())) with check (tenant between app_low() and app_high())', t);
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null) '
                'with check (app_party() is null)', t);
    end loop;
end $$;

grant select, insert, update, delete on policy_draft, policy_rail, policy_gate to longji_app;
grant select, insert, update on backtest, backtest_scenario to longji_app;
grant select, insert, delete on backtest_change to longji_app;
