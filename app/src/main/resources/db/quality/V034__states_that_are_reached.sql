-- A deviation is reported and closed; no step begins an investigation of its own.
alter table deviation drop constraint deviation_state_check;
alter table deviation add constraint deviation_state_check check (state in ('REPORTED', 'CLOSED'));
