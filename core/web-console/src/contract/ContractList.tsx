import { CloudUploadOutlined, DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { api, body, download } from '../api/client';
import type { ContractSummary } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { StatusTag } from '../shared/StatusTag';
import { useName } from '../shared/text';
import { ContractFilters, filterOf, type ContractFilter } from './ContractFilters';

export function ContractList() {
  const { t } = useTranslation();
  const name = useName();
  const { code, tree, can } = useTenant();
  const [search, setSearch] = useSearchParams();
  const filter = filterOf(search);
  const narrow = (changes: Partial<ContractFilter>) => {
    const next = new URLSearchParams(search);
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined || value === '') {
        next.delete(key);
      } else {
        next.set(key, String(value));
      }
    }
    setSearch(next, { replace: true });
  };
  const save = useMutation({
    mutationFn: (workbook: 'workbook' | 'national-workbook') => {
      const query = new URLSearchParams(
        Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
      );
      const file = workbook === 'workbook' ? 'contracts' : 'national';
      return download(`/api/v1/tenants/${code}/contracts/${workbook}?${query}`, `${file}-${code}.xlsx`);
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
            loading={save.isPending && save.variables === 'workbook'}
            onClick={() => save.mutate('workbook')}
            data-testid="contracts-xlsx"
          >
            {t('contract.xlsx')}
          </Button>
          {can('REGISTRATION_READ') && (
            <Button
              icon={<DownloadOutlined />}
              loading={save.isPending && save.variables === 'national-workbook'}
              onClick={() => save.mutate('national-workbook')}
              data-testid="contracts-national-xlsx"
            >
              {t('contract.nationalXlsx')}
            </Button>
          )}
          {can('IMPORT') && (
            <Link to={`/t/${code}/national-numbers`}>
              <Button icon={<CloudUploadOutlined />} data-testid="national-numbers">
                {t('contract.nationalNumbers')}
              </Button>
            </Link>
          )}
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
      <ContractFilters filter={filter} onChange={narrow} />
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
                {one.nationalNumber && (
                  <div className="muted">
                    {t('contract.national')} <span className="mono">{one.nationalNumber}</span>
                  </div>
                )}
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
