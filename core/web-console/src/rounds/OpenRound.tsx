import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DatePicker, Form, Input, InputNumber, Modal, Radio } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { api, body, idempotencyKey } from '../api/client';
import type { RoundDetails, RoundSummary } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Problem } from '../shared/Problem';
import { MeasureSelect } from './MeasureSelect';
import { useBudgets } from './queries';
import { Amount } from '../shared/Amount';
import { now } from '../shared/dates';
import './rounds.css';

const ISO = 'YYYY-MM-DD';
const TRACKS: NonNullable<RoundSummary['track']>[] = ['AUTOMATIC', 'ONE_CLICK', 'CLAIM'];
const ALLOCATIONS: NonNullable<RoundSummary['allocation']>[] = ['FIRST_COME', 'PRO_RATA', 'RANKING'];

interface Entered {
  policy: string;
  year: number;
  firstYear: number;
  cutOff: Dayjs;
  track: NonNullable<RoundSummary['track']>;
  allocation: NonNullable<RoundSummary['allocation']>;
  answerUntil: Dayjs;
  noticeDays: number;
  noticeBasis: string;
}

/** Orders a round: what is due by a measure is taken down, and its beneficiaries are asked. */
export function OpenRound({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [form] = Form.useForm<Entered>();
  const [key] = useState(idempotencyKey);
  const year = Form.useWatch('year', form);
  const policy = Form.useWatch('policy', form);
  const open = useMutation({
    mutationFn: async (entered: Entered): Promise<RoundDetails> =>
      body(
        api.POST('/api/v1/tenants/{code}/rounds', {
          params: { path: { code }, header: { 'Idempotency-Key': key } },
          body: {
            ...entered,
            cutOff: entered.cutOff.format(ISO),
            answerUntil: entered.answerUntil.format(ISO),
          },
        }),
      ),
    onSuccess: (opened) => {
      void cache.invalidateQueries({ queryKey: ['rounds', code] });
      void navigate(`/t/${code}/rounds/${opened.round?.id}`);
    },
  });
  const required = [{ required: true, message: t('shared.required') }];
  const opened = now();
  return (
    <Modal
      open
      width={720}
      title={t('rounds.open.title')}
      okText={t('rounds.open.send')}
      confirmLoading={open.isPending}
      okButtonProps={{ 'data-testid': 'round-open' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t('rounds.open.hint')}</p>
      {open.error && <Problem error={open.error} nameOf={(field) => t(`rounds.field.${field}`, field)} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          year: opened.year(),
          firstYear: opened.year(),
          cutOff: opened.endOf('year'),
          track: 'AUTOMATIC',
          allocation: 'FIRST_COME',
          answerUntil: opened.add(15, 'day'),
          noticeDays: 5,
        }}
        onFinish={(entered) => open.mutate(entered)}
      >
        <Form.Item name="policy" label={t('rounds.field.policy')} rules={required}>
          <MeasureSelect />
        </Form.Item>
        <div className="columns">
          <Form.Item
            name="year"
            label={t('rounds.field.year')}
            extra={<BudgetLeft policy={policy} year={year} />}
            rules={required}
          >
            <InputNumber min={2000} max={2100} style={{ width: '100%' }} data-testid="round-year" />
          </Form.Item>
          <Form.Item
            name="firstYear"
            label={t('rounds.field.firstYear')}
            rules={required}
            tooltip={t('rounds.open.firstYear')}
          >
            <InputNumber min={2000} max={year ?? 2100} style={{ width: '100%' }} data-testid="round-first-year" />
          </Form.Item>
        </div>
        <Form.Item name="track" label={t('rounds.field.track')} rules={required}>
          <Radio.Group
            className="choices"
            data-testid="round-track"
            options={TRACKS.map((value) => ({
              value,
              label: <Choice name={t(`rounds.track.${value}`)} meaning={t(`rounds.trackMeaning.${value}`)} />,
            }))}
          />
        </Form.Item>
        <Form.Item name="allocation" label={t('rounds.field.allocation')} rules={required}>
          <Radio.Group
            className="choices"
            data-testid="round-allocation"
            options={ALLOCATIONS.map((value) => ({
              value,
              label: <Choice name={t(`rounds.allocation.${value}`)} meaning={t(`rounds.allocationMeaning.${value}`)} />,
            }))}
          />
        </Form.Item>
        <div className="columns">
          <Form.Item name="answerUntil" label={t('rounds.field.answerUntil')} rules={required}>
            <DatePicker
              style={{ width: '100%' }}
              disabledDate={(day) => day.isBefore(opened, 'day')}
              data-testid="round-answer-until"
            />
          </Form.Item>
          <Form.Item name="cutOff" label={t('rounds.field.cutOff')} tooltip={t('rounds.open.cutOff')} rules={required}>
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <div className="columns">
          <Form.Item name="noticeDays" label={t('rounds.field.noticeDays')} rules={required}>
            <InputNumber
              min={1}
              max={60}
              style={{ width: '100%' }}
              suffix={t('rounds.workingDays')}
              data-testid="round-notice-days"
            />
          </Form.Item>
          <Form.Item
            name="noticeBasis"
            label={t('rounds.field.noticeBasis')}
            extra={t('rounds.open.basis')}
            rules={required}
          >
            <Input maxLength={200} data-testid="round-notice-basis" />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}

function Choice({ name, meaning }: { name: string; meaning: string }) {
  return (
    <span>
      {name} <small className="muted">{meaning}</small>
    </span>
  );
}

/** What the chosen budget has left: a round over an empty one can be opened, and is not published before there is money. */
function BudgetLeft({ policy, year }: { policy?: string; year?: number }) {
  const { t } = useTranslation();
  const budgets = useBudgets();
  if (!policy || !year || !budgets.data) {
    return null;
  }
  const budget = budgets.data.items?.find((one) => one.policyId === policy && one.year === year);
  return budget ? (
    <span data-testid="budget-left">
      {t('rounds.open.left')} <Amount value={budget.available} /> {t('shared.unit.yuan')}
    </span>
  ) : (
    <span data-testid="budget-left">{t('rounds.open.noBudget')}</span>
  );
}
