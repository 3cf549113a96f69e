-- Awards at a cap are a finding where their contracts are alike and near in time; before, any three between regular partners were.
-- The findings of a round that are not on record yet. p_days: how near in time two things must be; p_near: by how much an amount may lie
-- above a threshold, or below a cap, and p_alike: by how much two amounts may differ, as parts of one.
create or replace function round_findings(p_round uuid, p_days int, p_near numeric, p_alike numeric) returns table (item_id uuid, kind text, evidence jsonb)
    language plpgsql stable security definer set search_path = pg_catalog, public
    as $$
    #variable_conflict use_column
    begin
        if app_party() is not null or not exists (select 1 from payment_round r where r.id = p_round and r.tenant between app_low() and app_high()) then
            raise exception 'round % outside the scope of this transaction', p_round using errcode = '42501';
        end if;
        return query
        with item as materialized (
            select i.id, i.tenant, c.tenant as contract_tenant, i.contract_id, i.due, i.entitlement_id, i.beneficiary_code, i.record_hash, i.number, c.project_key, c.provider_id, c.recipient_id,
                c.provider_code, c.recipient_code, c.signed_on, c.title, c.contract_amount, c.affiliated_parties,
                coalesce(c.assessed_technology_amount, c.declared_technology_amount) as technology_amount
            from round_item i join contract c on c.id = i.contract_id
            where i.round_id = p_round and i.status in ('CANDIDATE', 'CLAIMED', 'PASSED')
        ), record as materialized (
            select i.id as item_id, f.record::jsonb as record from item i join frozen_decision f on f.tenant = i.tenant and f.hash = i.record_hash
        ), figure as materialized (
            -- Every yuan figure the decision was made with: thresholds and caps among them.
            select r.item_id, p.value::numeric as amount
            from record r cross join lateral jsonb_to_recordset(coalesce(r.record -> 'parameters', '[]')) as p(value text, unit text)
            where p.unit = 'CNY' and p.value ~ '^[0-9]+(\.[0-9]+)?$' and p.value::numeric > 0
        ), same_project as (
            select i.id, jsonb_agg(distinct jsonb_build_object('tenant', o.tenant, 'policy', pr.policy_id, 'year', o.about_year, 'amount', coalesce(o.allocated, o.due)::text)) as proof
            from item i
            join contract oc on oc.id = i.contract_id or (oc.project_key = i.project_key and i.project_key is not null)
            join round_item o on o.contract_id = oc.id and o.entitlement_id <> i.entitlement_id and takes_up(o.status, o.due, o.allocated) > 0
            join payment_round pr on pr.id = o.round_id
            join record r on r.item_id = i.id
            -- What the rules themselves looked at when they decided is no finding.
            where position('"' || pr.policy_id || '"' in coalesce((r.record #> '{host,limits}')::text, '')) = 0
                -- The same measure pays the project again in another year, and each contract of it.
                and (pr.policy_id <> (select p.policy_id from payment_round p where p.id = p_round) or o.beneficiary_code <> i.beneficiary_code)
            group by i.id
        ), near_threshold as materialized (
            select distinct i.id, i.provider_code, i.recipient_code, i.signed_on, i.contract_id, f.amount as threshold
            from item i join figure f on f.item_id = i.id
            where i.contract_amount between f.amount and f.amount * (1 + p_near) or i.technology_amount between f.amount and f.amount * (1 + p_near)
        ), split as (
            select n.id, jsonb_agg(distinct jsonb_build_object('tenant', c.tenant, 'signedOn', c.signed_on, 'amount', c.contract_amount::text,
                'threshold', n.threshold::text, 'number', case when c.tenant between app_low() and app_high() then c.registration_number end)) as proof
            from near_threshold n
            join contract c on c.provider_code = n.provider_code and c.recipient_code = n.recipient_code and c.id <> n.contract_id
                and c.signed_on between n.signed_on - p_days and n.signed_on + p_days
                and (c.contract_amount between n.threshold and n.threshold * (1 + p_near)
                    or coalesce(c.assessed_technology_amount, c.declared_technology_amount) between n.threshold and n.threshold * (1 + p_near))
            group by n.id
        ), at_cap as materialized (
            select distinct i.id, i.number, i.beneficiary_code, case when i.beneficiary_code = i.provider_code then i.recipient_code else i.provider_code end as other,
                i.signed_on, i.contract_amount, coalesce(i.technology_amount, i.contract_amount) as earning, f.amount as cap
            from item i join figure f on f.item_id = i.id and i.due between f.amount * (1 - p_near) and f.amount
        ), clustered as (
            -- Business of any size reaches a cap; what was cut to its measure comes in like amounts, at about one time.
            select a.id, jsonb_agg(distinct jsonb_build_object('number', o.number, 'signedOn', o.signed_on, 'amount', o.contract_amount::text, 'cap', o.cap::text)) as proof
            from at_cap a
            join at_cap o on o.beneficiary_code = a.beneficiary_code and o.other = a.other and o.id <> a.id
                and o.signed_on between a.signed_on - p_days and a.signed_on + p_days
                and o.earning between a.earning * (1 - p_alike) and a.earning * (1 + p_alike)
            group by a.id having count(distinct o.id) >= 2
        ), flow as materialized (
            select i.id, i.provider_code, i.recipient_code, r.received, r.received_on from item i join receipt r on r.contract_id = i.contract_id
        ), round_trip as (
            select f.id, jsonb_agg(distinct jsonb_build_object('parties', 2, 'tenant', c.tenant, 'day', b.received_on, 'amount', b.received::text)) as proof
            from flow f
            join contract c on c.provider_code = f.recipient_code and c.recipient_code = f.provider_code
            join receipt b on b.contract_id = c.id and b.received_on between f.received_on - p_days and f.received_on + p_days
                and b.received between f.received * (1 - p_alike) and f.received * (1 + p_alike)
            group by f.id
            union all
            select f.id, jsonb_agg(distinct jsonb_build_object('parties', 3, 'tenant', d.tenant, 'day', e.received_on, 'amount', e.received::text))
            from flow f
            -- The seller passes it on to a third party, and that one to the buyer.
            join contract c on c.recipient_code = f.provider_code and c.provider_code <> f.recipient_code
            join receipt b on b.contract_id = c.id and b.received_on between f.received_on - p_days and f.received_on + p_days
                and b.received between f.received * (1 - p_alike) and f.received * (1 + p_alike)
            join contract d on d.recipient_code = c.provider_code and d.provider_code = f.recipient_code
            join receipt e on e.contract_id = d.id and e.received_on between b.received_on - p_days and b.received_on + p_days
                and e.received between f.received * (1 - p_alike) and f.received * (1 + p_alike)
            group by f.id
        ), related as (
            select i.id, to_jsonb(array_remove(array[
                case when i.affiliated_parties = 'YES' then 'DECLARED' end,
                case when p.legal_representative <> '' and p.legal_representative = b.legal_representative then 'LEGAL_REPRESENTATIVE' end,
                case when p.contact_phone <> '' and p.contact_phone = b.contact_phone then 'PHONE' end,
                case when p.bank_account <> '' and p.bank_account = b.bank_account then 'BANK_ACCOUNT' end,
                case when p.address <> '' and p.address = b.address then 'ADDRESS' end], null)) as signs
            from item i join organization p on p.id = i.provider_id join organization b on b.id = i.recipient_id
            where p.credit_code <> b.credit_code
        ), same_text as (
            select i.id, jsonb_agg(distinct jsonb_build_object('tenant', c.tenant, 'signedOn', c.signed_on, 'amount', c.contract_amount::text)) as proof
            from item i join contract c on md5(title_key(c.title)) = md5(title_key(i.title)) and c.status in ('REGISTERED', 'PERFORMED')
                and c.id <> i.contract_id and c.tenant <> i.contract_tenant
                and c.contract_amount between i.contract_amount * (1 - p_alike) and i.contract_amount * (1 + p_alike)
                and char_length(title_key(i.title)) >= 6
            group by i.id
        )
        select f.found, f.kind, f.evidence from (
            select s.id as found, 'SAME_PROJECT' as kind, s.proof as evidence from same_project s
            union all select s.id, 'SPLIT', s.proof from split s
            union all select c.id, 'AT_THE_CAP', c.proof from clustered c
            union all select t.id, 'ROUND_TRIP', min(t.proof::text)::jsonb from round_trip t group by t.id
            union all select r.id, 'RELATED', r.signs from related r where jsonb_array_length(r.signs) > 0
            union all select t.id, 'SAME_TEXT', t.proof from same_text t
        ) f
        where not exists (select 1 from round_finding k where k.item_id = f.found and k.kind = f.kind);
    end $$;
