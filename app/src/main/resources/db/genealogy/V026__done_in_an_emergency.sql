-- Which emergency access an operation was performed under.
alter table operation add column emergency text;
alter table operation alter column emergency set default people.emergency_here();
