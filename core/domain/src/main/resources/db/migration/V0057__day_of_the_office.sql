-- An election without a day of its own is one of today at the office, whatever zone the session stands in.
alter table side_election alter column elected_on set default (now() at time zone 'Asia/Shanghai')::date;
