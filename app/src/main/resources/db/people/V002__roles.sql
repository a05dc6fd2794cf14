-- Roles, what they need and what excludes what (separation of duties).
select ledger.enter_system('system:migrate', 'roles and separation of duties as shipped');

insert into role (code, name_zh, name_en, needs_second_factor, kinds, administers, reads_only) values
    ('COLLECTOR', '采集人员', 'Collector', false, '{COLLECTION}', false, false),
    ('DONOR_MEDICAL_REVIEWER', '供者医学审核人', 'Donor medical reviewer', false, '{MAKER,COLLECTION}', false, false),
    ('WAREHOUSE', '仓库管理员', 'Warehouse', false, '{MAKER}', false, false),
    ('SUPPLIER_QUALITY', '供应商质量管理', 'Supplier quality', false, '{MAKER}', false, false),
    ('OPERATOR', '操作人', 'Operator', false, '{MAKER}', false, false),
    ('VERIFIER', '复核人', 'Verifier', false, '{MAKER}', false, false),
    ('PRODUCTION_HEAD', '生产负责人', 'Production head', false, '{MAKER}', false, false),
    ('ANALYST', '检验员', 'Analyst', false, '{MAKER,LABORATORY}', false, false),
    ('QC_REVIEWER', 'QC 复核人', 'QC reviewer', false, '{MAKER,LABORATORY}', false, false),
    ('QC_HEAD', 'QC 负责人', 'QC head', false, '{MAKER}', false, false),
    ('QA', '质量保证', 'QA', false, '{MAKER}', false, false),
    ('QA_REVIEWER', 'QA 审核人', 'QA reviewer', false, '{MAKER}', false, false),
    ('QUALITY_HEAD', '质量负责人', 'Quality head', true, '{MAKER}', false, false),
    ('QP_MFG', '质量受权人（生产企业）', 'Qualified person (manufacturer)', true, '{MAKER}', false, false),
    ('QA_MAH', 'QA（持有人）', 'QA (MAH)', false, '{MAH}', false, false),
    ('QP_MAH', '质量受权人（持有人）', 'Qualified person (MAH)', true, '{MAH}', false, false),
    ('LOGISTICS', '物流管理', 'Logistics', false, '{MAKER,CARRIER}', false, false),
    ('HOSP_RECEIVER', '医院接收人', 'Hospital receiver', false, '{HOSPITAL}', false, false),
    ('HOSP_PREPARER', '医院配制人', 'Hospital preparer', false, '{HOSPITAL}', false, false),
    ('HOSP_CHECKER', '医院核对人', 'Hospital checker', false, '{HOSPITAL}', false, false),
    ('PHYSICIAN', '医师', 'Physician', false, '{HOSPITAL}', false, false),
    ('NURSE', '护士', 'Nurse', false, '{HOSPITAL}', false, false),
    ('WITNESS', '监销人', 'Witness', false, '{MAKER,HOSPITAL}', false, false),
    ('PROCESS_SCIENTIST', '工艺开发人员', 'Process scientist', false, '{MAKER}', false, false),
    ('INSPECTOR', '检查员', 'Inspector', false, '{MAKER,MAH}', false, true),
    ('SYSADMIN', '系统管理员', 'System administrator', true, '{MAKER,MAH,HOSPITAL,COLLECTION}', true, false),
    ('DONOR_VAULT_CUSTODIAN', '供者身份库保管人', 'Donor vault custodian', true, '{COLLECTION,MAKER}', false, false),
    ('PATIENT_VAULT_CUSTODIAN', '患者身份库保管人', 'Patient vault custodian', true, '{HOSPITAL}', false, false);

insert into forbidden_pair (role_a, role_b, scope, source) values
    ('OPERATOR', 'VERIFIER', 'RECORD', 'GMP 2010'),
    ('ANALYST', 'QC_REVIEWER', 'RECORD', 'GMP 2010'),
    ('HOSP_PREPARER', 'HOSP_CHECKER', 'RECORD', 'GSP'),
    ('PRODUCTION_HEAD', 'QUALITY_HEAD', 'POST', 'GMP 2010'),
    ('PRODUCTION_HEAD', 'QP_MFG', 'POST', 'GMP 2010'),
    ('PRODUCTION_HEAD', 'QP_MAH', 'POST', 'GMP 2010'),
    ('DONOR_VAULT_CUSTODIAN', 'PATIENT_VAULT_CUSTODIAN', 'POST', 'PIPL');
