-- What there is to pay a measure from in a year, in double entry: money is appropriated, committed to items of rounds, paid, and
-- comes back. The four balances of a budget are what its entries add up to; budget_post is the only writer of both.
create table budget (
    tenant          int not null references tenant,
    policy_id       text not null,
    year            int not null check (year between 2000 and 2100),
    appropriated    numeric(18, 2) not null default 0,
    available       numeric(18, 2) not null default 0 constraint budget_available check (available >= 0),
    committed       numeric(18, 2) not null default 0 check (committed >= 0),
    paid            numeric(18, 2) not null default 0 check (paid >= 0),
    entries         bigint not null default 0,
    primary key (tenant, policy_id, year),
    -- The parts are the whole, whatever the application says.
    check (appropriated = available + committed + paid)
);

-- What each kind of movement debits and credits. APPROPRIATED is where the money comes from; the others say where it stands.
create function budget_movement(kind text) returns text[]
    language sql immutable strict parallel safe
    as $$
        select case kind
            when 'APPROPRIATION' then array['AVAILABLE', 'APPROPRIATED']
            when 'REDUCTION' then array['APPROPRIATED', 'AVAILABLE']
            when 'COMMITMENT' then array['COMMITTED', 'AVAILABLE']
            when 'RELEASE' then array['AVAILABLE', 'COMMITTED']
            when 'PAYMENT' then array['PAID', 'COMMITTED']
            -- The bank gave it back: it is still owed, and can be paid again.
            when 'BOUNCE' then array['COMMITTED', 'PAID']
            -- The beneficiary gave it back: it can be spent on others.
            when 'RECOVERY' then array['AVAILABLE', 'PAID']
        end
    $$;

create table budget_entry (
    tenant      int not null,
    policy_id   text not null,
    year        int not null,
    seq         bigint not null,
    kind        text not null check (budget_movement(kind) is not null),
    debit       text not null,
    credit      text not null,
    amount      numeric(18, 2) not null check (amount > 0),
    -- What moved it. The same thing moves money of one kind once.
    reference   text not null,
    document    text,
    note        text,
    actor       text not null,
    at          timestamptz not null,
    primary key (tenant, policy_id, year, seq),
    foreign key (tenant, policy_id, year) references budget,
    unique (tenant, policy_id, year, kind, reference),
    check (array[debit, credit] = budget_movement(kind))
);

do $$
declare
    t text;
begin
    foreach t in array array['budget', 'budget_entry'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high()) '
                'with check (tenant between app_low() and app_high())', t);
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null) with check (app_party() is null)', t);
        execute format('grant select on %I to longji_app', t);
    end loop;
end $$;

-- Locks a budget until the transaction ends and says what is left in it; nothing where there is none.
create function budget_left(p_tenant int, p_policy text, p_year int) returns numeric
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    declare
        remaining numeric := 0;
    begin
        if p_tenant < app_low() or p_tenant > app_high() or app_low() is null or app_party() is not null then
            raise exception 'budget of tenant % outside the scope of this transaction', p_tenant using errcode = '42501';
        end if;
        select b.available into remaining from budget b where (b.tenant, b.policy_id, b.year) = (p_tenant, p_policy, p_year) for update;
        return coalesce(remaining, 0);
    end $$;

-- Moves money once per reference, all or nothing; says how much moved now. A budget that would be overdrawn refuses.
create function budget_post(p_tenant int, p_policy text, p_year int, p_kind text, p_references text[], p_amounts numeric[],
        p_document text, p_note text, p_actor text) returns numeric
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    declare
        accounts text[] := budget_movement(p_kind);
        moved numeric;
        rows bigint;
        last bigint;
    begin
        if p_tenant < app_low() or p_tenant > app_high() or app_low() is null or app_party() is not null then
            raise exception 'budget of tenant % outside the scope of this transaction', p_tenant using errcode = '42501';
        end if;
        if p_kind = 'APPROPRIATION' then
            insert into budget (tenant, policy_id, year) values (p_tenant, p_policy, p_year) on conflict do nothing;
        end if;
        select b.entries into last from budget b where (b.tenant, b.policy_id, b.year) = (p_tenant, p_policy, p_year) for update;
        if last is null then
            raise exception 'no budget of % for % in %', p_tenant, p_policy, p_year using errcode = '23514', constraint = 'budget_available';
        end if;
        with asked as (
            select a.reference, a.amount, row_number() over (order by a.position) as position
            from unnest(p_references, p_amounts) with ordinality as a(reference, amount, position)
            where not exists (select 1 from budget_entry e
                where (e.tenant, e.policy_id, e.year, e.kind, e.reference) = (p_tenant, p_policy, p_year, p_kind, a.reference))
        ), written as (
            insert into budget_entry
            select p_tenant, p_policy, p_year, last + position, p_kind, accounts[1], accounts[2], amount, reference, p_document, p_note,
                p_actor, clock_timestamp()
            from asked returning amount
        )
        select coalesce(sum(amount), 0), count(*) into moved, rows from written;
        update budget b set entries = b.entries + rows,
            appropriated = b.appropriated + case 'APPROPRIATED' when accounts[2] then moved when accounts[1] then -moved else 0 end,
            available = b.available + case 'AVAILABLE' when accounts[1] then moved when accounts[2] then -moved else 0 end,
            committed = b.committed + case 'COMMITTED' when accounts[1] then moved when accounts[2] then -moved else 0 end,
            paid = b.paid + case 'PAID' when accounts[1] then moved when accounts[2] then -moved else 0 end
        where (b.tenant, b.policy_id, b.year) = (p_tenant, p_policy, p_year);
        return moved;
    end $$;
