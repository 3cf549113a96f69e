-- Who may register contracts for a tenant: agencies the competent authority authorised, and their staff.
create table registration_agency (
    id                      uuid primary key,
    tenant                  int not null references tenant,
    name                    text not null check (length(name) between 1 and 200),
    -- Who runs it: a contract in which the operator is a party goes to another agency.
    operator_code           text not null,
    operator_name           text not null,
    authorised_by           text not null,
    authorisation_document  text not null,
    authorised_on           date not null,
    valid_from              date not null,
    valid_until             date,
    -- Contract types it may register; all when empty.
    types                   text[] not null default '{}',
    scope_note              text,
    -- What its seal says, as stamped on the forms.
    seal                    text not null,
    address                 text,
    phone                   text,
    suspended_on            date,
    suspension_reason       text,
    -- True for demonstration data: such an agency exists nowhere.
    sample                  boolean not null default false,
    version                 int not null default 1,
    created_at              timestamptz not null default now(),
    unique (tenant, name),
    check (valid_until >= valid_from),
    check ((suspended_on is null) = (suspension_reason is null))
);

create table agency_staff (
    agency_id           uuid not null references registration_agency,
    account_id          uuid not null references account on delete cascade,
    tenant              int not null references tenant,
    -- Credit code of the registrar's own organisation, where it is another than the operator.
    employer_code       text,
    certificate_number  text,
    joined_on           date not null,
    left_on             date,
    primary key (agency_id, account_id),
    check (left_on >= joined_on)
);
-- A registrar works for one agency of a tenant at a time.
create unique index agency_staff_once on agency_staff (tenant, account_id) where left_on is null;

do $$
declare
    t text;
begin
    foreach t in array array['registration_agency', 'agency_staff'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high()) '
                'with check (tenant between app_low() and app_high())', t);
    end loop;
end $$;
-- Where to go is for everybody to know, who works there is not.
create policy party on agency_staff as restrictive to longji_app using (app_party() is null) with check (app_party() is null);
grant select, insert, update on registration_agency, agency_staff to longji_app;
