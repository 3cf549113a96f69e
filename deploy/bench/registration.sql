-- A country's year of registered contracts, made up from a fixed seed: 60,000 organisations, 1,000,000 contracts registered in
-- 2025 at the tenants of the province, unevenly, with all the dimensions of the statistics filled in. Run as the tables' owner.
select setseed(0.20250101);

create temporary table place as
    select t.code, t.upper_code, t.registration_point,
           row_number() over (order by case when t.code between 230100 and 230199 then 0 else 1 end, t.code) as nth
    from tenant t where t.level <> 'PROVINCE' and t.valid_until is null;

create temporary table made_organization as
select gen_random_uuid() as id, n, p.code as tenant, row_number() over (partition by p.code order by n) as nth_of_tenant,
       lpad(((n * 7919) % 100)::text, 2, '0') || '2301' || lpad(to_hex(n), 11, '0') || 'X' as credit_code,
       (array['哈尔滨','大庆','齐齐哈尔','牡丹江','佳木斯','北京','上海','深圳','沈阳','长春','武汉','成都'])[1 + (n * 31) % 12]
           || (array['华星','北辰','寒地','中科','龙江','松北','瑞丰','天工','海容','启明','远大','同创','金穗','蓝盾'])[1 + (n * 17) % 14]
           || (array['生物','智能','农业','装备','材料','信息','能源','环保','医药','航天','光电','化工'])[1 + (n * 13) % 12]
           || case when n % 11 = 0 then '大学' when n % 13 = 0 then '研究院' when n % 17 = 0 then '研究所' else '科技有限公司' end
           || case when n % 3 = 0 then '' else to_char(n, 'FM00000') end as name,
       case when n % 11 = 0 then 'UNIVERSITY' when n % 13 = 0 or n % 17 = 0 then 'RESEARCH_INSTITUTE'
            when n % 97 = 0 then 'OVERSEAS' when n % 29 = 0 then 'GOVERNMENT' else 'ENTERPRISE' end as kind,
       case when n % 97 = 0 then 0 when n % 4 = 0 then (array[110100, 310100, 440300, 210100, 220100, 420100, 510100])[1 + n % 7]
            else p.code end as division
from (select n, 1 + floor(power(((n * 7907) % 60000) / 60000.0, 3) * (select count(*) from place))::bigint as nth
      from generate_series(1, 60000) n offset 0) o join place p using (nth);
create unique index on made_organization (n);
create unique index on made_organization (tenant, nth_of_tenant);
analyze made_organization;

alter table place add column organizations int;
update place set organizations = (select count(*) from made_organization o where o.tenant = place.code);
analyze place;

insert into organization (id, tenant, credit_code, name, kind, division, country)
select id, tenant, credit_code, name, kind, division, case when kind = 'OVERSEAS' then 'ZZZ' else 'CHN' end from made_organization;

create temporary table made_contract as
select n, p.code as tenant, p.registration_point,
       1 + floor(random() * p.organizations)::int as provider, 1 + floor(random() * 60000)::int as recipient,
       date '2025-01-01' + floor(random() * 365)::int as registered_on, floor(random() * 40)::int as days_before,
       (array['11','11','11','12','21','22','23','31','32','41','44','51','51','51','51','51','53','52'])[1 + floor(random() * 18)::int]
           as subtype,
       round((exp(8 + random() * 6 + random() * 5))::numeric, 2) as contract_amount,
       random() as share, random() as a, random() as b, random() as c, random() as d, random() as e
from (select n, 1 + floor(power(((n::bigint * 7907) % 100003) / 100003.0, 3) * (select count(*) from place))::bigint as nth
      from generate_series(1, :contracts) n offset 0) o
join place p using (nth) where p.organizations > 0;
analyze made_contract;

