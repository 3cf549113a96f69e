import { useMutation } from '@tanstack/react-query';
import { Button, Input, Modal, Select, Space } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { api, body, idempotencyKey } from '../api/client';
import type { Job, Policy, PolicyDraft } from '../api/model';
import { useTenant } from '../frame/tenant';
import { thisYear } from '../shared/dates';
import { AMOUNT } from '../shared/money';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { yearChoices } from '../shared/years';

interface Scenario {
  name: string;
  draft: string;
  parameter?: string;
  value?: string;
}

interface Props {
  policy: Policy;
  draft?: PolicyDraft;
  onClose: () => void;
}

/** Chooses years, budgets and scenarios: drafts as they stand, or with one parameter varied. */
export function BacktestOrder({ policy, draft, onClose }: Props) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  const navigate = useNavigate();
  const id = policy.line?.policyId ?? '';
  const drafts = (policy.line?.drafts ?? []).filter((one) => one.tenant === code && (one.faults ?? []).length === 0);
  const first = draft?.id ?? drafts[0]?.id ?? '';
  const [key] = useState(idempotencyKey);
  const [years, setYears] = useState<number[]>([thisYear() - 1]);
  const [budgets, setBudgets] = useState<Record<number, string>>({});
  const [scenarios, setScenarios] = useState<Scenario[]>([{ name: '', draft: first }]);
  const order = useMutation({
    mutationFn: async (): Promise<Job> => {
      const given = Object.entries(budgets).filter(([year, budget]) => budget && years.includes(Number(year)));
      const ordered: unknown = await body(
        api.POST('/api/v1/tenants/{code}/policies/{policy}/backtests', {
          params: { path: { code, policy: id }, header: { 'Idempotency-Key': key } },
          body: {
            years,
            budgets: Object.fromEntries(given),
            scenarios: scenarios.map((one) => ({
              name: one.name || undefined,
              draft: one.draft,
              values: one.parameter && one.value ? { [one.parameter]: one.value } : undefined,
            })),
          } as never,
        }),
      );
      return ordered as Job;
    },
    onSuccess: (job) => void navigate(`/t/${code}/policies/${id}/backtests/${job.id}`),
  });
  const put = (index: number, change: Partial<Scenario>) =>
    setScenarios(scenarios.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <Modal
      open
      width={780}
      title={t('policy.backtest.order')}
      okText={t('policy.backtest.run')}
      okButtonProps={{
        disabled: years.length === 0 || scenarios.some((one) => !one.draft),
        'data-testid': 'backtest-run',
      }}
      confirmLoading={order.isPending}
      onOk={() => order.mutate()}
      onCancel={onClose}
    >
      <p className="muted">{t('policy.backtest.hint')}</p>
      {order.error && <Problem error={order.error} />}
      <div className="policy-label">{t('policy.backtest.years')}</div>
      <Select
        mode="multiple"
        style={{ width: '100%' }}
        aria-label={t('policy.backtest.years')}
        data-testid="backtest-years"
        value={years}
        options={yearChoices(t)}
        onChange={(chosen: number[]) => setYears([...chosen].sort())}
      />
      {years.length > 0 && (
        <div className="policy-columns">
          {years.map((year) => (
            <label key={year}>
              <div className="policy-label">{t('policy.backtest.budgetOf', { year })}</div>
              <Input
                value={budgets[year] ?? ''}
                suffix={t('shared.unit.yuan')}
                status={budgets[year] && !AMOUNT.test(budgets[year]) ? 'error' : undefined}
                data-testid={`budget-${year}`}
                onChange={(event) => setBudgets({ ...budgets, [year]: event.target.value.trim() })}
              />
            </label>
          ))}
        </div>
      )}
      <h3>{t('policy.backtest.scenarios')}</h3>
      {drafts.length === 0 && <p className="muted">{t('policy.noDrafts')}</p>}
      {scenarios.map((one, index) => (
        <Space key={index} wrap style={{ marginBottom: 8 }}>
          <Select
            style={{ width: 170 }}
            aria-label={`${t('policy.draft')} ${index + 1}`}
            value={one.draft || undefined}
            options={(draft && drafts.every(({ id: known }) => known !== draft.id) ? [draft, ...drafts] : drafts).map(
              (known) => ({ value: known.id, label: known.name }),
            )}
            onChange={(value: string) => put(index, { draft: value })}
          />
          <Input
            style={{ width: 150 }}
            aria-label={`${t('policy.backtest.name')} ${index + 1}`}
            placeholder={t('policy.backtest.name')}
            value={one.name}
            onChange={(event) => put(index, { name: event.target.value })}
          />
          <Select
            allowClear
            style={{ width: 190 }}
            aria-label={`${t('policy.parameter')} ${index + 1}`}
            placeholder={t('policy.backtest.vary')}
            value={one.parameter}
            options={(policy.parameters ?? []).map((known) => ({ value: known.name, label: text(known.label) }))}
            onChange={(value: string | undefined) => put(index, { parameter: value })}
          />
          <Input
            style={{ width: 130 }}
            aria-label={`${t('policy.value')} ${index + 1}`}
            placeholder={t('policy.value')}
            disabled={!one.parameter}
            value={one.value ?? ''}
            onChange={(event) => put(index, { value: event.target.value })}
          />
          {scenarios.length > 1 && (
            <Button
              icon={<DeleteOutlined />}
              aria-label={`${t('policy.remove')} ${index + 1}`}
              onClick={() => setScenarios(scenarios.filter((_, at) => at !== index))}
            />
          )}
        </Space>
      ))}
      <div>
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={scenarios.length >= 5}
          onClick={() => setScenarios([...scenarios, { name: '', draft: first }])}
          data-testid="scenario-add"
        >
          {t('policy.backtest.addScenario')}
        </Button>
      </div>
    </Modal>
  );
}
