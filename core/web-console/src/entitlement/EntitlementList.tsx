import { CalculatorOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { api, body, idempotencyKey } from '../api/client';
import type { Entitlement, EntitlementStatus } from '../api/model';
import { useTenant } from '../frame/tenant';
import { JobProgress } from '../job/JobProgress';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { yearChoices } from '../shared/years';
import { entitlementColumns } from './columns';

const STATUSES: EntitlementStatus[] = [
  'ENTITLED',
  'NOT_ENTITLED',
  'PASSED',
  'NEEDS_JUDGEMENT',
  'AWAITING_ELECTION',
  'AWAITING_ALLOCATION',
];

export function EntitlementList() {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code, can } = useTenant();
  const cache = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const year = search.get('year') ? Number(search.get('year')) : undefined;
  const status = (search.get('status') as EntitlementStatus | null) ?? undefined;
  const contract = search.get('contract') ?? undefined;
  const choose = (key: string, value: string | number | undefined) => {
    const next = new URLSearchParams(search);
    if (value === undefined) {
      next.delete(key);
    } else {
      next.set(key, String(value));
    }
    setSearch(next, { replace: true });
  };
  const assess = useMutation({
    mutationFn: (assessed: number) =>
      body(
        api.POST('/api/v1/tenants/{code}/assessments', {
          params: { path: { code }, header: { 'Idempotency-Key': idempotencyKey() } },
          body: { year: assessed },
        }),
      ),
  });
  const refresh = useCallback(() => {
    void cache.invalidateQueries({ queryKey: ['entitlements'] });
    void cache.invalidateQueries({ queryKey: ['overview'] });
  }, [cache]);
  return (
    <Page
      title={t('entitlement.title')}
      hint={t('entitlement.hint')}
      actions={
        can('ASSESS') && (
          <Button
            type="primary"
            icon={<CalculatorOutlined />}
            disabled={year === undefined}
            title={year === undefined ? t('entitlement.chooseYear') : undefined}
            loading={assess.isPending}
            onClick={() => year !== undefined && assess.mutate(year)}
            data-testid="assess"
          >
            {year === undefined ? t('entitlement.assessNoYear') : t('entitlement.assess', { year })}
          </Button>
        )
      }
    >
      {assess.error && <Problem error={assess.error} />}
      {assess.data?.id && <JobProgress key={assess.data.id} id={assess.data.id} onEnd={refresh} />}
      <div className="filters" role="search">
        <Select
          allowClear
          style={{ width: 150 }}
          value={year}
          placeholder={t('entitlement.chooseYear')}
          aria-label={t('entitlement.year')}
          data-testid="entitlement-year-filter"
          options={yearChoices(t)}
          onChange={(chosen) => choose('year', chosen)}
        />
        <Select
          allowClear
          style={{ width: 170 }}
          value={status}
          placeholder={t('entitlement.status')}
          aria-label={t('entitlement.status')}
          data-testid="entitlement-status-filter"
          options={STATUSES.map((one) => ({ value: one, label: t(`shared.entitlementStatus.${one}`) }))}
          onChange={(chosen) => choose('status', chosen)}
        />
      </div>
      <PagedTable<Entitlement>
        queryKey={['entitlements', code, { year, status, contract }]}
        label={t('entitlement.title')}
        testId="entitlement-list"
        rowTestId="entitlement-row"
        rowKey={(one) => one.id ?? ''}
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/entitlements', {
              params: { path: { code }, query: { year, status, contract, cursor, limit } },
            }),
          )
        }
        columns={[
          {
            title: t('entitlement.about'),
            width: 230,
            render: (_, one) =>
              one.contractId ? (
                <>
                  <Link to={`/t/${code}/contracts/${one.contractId}`}>{one.contractTitle}</Link>
                  <div className="muted mono">{one.registrationNumber}</div>
                </>
              ) : (
                <>
                  <div data-testid="entitlement-applicant">{one.beneficiary?.name}</div>
                  <div className="muted">{t('entitlement.wholeYear', { year: one.year })}</div>
                </>
              ),
          },
          ...entitlementColumns(t, text, code),
        ]}
      />
    </Page>
  );
}
