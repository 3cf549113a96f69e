-- A load of a million contracts is added up in one look at them; the rest stays as V0010 made it. The memory is only taken by such a load:
-- some hundred thousand sums at most.
-- Adds the marked months of the transaction's range up anew, each from one look at the contracts, and says how many there were.
create or replace function settle_statistics() returns int
    language plpgsql security definer set search_path = pg_catalog, public set work_mem = '512MB' set enable_nestloop = on
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
        -- After a load one look at all contracts is cheaper than a look-up in the index for every month; the planner cannot know.
        if (select count(*) from (select 1 from statistics_mark m where m.tenant between low and high limit 200) m) = 200 then
            set local enable_nestloop = off;
        end if;
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
                   -- In fen: whole numbers add up several times faster.
                   (c.contract_amount * 100)::bigint as contract_fen,
                   (coalesce(c.assessed_technology_amount, c.declared_technology_amount) * 100)::bigint as technology_fen
            -- The month twice: as a range for the index, as a value for a join of everything.
            from stale s join contract c on c.tenant = s.tenant
                and c.registered_on >= s.month and c.registered_on < s.month + interval '1 month'
                and date_trunc('month', c.registered_on::timestamp)::date = s.month
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
                count(*), sum(r.contract_fen) * 0.01, sum(r.technology_fen) * 0.01,
                this_settling
            from registered r
            group by r.tenant, r.month, grouping sets ((r.type), (r.subtype), (r.ip_class), (r.technology_field), (r.plan_source),
                (r.provider_kind), (r.recipient_kind), (r.economic_goal), (r.industry), (r.intermediary), (r.size), (r.flow)))
        select array_agg(m.id) into seen from marked m;
        delete from statistics_cell c
            using (select distinct m.tenant, m.month from statistics_mark m where m.id = any (seen)) s
            where c.tenant = s.tenant and c.month = s.month and c.settling <> this_settling;
        delete from statistics_mark m where m.id = any (seen);
        -- Another may have added them up while this one waited.
        return coalesce(cardinality(seen), 0);
    end $$;
