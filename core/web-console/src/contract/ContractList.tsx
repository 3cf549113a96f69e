import { DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { api, body, download } from '../api/client';
import type { ContractStatus, ContractSummary, ContractType } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { StatusTag } from '../shared/StatusTag';
import { useName } from '../shared/text';
import { yearChoices } from '../shared/years';

const TYPES: ContractType[] = ['DEVELOPMENT', 'TRANSFER', 'LICENSING', 'CONSULTING', 'SERVICE'];
const STATUSES: ContractStatus[] = [
  'DRAFT',
  'SUBMITTED',
  'RETURNED',
  'ACCEPTED',
  'EXPERT_REVIEW',
  'REGISTERED',
  'REFUSED',
  'CANCELLED',
  'REVOKED',
];

/** The filters live in the address, so that a list can be passed on as a link. */
export function ContractList() {
  const { t } = useTranslation();
  const name = useName();
  const { code, tree, can } = useTenant();
  const [search, setSearch] = useSearchParams();
  const filter = {
    type: (search.get('type') as ContractType | null) ?? undefined,
    status: (search.get('status') as ContractStatus | null) ?? undefined,
    year: search.get('year') ? Number(search.get('year')) : undefined,
    q: search.get('q') || undefined,
  };
  const choose = (key: string, value: string | number | undefined) => {
    const next = new URLSearchParams(search);
    if (value === undefined || value === '') {
      next.delete(key);
    } else {
      next.set(key, String(value));
    }
    setSearch(next, { replace: true });
  };
  const save = useMutation({
    mutationFn: () => {
      const query = new URLSearchParams(
        Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
      );
      return download(`/api/v1/tenants/${code}/contracts/workbook?${query}`, `contracts-${code}.xlsx`);
    },
  });
  return (
    <Page
      title={t('contract.title')}
      hint={t('contract.hint')}
      actions={
        <>
          <Button
            icon={<DownloadOutlined />}
            loading={save.isPending}
            onClick={() => save.mutate()}
            data-testid="contracts-xlsx"
          >
            {t('contract.xlsx')}
          </Button>
          {can('CONTRACT_WRITE') && (
            <Link to={`/t/${code}/contracts/new`}>
              <Button type="primary" icon={<PlusOutlined />} data-testid="filing-new">
                {t('filing.new')}
              </Button>
            </Link>
          )}
        </>
      }
    >
      {save.error && <Problem error={save.error} />}
      <div className="filters" role="search">
        <Input.Search
          allowClear
          style={{ width: 300 }}
          defaultValue={filter.q}
          placeholder={t('contract.search')}
          aria-label={t('contract.search')}
          data-testid="contract-search"
          onSearch={(q) => choose('q', q.trim())}
        />
        <Select
          allowClear
          style={{ width: 150 }}
          value={filter.type}
          placeholder={t('contract.type')}
          aria-label={t('contract.type')}
          data-testid="contract-type-filter"
          options={TYPES.map((type) => ({ value: type, label: t(`shared.contractType.${type}`) }))}
          onChange={(type) => choose('type', type)}
        />
        <Select
          allowClear
          style={{ width: 150 }}
          value={filter.status}
          placeholder={t('contract.status')}
          aria-label={t('contract.status')}
          data-testid="contract-status-filter"
          options={STATUSES.map((status) => ({ value: status, label: t(`shared.contractStatus.${status}`) }))}
          onChange={(status) => choose('status', status)}
        />
        <Select
          allowClear
          style={{ width: 130 }}
          value={filter.year}
          placeholder={t('contract.year')}
          aria-label={t('contract.year')}
          data-testid="contract-year-filter"
          options={yearChoices(t)}
          onChange={(year) => choose('year', year)}
        />
      </div>
      <PagedTable<ContractSummary>
        queryKey={['contracts', code, filter]}
        label={t('contract.title')}
        testId="contract-list"
        rowTestId="contract-row"
        rowKey={(one) => one.id ?? ''}
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/contracts', {
              params: { path: { code }, query: { ...filter, cursor, limit } },
            }),
          )
        }
        columns={[
          {
            title: t('contract.name'),
            width: 225,
            render: (_, one) => (
              <>
                <Link to={`/t/${code}/contracts/${one.id}`}>{one.title}</Link>
                <div className="muted mono">{one.registrationNumber ?? t('contract.noNumber')}</div>
              </>
            ),
          },
          {
            title: t('contract.typeAndStatus'),
            render: (_, one) => (
              <>
                <div>{t(`shared.contractType.${one.type}`, one.type ?? '—')}</div>
                <StatusTag words="contractStatus" code={one.status} />
              </>
            ),
          },
          {
            title: t('contract.parties'),
            width: 320,
            render: (_, one) => (
              <>
                <div>
                  <span className="muted">{t('shared.side.PROVIDER')}</span> {one.provider?.name ?? '—'}
                </div>
                <div>
                  <span className="muted">{t('shared.side.RECIPIENT')}</span> {one.recipient?.name ?? '—'}
                </div>
              </>
            ),
          },
          {
            title: t('contract.contractAmountYuan'),
            align: 'right',
            render: (_, one) => <Amount value={one.contractAmount} />,
          },
          {
            title: t('contract.technologyAmountYuan'),
            align: 'right',
            render: (_, one) => <Amount value={one.assessedTechnologyAmount ?? one.declaredTechnologyAmount} />,
          },
          {
            title: t('contract.receivedYuan'),
            align: 'right',
            render: (_, one) => <Amount value={one.receivedTotal} />,
          },
          {
            title: t('contract.signedAndTenant'),
            render: (_, one) => (
              <>
                <div>{one.signedOn}</div>
                <div className="muted">{name(findTenant(tree, one.tenant ?? 0)) || one.tenant}</div>
              </>
            ),
          },
        ]}
      />
    </Page>
  );
}
