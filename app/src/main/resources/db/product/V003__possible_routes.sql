-- A route takes one value on each axis, and not every combination exists: marrow has no piece that would attach, a fresh product holds
-- no DMSO, and the tiers of bank are those of the regime.
alter table version add constraint route_is_possible check (
    content #>> '{route,tissue}' in ('UC', 'BM', 'AT', 'DP') and content #>> '{route,isolation}' in ('EXPLANT', 'ENZYMATIC', 'GRADIENT')
    and content #>> '{route,regime}' in ('TWO_TIER', 'ONE_TIER') and content #>> '{route,expansion}' in ('2D', '3D')
    and content #>> '{route,formulation}' in ('FRESH', 'CRYO')
    and not (content #>> '{route,tissue}' = 'BM' and content #>> '{route,isolation}' = 'EXPLANT')
    and (content #>> '{route,formulation}' = 'FRESH') = ((content #>> '{presentation,dmso_percent}')::numeric = 0)
    and ((content #> '{banks,DCB}') is not null) = (content #>> '{route,regime}' = 'ONE_TIER')
    and ((content #> '{banks,MCB}') is not null and (content #> '{banks,WCB}') is not null) = (content #>> '{route,regime}' = 'TWO_TIER'));
