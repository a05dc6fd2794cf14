-- Whether a material is used before its tests end is a policy of the product; a second switch beside it could only disagree.
select ledger.enter_system('system:migrate', 'use at risk is decided by the policy of the product');
delete from setting where code = 'use_at_risk';