insert into contract (id, tenant, identity_key, registration_number, status, title, type, subtype, signed_on, submitted_on, accepted_on,
    decided_on, registered_on, provider_id, provider_code, provider_name, provider_kind, provider_division,
    recipient_id, recipient_code, recipient_name, recipient_kind, recipient_division, contract_amount, declared_technology_amount,
    assessed_technology_amount, payment_mode, ip_class, technology_field, economic_goal, industry, plan_source, intermediary, overseas,
    affiliated_parties, landed_in_province, title_transferred)
select gen_random_uuid(), m.tenant, sha256(int4send(m.n)),
    left(m.tenant::text, 4) || m.registration_point || (2025 + m.n / 10000000)
        || lpad((500000 + row_number() over (partition by left(m.tenant::text, 4), m.registration_point order by m.n))::text, 6, '0'),
    'REGISTERED',
    (array['基于','面向','高寒地区','新型','智能化','大型'])[1 + floor(m.a * 6)::int]
        || (array['深度学习','机器视觉','大数据','石墨烯','高强钢','秸秆','玉米','大豆','水稻','电池','风电','遥感','激光','机器人'])[1 + floor(m.b * 14)::int]
        || (array['检测系统','控制装置','制备工艺','仿真平台','育种方法','监测技术','诊断模型','管理软件'])[1 + floor(m.c * 8)::int]
        || (array['研究与开发','技术服务','技术转让','技术咨询','应用示范','推广'])[1 + floor(m.d * 6)::int]
        || case when m.n % 5 = 0 then to_char(m.n, 'FM0000000') else '' end,
    (array['DEVELOPMENT','TRANSFER','LICENSING','CONSULTING','SERVICE'])[left(m.subtype, 1)::int], m.subtype,
    m.registered_on - m.days_before, m.registered_on - m.days_before + 1, m.registered_on - m.days_before / 2, m.registered_on,
    m.registered_on,
    p.id, p.credit_code, p.name, p.kind, case when p.kind = 'OVERSEAS' then 0 else m.tenant end, r.id, r.credit_code, r.name, r.kind, r.division,
    m.contract_amount, round(m.contract_amount * (0.6 + 0.4 * m.share)::numeric, 2), round(m.contract_amount * (0.6 + 0.4 * m.share)::numeric, 2),
    (array['一次总算一次总付','一次总算分期支付','提成支付','提成支付附加预付入门费'])[1 + floor(m.e * 4)::int],
    (array['技术秘密','发明专利','实用新型','计算机软件著作权','未涉及知识产权','集成电路布图设计','动植物新品种'])[1 + floor(m.a * m.b * 7)::int],
    (array['电子信息','航空航天','先进制造','生物、医药和医疗器械','新材料及其应用','新能源与高效节能','环境保护与资源综合利用','核应用','农业',
        '现代交通','城市建设与社会发展'])[1 + floor(m.c * 11)::int],
    (array['工商业发展','农林牧渔业发展','卫生事业发展','基础设施以及城市和农村规划','其他民用目标'])[1 + floor(m.d * 5)::int],
    (array['C35','A01','M73','I65','C39','D44','N77','C27','E48','Q84'])[1 + floor(m.e * 10)::int],
    case when m.e < 0.8 then '计划外' when m.e < 0.9 then '国家级' else '省、自治区、直辖市及计划单列市计划' end,
    case when m.d < 0.04 then '龙江技术转移中心' end, p.kind = 'OVERSEAS' or r.kind = 'OVERSEAS',
    case when m.a < 0.9 then 'NO' when m.a < 0.95 then 'YES' else 'UNKNOWN' end, case when m.b < 0.8 then 'YES' when m.b < 0.95 then 'NO' else 'UNKNOWN' end,
    case when m.c < 0.7 then 'YES' when m.c < 0.9 then 'NO' else 'UNKNOWN' end
from made_contract m join made_organization p on p.tenant = m.tenant and p.nth_of_tenant = m.provider
join made_organization r on r.n = case when m.recipient = p.n then m.recipient % 60000 + 1 else m.recipient end;
