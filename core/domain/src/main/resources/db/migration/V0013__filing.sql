-- The price of a contract by items, and what else its filing says: shares, intermediary, the fields of its type. Both stand in
-- the contract's own row: they are written with it, walled with it, versioned with it, and the amounts can be checked against
-- the items by the row itself, at all times and whoever writes.
create function price_sum(items text, only_technical boolean, assessed boolean) returns numeric
    language sql immutable parallel safe
    return (select coalesce(sum((i ->> 'amount')::numeric), 0) from jsonb_array_elements(items::jsonb) i
            where not only_technical
                or coalesce(case when assessed then i ->> 'assessedClass' end, i ->> 'priceClass') = 'TECH');

alter table contract
    -- A JSON list; null where nobody itemised the price, as in ledgers: then the two declared amounts stand alone.
    add column price_items text,
    add column particulars text,
    add constraint contract_amount_of_items check (price_items is null or price_sum(price_items, false, false) = contract_amount),
    add constraint contract_technology_amount_of_items
        check (price_items is null or price_sum(price_items, true, false) = declared_technology_amount),
    add constraint contract_assessed_amount_of_items check (price_items is null or assessed_technology_amount is null
        or price_sum(price_items, true, true) = assessed_technology_amount);

-- An import is filed by its buyer, who therefore sees its draft.
drop policy party on contract;
create policy party on contract as restrictive to longji_app
    using (app_party() is null or provider_code = app_party()
        or (recipient_code = app_party() and (status <> 'DRAFT' or provider_kind = 'OVERSEAS')))
    with check (app_party() is null or provider_code = app_party() or recipient_code = app_party());

-- A draft may be thrown away; whatever was submitted once stays.
create policy drafts on contract as restrictive for delete to longji_app using (status = 'DRAFT');
grant delete on contract to longji_app;
