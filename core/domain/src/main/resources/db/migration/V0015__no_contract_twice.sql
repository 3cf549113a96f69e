create index attachment_text on attachment (text_hash) where text_hash is not null and withdrawn_at is null;

-- Whether a contract under examination or registered anywhere in the province bears the same text as this one,
-- and its id where the caller may see it. Asked across the walls; of a contract outside them nothing is asked and nothing told.
create function recorded_texts(p_contract uuid) returns table (contract_id uuid)
    language plpgsql volatile security definer set search_path = pg_catalog, public
    as $$
    declare
        mark text;
    begin
        -- Of two filings of one text at the same moment, the second waits for the first and then finds it.
        for mark in
            select distinct a.text_hash from attachment a
            where a.contract_id = p_contract and a.tenant between app_low() and app_high() and a.kind = 'CONTRACT_TEXT'
              and a.withdrawn_at is null and a.text_hash is not null
            order by 1
        loop
            perform pg_advisory_xact_lock(hashtextextended('contract text ' || mark, 0));
        end loop;
        return query
            select distinct case when c.tenant between app_low() and app_high()
                and (app_party() is null or app_party() in (c.provider_code, c.recipient_code)) then c.id end
            from attachment a
            join attachment other on other.text_hash = a.text_hash and other.contract_id <> a.contract_id
                and other.kind = 'CONTRACT_TEXT' and other.withdrawn_at is null
            join contract c on c.id = other.contract_id
            where a.contract_id = p_contract and a.tenant between app_low() and app_high() and a.kind = 'CONTRACT_TEXT'
              and a.withdrawn_at is null
              and c.status in ('SUBMITTED', 'RETURNED', 'ACCEPTED', 'EXPERT_REVIEW', 'REGISTERED');
    end $$;
comment on function recorded_texts is 'Other contracts of the province with the same normalised text (2.2, key 2 of the "not twice" check).';
