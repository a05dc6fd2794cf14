-- A migration as the next version of Stroma could bring: a column more on a regulated table, filled for the rows that are there.
alter table organisation add column region text;
alter table organisation add column audited boolean not null default false;
select ledger.enter_system('system:migrate', 'region of every organisation, as its zone says');
update organisation set region = split_part(zone, '/', 1);
alter table organisation alter column region set default 'Asia';
