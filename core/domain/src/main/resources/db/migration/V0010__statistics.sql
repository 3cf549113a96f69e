-- The number the national system (全国技术合同管理与服务系统) gave, beside ours.
alter table contract
    add column national_number text collate "C" unique check (national_number ~ '^\d{6}(19|20)\d{2}\d{6}$');

-- ---------------------------------------------------------------- the list of contracts, by any filter
-- Behind a policy PostgreSQL uses an index only for operators it knows to leak nothing, and those of arrays, texts and numerics are
-- not among them. So contract_page looks the page up outside the policies, keeping to the same walls itself, and tells ids only; what
-- stands in the rows is read through the policies as ever.

-- An amount by its size: how many digits before the point, and the first two of them.
create function amount_mark(amount numeric) returns text language sql immutable parallel safe
    return 'm' || length(trunc(amount)::text) || '.' || left(trunc(amount)::text, 2);
-- The marks of all amounts between two.
create function amount_marks(low numeric, high numeric) returns text[] language sql immutable parallel safe
    return array(
        select 'm' || digits || '.' || lead from generate_series(1, 16) digits, generate_series(0, 99) lead
        where lead between (case when digits = 1 then 0 else 10 end) and (case when digits = 1 then 9 else 99 end)
          and (lead + 1) * 10.0 ^ (digits - least(digits, 2)) > coalesce(low, 0)
          and lead * 10.0 ^ (digits - least(digits, 2)) <= coalesce(high, 10.0 ^ 17));

-- What a filter may name, a letter for the kind in front: one index serves every combination. It tells how rare a combination is by
-- holding it, where the planner would have to guess: behind a policy it may not look at the statistics of amounts, texts and arrays.
create function contract_facets(tenant int, type text, subtype text, status text, ip_class text, technology_field text,
        provider_kind text, recipient_kind text, provider_division int, recipient_division int, contract_amount numeric, registrar uuid)
        returns text[]
    language sql immutable parallel safe
    return array[amount_mark(contract_amount), 'n' || tenant, 'n' || tenant / 100, 't' || type, 's' || subtype, 'z' || status, 'i' || ip_class, 'f' || technology_field,
        'p' || provider_kind, 'r' || recipient_kind, 'a' || provider_division, 'a' || provider_division / 100,
        'a' || provider_division / 10000, 'b' || recipient_division, 'b' || recipient_division / 100, 'b' || recipient_division / 10000,
        'g' || registrar::text];

-- The characters of a text, for finding any part of it: a Chinese character is rare enough alone, letters and digits are kept in pairs
-- as well.
create function search_marks(words text) returns text[] language sql immutable parallel safe
    return string_to_array(lower(words), null) || array(
        select substr(run, i, 2) from regexp_split_to_table(lower(words), '[^0-9a-z]+') run, generate_series(1, length(run) - 1) i);

create index contract_search on contract using gin (
    contract_facets(tenant, type, subtype, status, ip_class, technology_field, provider_kind, recipient_kind, provider_division,
        recipient_division, contract_amount, decided_by),
    search_marks(title || ' ' || provider_name || ' ' || recipient_name));
-- The newest rows are walked in the index alone, whatever they are filtered by.
drop index contract_signed;
create index contract_signed on contract (signed_on desc, id desc) include (tenant, status, type, subtype, ip_class, technology_field,
    provider_kind, recipient_kind, provider_division, recipient_division, contract_amount, registered_on, decided_by);
create index contract_registered on contract (registered_on desc, id desc) include (tenant, status, type, subtype, ip_class,
    technology_field, provider_kind, recipient_kind, provider_division, recipient_division, contract_amount, signed_on, decided_by)
    where registered_on is not null;

