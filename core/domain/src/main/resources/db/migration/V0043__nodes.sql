-- Several servers answer from one database: who is there, who works on which job, and what each made of a plugin.
create table node (
    -- Of its data directory: the same after every start.
    id         text primary key,
    name       text not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null
);

-- By the clock of the database, the only one they share.
create function node_is_there(node text) returns boolean stable language sql
    as 'select exists (select 1 from node n where n.id = $1 and n.seen_at > clock_timestamp() - interval ''10 seconds'')';

grant select, insert, update, delete on node to longji_app;

-- The node that works on it. Taken up again it is another attempt, and whoever worked on the one before changes it no more.
alter table job add column node text, add column attempt int not null default 1;
create index job_under_way on job (created_at, id) where status in ('QUEUED', 'RUNNING');

-- Told anew at the next start, by id.
delete from plugin_node;
