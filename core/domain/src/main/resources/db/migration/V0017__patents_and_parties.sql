-- The numbers in an answer that lists patents or applications, as they are compared: full-width or not, with or without ZL,
-- blanks, dots and the check digit. A Chinese patent bears the number of its application, so both become CN and its 8 or 12
-- digits; a publication becomes CN and its 7 or 9; a foreign number its country and digits, without the kind of document at
-- its end. Sound is what is such a number and has no wrong check digit (ZC 0006-2003). A comma before exactly three digits
-- belongs to the number, as in US10,123,456.
create function patent_entries(p_answer text) returns table (entry text, number text, sound boolean)
    language sql immutable parallel safe
    begin atomic
        select btrim(e.entry), n.number, n.number is not null and coalesce(c.mark = (
            select case sum(digit::int * (2 + (place - 1) % 8)) % 11
                when 10 then 'X' else (sum(digit::int * (2 + (place - 1) % 8)) % 11)::text end
            from regexp_split_to_table(a.application, '') with ordinality as d(digit, place)), true)
        from regexp_split_to_table(normalize(p_answer, nfkc), '[\n\r;、|]+|,(?!\d{3}(?!\d))') as e(entry)
        cross join lateral (select regexp_replace(upper(e.entry), '[^0-9A-Z]', '', 'g')) as s(plain)
        cross join lateral (select coalesce(
            'CN' || substring(s.plain, '^(?:ZL|CN)*((?:19|20)\d\d[1-9]\d{7})[0-9X]?$'),
            'CN' || substring(s.plain, '^(?:ZL|CN)*((?:8[5-9]|9\d|0[0-3])[1-9]\d{5})[0-9A-Z]?$'),
            'CN' || substring(s.plain, '^CN(\d{7}|\d{9})(?:[A-Z]\d?)?$'),
            substring(s.plain, '^((?!ZL|CN)[A-Z]{2}\d{5,})[A-Z]\d?$'),
            substring(s.plain, '^((?!ZL|CN)(?:PCT)?[A-Z]{2}\d{5,})$'))) as n(number)
        cross join lateral (select substring(n.number, '^CN(\d{8}|\d{12})$')) as a(application)
        cross join lateral (select substring(s.plain, a.application || '([0-9X])$')) as c(mark)
        where btrim(e.entry) <> '';
    end;

-- The patents a filing names: the answers to the fields of this kind, whose ids all begin with "patents".
create function patent_numbers(p_particulars text) returns text[]
    language sql immutable parallel safe cost 10000
    return (select array_agg(distinct p.number)
            from jsonb_each_text(p_particulars::jsonb -> 'fields') as f(id, answer) cross join patent_entries(f.answer) p
            where f.id like 'patents%' and p.number is not null);

-- An index over what the row says anyway: nothing is kept twice, whoever writes keeps it, and rows that name no patent, as
-- every row of a ledger, cost one look at their column when it is built and nothing when they are written.
create index contract_patents on contract using gin (patent_numbers(particulars)) where particulars like '%"patents%';

-- Credit codes of one side of a contract, its leading party's and those of the further ones.
create function side_codes(p_lead text, p_particulars text, p_side text) returns text[]
    language sql immutable parallel safe
    return p_lead || array(select f.party ->> 'creditCode' from jsonb_array_elements(p_particulars::jsonb -> p_side) as f(party));

-- Contracts of the province that name one of this contract's patents, are between a pair of its parties, whichever of the two
-- provides, and were signed within so many years of it, the same day of the last year included. A registered contract always
-- counts; of two that are under examination, the one filed first, so that one registrar looks and not both.
-- Asked across the walls by officers, of a contract inside their own: those the caller may see come with their id and the
-- numbers, the others only with the level of their tenant and a mark that means nothing elsewhere.
--
-- p_change: the number of a request for an amendment, to ask of the contract as amended; null for the contract as it stands
create function same_patents(p_contract uuid, p_years int, p_change int)
    returns table (mark text, level text, contract_id uuid, numbers text[])
    language plpgsql stable security definer set search_path = pg_catalog, public
    as $$
    declare
        own record;
        patents text[];
        providers text[];
        recipients text[];
    begin
        select c.id, c.status, c.signed_on, c.submitted_on, c.provider_code,
            case when p_change is null then c.recipient_code
                else r.content::jsonb #>> '{contract,recipient,creditCode}' end as recipient_code,
            case when p_change is null then c.particulars else r.content::jsonb #>> '{contract,particulars}' end as particulars
        into own
        from contract c
        left join registration_change r on r.contract_id = c.id and r.number = p_change and r.kind = 'AMENDMENT'
        where c.id = p_contract and c.tenant between app_low() and app_high() and app_party() is null;
        patents := patent_numbers(own.particulars);
        if patents is null then
            return;
        end if;
        providers := side_codes(own.provider_code, own.particulars, 'furtherProviders');
        recipients := side_codes(own.recipient_code, own.particulars, 'furtherRecipients');
        return query
            select encode(sha256(convert_to(own.id::text || o.id::text, 'UTF8')), 'hex'), t.level,
                case when v.seen then o.id end,
                case when v.seen then array(select unnest(patent_numbers(o.particulars)) intersect select unnest(patents) order by 1) end
            from contract o
            join tenant t on t.code = o.tenant
            cross join lateral (select side_codes(o.provider_code, o.particulars, 'furtherProviders'),
                side_codes(o.recipient_code, o.particulars, 'furtherRecipients')) as p(provides, receives)
            cross join lateral (select o.tenant between app_low() and app_high()) as v(seen)
            where o.particulars like '%"patents%' and patent_numbers(o.particulars) && patents
                and o.id <> own.id
                and o.status in ('SUBMITTED', 'RETURNED', 'ACCEPTED', 'EXPERT_REVIEW', 'REGISTERED')
                and (own.status = 'REGISTERED' or o.status = 'REGISTERED'
                    or (o.submitted_on, o.id) < (own.submitted_on, own.id))
                and greatest(o.signed_on, own.signed_on) <= least(o.signed_on, own.signed_on) + make_interval(years => p_years)
                and (p.provides && providers and p.receives && recipients
                    or p.provides && recipients and p.receives && providers);
    end $$;
comment on function same_patents is 'Other contracts of the province about the same patents between the same parties (2.2, key 3 of the "not twice" check).';

-- Which contracts an answer was about, by their marks: another one that turns up later asks again.
alter table examination_answer add column about text[];
-- Why an amendment that names patents of other contracts was approved all the same, as JSON: the marks and the reason.
alter table registration_change add column not_the_same text;