-- One page of the contracts the transaction may see, the latest signed first, or the latest registered first when a period of
-- registration is asked for. Two ways, neither of which trusts the planner's guess how common a filter is: first the newest rows are
-- walked, up to a limit, which finds what is common at once; what they do not hold is rare enough to be looked up and sorted.
create function contract_page(p_filter jsonb, p_after_day date, p_after_id uuid, p_limit int)
        returns table (id uuid, day date)
    language plpgsql stable security definer rows 100 set search_path = pg_catalog, public
    as $$
    declare
        facets_of constant text := 'contract_facets(c.tenant, c.type, c.subtype, c.status, c.ip_class, c.technology_field,'
            || ' c.provider_kind, c.recipient_kind, c.provider_division, c.recipient_division, c.contract_amount, c.decided_by)';
        words_of constant text := 'c.title || '' '' || c.provider_name || '' '' || c.recipient_name';
        low constant int := greatest(app_low(), (p_filter ->> 'tenantLow')::int);
        high constant int := least(app_high(), (p_filter ->> 'tenantHigh')::int);
        search constant text := lower(p_filter ->> 'search');
        sorting constant text :=
            case when p_filter ?| array['registeredFrom', 'registeredUntil'] then 'registered_on' else 'signed_on' end;
        -- A search reads the rows themselves, which costs more than the index does.
        walk constant int := case when search is null then 20000 else 2000 end;
        span text := format('c.%I is not null', sorting);
        every text := format(' and c.tenant between %s and %s', low, high);
        walked text := '';
        looked_up text := '';
        facets text[] := '{}';
        words text[];
        part record;
        condition text;
        ids uuid[];
        days date[];
    begin
        if app_low() is null or app_high() is null or low > high then
            return;
        end if;
        if app_party() is not null then
            every := every || format(' and (c.provider_code = %1$L or (c.recipient_code = %1$L and c.status <> ''DRAFT''))', app_party());
        end if;
        -- A whole province is no help, and narrows nothing.
        if low = high then
            facets := facets || ('n' || low);
        elsif low % 100 = 0 and high = low + 99 then
            facets := facets || ('n' || low / 100);
        end if;
        for part in select * from (values ('signed_on', 'signed'), ('registered_on', 'registered'), ('contract_amount', 'amount')) v(col, name)
        loop
            condition := case when p_filter ? (part.name || 'From')
                    then format(' and c.%I >= %L', part.col, p_filter ->> (part.name || 'From')) else '' end
                || case when p_filter ? (part.name || 'Until')
                    then format(' and c.%I <= %L', part.col, p_filter ->> (part.name || 'Until')) else '' end;
            if part.col = sorting then
                span := span || condition;
            else
                every := every || condition;
            end if;
        end loop;
        for part in select * from (values ('type', 'type', 't'), ('subtype', 'subtype', 's'), ('status', 'status', 'z'),
                ('provider_kind', 'providerKind', 'p'), ('recipient_kind', 'recipientKind', 'r'), ('decided_by', 'registrar', 'g'))
                v(col, name, mark)
        loop
            if p_filter ? part.name then
                walked := walked || format(' and c.%I = %L', part.col, p_filter ->> part.name);
                facets := facets || (part.mark || (p_filter ->> part.name));
            end if;
        end loop;
        -- A division in as many digits as it was asked for: province, prefecture or county.
        for part in select * from (values ('provider_division', 'providerDivision', 'a'), ('recipient_division', 'recipientDivision', 'b'))
                v(col, name, mark)
        loop
            if p_filter ? part.name then
                walked := walked || format(' and c.%I / %s = %s', part.col,
                    case length(p_filter ->> part.name) when 2 then 10000 when 4 then 100 else 1 end, (p_filter ->> part.name)::int);
                facets := facets || (part.mark || (p_filter ->> part.name));
            end if;
        end loop;
        if p_filter ?| array['amountFrom', 'amountUntil'] then
            looked_up := format(' and %s && %L::text[]', facets_of,
                amount_marks((p_filter ->> 'amountFrom')::numeric, (p_filter ->> 'amountUntil')::numeric));
        end if;
        if facets <> '{}' then
            looked_up := looked_up || format(' and %s @> %L::text[]', facets_of, facets);
        end if;
        -- A code is written in one of several words.
        for part in select * from (values ('ip_class', 'ipClass', 'i'), ('technology_field', 'technologyField', 'f')) v(col, name, mark)
        loop
            if p_filter ? part.name then
                words := array(select jsonb_array_elements_text(p_filter -> part.name));
                walked := walked || format(' and c.%I = any (%L)', part.col, words);
                looked_up := looked_up || format(' and %s && %L::text[]', facets_of, array(select part.mark || word from unnest(words) word));
            end if;
        end loop;
        if search is not null then
            condition := case when search ~ '^[0-9a-z-]{6,32}$' then format(' or c.provider_code = %1$L or c.recipient_code = %1$L'
                || ' or c.registration_number = %1$L or c.national_number = %1$L', upper(search)) else '' end;
            walked := walked || format(' and (position(%L in lower(%s)) > 0%s)', search, words_of, condition);
            looked_up := looked_up || format(' and (search_marks(%1$s) @> %2$L::text[] and position(%3$L in lower(%1$s)) > 0%4$s)',
                words_of, search_marks(search), search, condition);
        end if;
        if p_after_id is not null then
            span := span || format(' and (c.%I, c.id) < (%L, %L::uuid)', sorting, p_after_day, p_after_id);
        end if;
        if p_limit <= 1000 and app_party() is null then
            execute format('select array_agg(w.id), array_agg(w.day) from (select c.id, c.%1$I as day'
                || ' from (select * from contract c where %2$s order by c.%1$I desc, c.id desc limit %3$s) c where true%4$s%5$s limit %6$s) w',
                sorting, span, walk, every, walked, p_limit) into ids, days;
            if cardinality(ids) = p_limit then
                return query select * from unnest(ids, days);
                return;
            end if;
        end if;
        return query execute format('with m as materialized (select c.id, c.%1$I as day from contract c where %2$s%3$s%4$s)'
            || ' select m.id, m.day from m order by m.day desc, m.id desc limit %5$s', sorting, span, every, looked_up, p_limit);
    end $$;
