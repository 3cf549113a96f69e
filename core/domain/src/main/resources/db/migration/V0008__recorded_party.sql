-- An applicant may name a counterpart that the tenant has on record but the applicant never dealt with, whose row is behind
-- the party wall. To name it, its record is needed, by its full credit code and inside the caller's own scope only.
create function recorded_party(p_tenant int, p_code text) returns setof organization
    language sql stable security definer rows 1 set search_path = pg_catalog, public
    as $$
        select o.* from organization o
        where o.tenant = p_tenant and o.tenant between app_low() and app_high() and o.credit_code = p_code
    $$;
