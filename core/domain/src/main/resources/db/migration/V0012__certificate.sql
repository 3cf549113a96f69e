-- What a certificate said when it was issued; one for each version of a registration, never changed.
create table certificate (
    contract_id             uuid not null references contract,
    registration_version    int not null,
    tenant                  int not null references tenant,
    registration_number     text collate "C" not null,
    -- SHA-256 of the content; its first characters are the code a reader types or scans.
    hash                    text not null,
    content                 text not null,
    issued_on               date not null,
    issued_by               uuid not null references account,
    primary key (contract_id, registration_version)
);
create unique index certificate_number on certificate (registration_number, registration_version);

alter table certificate enable row level security;
alter table certificate force row level security;
create policy keeper on certificate to current_user using (true) with check (true);
create policy division on certificate to longji_app using (tenant between app_low() and app_high())
    with check (tenant between app_low() and app_high());
create policy party on certificate as restrictive to longji_app
    using (app_party() is null or exists (select 1 from contract c where c.id = contract_id))
    with check (app_party() is null or exists (select 1 from contract c where c.id = contract_id));
grant select, insert on certificate to longji_app;

-- For whoever holds a certificate: with the number and the code printed on it, whether it still holds. Without the code
-- nothing is told, so that numbers cannot be tried one after the other. Names, title and amounts are the parties' own.
create function verify_certificate(p_number text, p_code text)
        returns table (registration_number text, type text, office_zh text, office_en text, registered_on date,
            registration_version int, latest_version int, status text, issued_on date)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select k.registration_number, c.type, t.name_zh, t.name_en, c.registered_on, k.registration_version,
            c.registration_version, c.status, k.issued_on
        from certificate k join contract c on c.id = k.contract_id join tenant t on t.code = c.tenant
        where k.registration_number = p_number and length(p_code) >= 16 and left(k.hash, length(p_code)) = p_code
    $$;
