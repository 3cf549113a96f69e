-- The day a side was elected is the office's and is always given; a session's day depends on the zone the server stands in.
alter table side_election alter column elected_on drop default;
