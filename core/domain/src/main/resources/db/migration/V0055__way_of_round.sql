-- When a round was published and approved, for those it pays, who see neither the notice's row nor the case of approval. Both days are no
-- secret: the notice is public, and the approval says no name here.
create function way_of_round(p_round uuid) returns table (notice uuid, published_on date, notice_until date, approved_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select n.id, n.published_on, n.until_day, a.ended_at
        from payment_round r
        left join public_notice n on n.round_id = r.id
        left join approval_case a on a.id = r.approval_id and a.state = 'APPROVED'
        where r.id = p_round
    $$;