comment on function contract_page is 'Ids of one page of contracts inside app.low..app.high and app.party, by the filters of the list.';
-- Walking the index alone needs pages known to be visible to all, so the table is vacuumed early.
alter table contract set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.02);

-- Which contracts already bear these national numbers, and the contract's id where the caller may see it.
create function recorded_national_numbers(p_numbers text[]) returns table (national_number text, contract_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select c.national_number, case when c.tenant between app_low() and app_high() then c.id end
        from (select distinct unnest(p_numbers) as number) k join contract c on c.national_number = k.number
    $$;

-- ---------------------------------------------------------------- statistics
-- Registered contracts added up by month of registration, a row for every value that occurs in a dimension. It is a copy of what the
-- contracts say, never the truth: whoever reads it settles the months marked below first.
create table statistics_cell (
    tenant              int not null references tenant,
    month               date not null,
    dimension           text not null,
    value               text not null,
    contracts           int not null,
    contract_amount     numeric(24, 2) not null,
    technology_amount   numeric(24, 2) not null,
    settling            bigint not null,
    primary key (tenant, month, dimension, value, settling)
);
create sequence statistics_settling;
-- Months whose contracts changed since they were added up. Marks are only ever added and removed, never changed: a change that commits
-- while its month is being added up leaves its own mark behind.
create table statistics_mark (
    id      bigint generated by default as identity primary key,
    tenant  int not null references tenant,
    month   date not null
);
create index statistics_mark_tenant on statistics_mark (tenant);

create function mark_inserted_contracts() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        insert into statistics_mark (tenant, month)
            select distinct tenant, date_trunc('month', registered_on)::date from new_rows where status = 'REGISTERED';
        return null;
    end $$;
create function mark_deleted_contracts() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        insert into statistics_mark (tenant, month)
            select distinct tenant, date_trunc('month', registered_on)::date from old_rows where status = 'REGISTERED';
        return null;
    end $$;
create function mark_changed_contracts() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        insert into statistics_mark (tenant, month)
            select distinct s.tenant, date_trunc('month', s.registered_on)::date
            from old_rows o join new_rows n using (id)
            cross join lateral (values (o.tenant, o.registered_on, o.status), (n.tenant, n.registered_on, n.status))
                s(tenant, registered_on, status)
            where s.status = 'REGISTERED'
              and (o.tenant, o.status, o.registered_on, o.type, o.subtype, o.ip_class, o.technology_field, o.plan_source, o.provider_kind,
                   o.recipient_kind, o.economic_goal, o.industry, o.intermediary, o.provider_division, o.recipient_division,
                   o.contract_amount, o.declared_technology_amount, o.assessed_technology_amount)
                  is distinct from
                  (n.tenant, n.status, n.registered_on, n.type, n.subtype, n.ip_class, n.technology_field, n.plan_source, n.provider_kind,
                   n.recipient_kind, n.economic_goal, n.industry, n.intermediary, n.provider_division, n.recipient_division,
                   n.contract_amount, n.declared_technology_amount, n.assessed_technology_amount);
        return null;
    end $$;
create trigger statistics_inserted after insert on contract
    referencing new table as new_rows for each statement execute function mark_inserted_contracts();
create trigger statistics_deleted after delete on contract
    referencing old table as old_rows for each statement execute function mark_deleted_contracts();
create trigger statistics_changed after update on contract
    referencing old table as old_rows new table as new_rows for each statement execute function mark_changed_contracts();

-- Where a party sits, no finer than the reports ask: the tenant itself in full, its province by prefecture, the rest of the country by
-- province, 0 abroad.
create function flow_place(tenant int, kind text, division int) returns text language sql immutable parallel safe
    return case when kind = 'OVERSEAS' or division < 100000 then '0'
        when division = tenant then division::text
        when division / 10000 = tenant / 10000 then (division / 100)::text
        else (division / 10000)::text end;

-- Adds the marked months of the transaction's range up anew, each from one look at the contracts, and says how many there were.
create function settle_statistics() returns int
    language plpgsql security definer set search_path = pg_catalog, public set work_mem = '64MB'
    as $$
    declare
        low constant int := app_low();
        high constant int := app_high();
        this_settling bigint;
        seen bigint[];
    begin
        if low is null or not exists (select 1 from statistics_mark m where m.tenant between low and high) then
            return 0;
        end if;
        -- One at a time: of two, the one that looked first must not write last.
        perform pg_advisory_xact_lock(hashtextextended('settle_statistics', 0));
        this_settling := nextval('statistics_settling');
        with marked as materialized (select m.id, m.tenant, m.month from statistics_mark m where m.tenant between low and high),
        stale as materialized (select distinct m.tenant, m.month from marked m),
        registered as (
            select c.tenant, s.month, c.type, c.subtype, coalesce(c.ip_class, '') as ip_class,
                   coalesce(c.technology_field, '') as technology_field, coalesce(c.plan_source, '') as plan_source,
                   c.provider_kind, c.recipient_kind, coalesce(c.economic_goal, '') as economic_goal,
                   coalesce(c.industry, '') as industry,
                   case when coalesce(c.intermediary, '') = '' then 'NO' else 'YES' end as intermediary,
                   -- 100万, 1000万, 1亿元
                   case when c.contract_amount >= 100000000 then '100000000' when c.contract_amount >= 10000000 then '10000000'
                        when c.contract_amount >= 1000000 then '1000000' else '0' end as size,
                   flow_place(c.tenant, c.provider_kind, c.provider_division) || '>'
                       || flow_place(c.tenant, c.recipient_kind, c.recipient_division) as flow,
                   c.contract_amount, coalesce(c.assessed_technology_amount, c.declared_technology_amount) as technology_amount
            from stale s join contract c on c.tenant = s.tenant
                and c.registered_on >= s.month and c.registered_on < s.month + interval '1 month'
            where c.status = 'REGISTERED'),
        added_up as (
            insert into statistics_cell (tenant, month, dimension, value, contracts, contract_amount, technology_amount, settling)
            select r.tenant, r.month,
                case when r.type is not null then 'TYPE' when r.subtype is not null then 'SUBTYPE' when r.ip_class is not null then 'IP_CLASS'
                    when r.technology_field is not null then 'TECHNOLOGY_FIELD' when r.plan_source is not null then 'PLAN_SOURCE'
                    when r.provider_kind is not null then 'PROVIDER_KIND' when r.recipient_kind is not null then 'RECIPIENT_KIND'
                    when r.economic_goal is not null then 'ECONOMIC_GOAL' when r.industry is not null then 'INDUSTRY'
                    when r.intermediary is not null then 'INTERMEDIARY' when r.size is not null then 'SIZE' else 'FLOW' end,
                coalesce(r.type, r.subtype, r.ip_class, r.technology_field, r.plan_source, r.provider_kind, r.recipient_kind,
                    r.economic_goal, r.industry, r.intermediary, r.size, r.flow),
                count(*), sum(r.contract_amount), sum(r.technology_amount), this_settling
            from registered r
            group by r.tenant, r.month, grouping sets ((r.type), (r.subtype), (r.ip_class), (r.technology_field), (r.plan_source),
                (r.provider_kind), (r.recipient_kind), (r.economic_goal), (r.industry), (r.intermediary), (r.size), (r.flow)))
        select array_agg(m.id) into seen from marked m;
        delete from statistics_cell c
            using (select distinct m.tenant, m.month from statistics_mark m where m.id = any (seen)) s
            where c.tenant = s.tenant and c.month = s.month and c.settling <> this_settling;
        delete from statistics_mark m where m.id = any (seen);
        return cardinality(seen);
    end $$;

insert into statistics_mark (tenant, month)
    select distinct tenant, date_trunc('month', registered_on)::date from contract where status = 'REGISTERED';

do $$
declare
    t text;
begin
    foreach t in array array['statistics_cell', 'statistics_mark'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        -- In brackets the range is asked for once, not for every one of some hundred thousand cells.
        execute format('create policy division on %I to longji_app using (tenant between (select app_low()) and (select app_high()))', t);
        execute format('create policy party on %I as restrictive to longji_app using ((select app_party()) is null)', t);
    end loop;
end $$;
-- Only settle_statistics and the triggers write them.
grant select on statistics_cell to longji_app;
