-- How many registered contracts the transaction may see, for telling how far a job is. Behind the policies the rows themselves would
-- have to be looked at, which takes as long as half of what the job does with them; here the index alone is.
create function registered_contracts() returns bigint
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select case when app_party() is null then
            (select count(*) from contract c where c.status = 'REGISTERED' and c.tenant between app_low() and app_high()) else 0 end
    $$;
comment on function registered_contracts is 'How many registered contracts lie inside app.low..app.high; none for an applicant.';
