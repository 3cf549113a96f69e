import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Form, InputNumber, Modal, Space, Table } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, idempotencyKey } from '../api/client';
import type { QualityRound, RefusalDrift } from '../api/model';
import { useTenant } from '../frame/tenant';
import { formatInstant, now } from '../shared/dates';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';

const ISO = 'YYYY-MM-DD';

/** Rounds of blind second registration, and whether the reasons of refusals move. */
export function QualityPage() {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const [drawing, setDrawing] = useState(false);
  return (
    <Page
      title={t('quality.title')}
      hint={t('quality.hint')}
      actions={
        can('QUALITY_ORDER') && (
          <Button type="primary" onClick={() => setDrawing(true)} data-testid="draw">
            {t('quality.draw')}
          </Button>
        )
      }
    >
      <PagedTable<QualityRound>
        queryKey={['quality-rounds', code]}
        label={t('quality.title')}
        testId="quality-rounds"
        rowTestId="quality-round"
        rowKey={(round) => round.id ?? ''}
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/quality-rounds', { params: { path: { code }, query: { cursor, limit } } }),
          )
        }
        columns={[
          {
            title: t('quality.period'),
            render: (_, round) => (
              <Link to={`/t/${round.tenant ?? code}/quality/${round.id}`}>
                {round.from} – {round.until}
              </Link>
            ),
          },
          { title: t('quality.population'), dataIndex: 'population' },
          { title: t('quality.judged'), render: (_, round) => `${round.judged ?? 0} / ${round.cases ?? 0}` },
          { title: t('quality.withoutSecond'), dataIndex: 'withoutSecond' },
          { title: t('quality.seed'), render: (_, round) => <span className="mono">{String(round.seed)}</span> },
          { title: t('quality.orderedBy'), dataIndex: 'orderedBy' },
          { title: t('quality.createdAt'), render: (_, round) => formatInstant(round.createdAt) },
        ]}
      />
      <Drift />
      {drawing && <Draw onClose={() => setDrawing(false)} />}
    </Page>
  );
}

function Draw({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [form] = Form.useForm<{ period: [Dayjs, Dayjs]; casesPerRegistrar: number }>();
  const draw = useMutation({
    mutationFn: ({ period, casesPerRegistrar }: { period: [Dayjs, Dayjs]; casesPerRegistrar: number }) =>
      body(
        api.POST('/api/v1/tenants/{code}/quality-rounds', {
          params: { path: { code }, header: { 'Idempotency-Key': idempotencyKey() } },
          body: { from: period[0].format(ISO), until: period[1].format(ISO), casesPerRegistrar },
        }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['quality-rounds', code] });
      onClose();
    },
  });
  return (
    <Modal open title={t('quality.draw')} confirmLoading={draw.isPending} onOk={() => form.submit()} onCancel={onClose}>
      <p className="muted">{t('quality.drawHint')}</p>
      {draw.error && <Problem error={draw.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ period: [now().subtract(89, 'day'), now()], casesPerRegistrar: 10 }}
        onFinish={(entered) => draw.mutate(entered)}
      >
        <Form.Item
          name="period"
          label={t('quality.period')}
          rules={[{ required: true, message: t('shared.required') }]}
        >
          <DatePicker.RangePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="casesPerRegistrar"
          label={t('quality.casesPerRegistrar')}
          rules={[{ required: true, message: t('shared.required') }]}
        >
          <InputNumber min={1} max={200} precision={0} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Drift() {
  const { t } = useTranslation();
  const { code } = useTenant();
  const [period, setPeriod] = useState<[Dayjs, Dayjs]>([now().subtract(89, 'day'), now()]);
  const from = period[0].format(ISO);
  const until = period[1].format(ISO);
  const drift = useQuery({
    queryKey: ['refusal-drift', code, from, until],
    queryFn: async (): Promise<RefusalDrift> =>
      body(api.GET('/api/v1/tenants/{code}/refusal-drift', { params: { path: { code }, query: { from, until } } })),
  });
  const one = drift.data;
  return (
    <section className="panel" data-testid="refusal-drift">
      <div className="panel-head">
        <h2>{t('quality.drift')}</h2>
        <DatePicker.RangePicker
          value={period}
          allowClear={false}
          onChange={(chosen) => chosen?.[0] && chosen[1] && setPeriod([chosen[0], chosen[1]])}
        />
      </div>
      {drift.error && <Problem error={drift.error} onRetry={() => void drift.refetch()} />}
      {one && (
        <>
          <Space size="large" wrap className="muted">
            <span>
              {one.before?.from} – {one.before?.until}: {t('quality.refused', { ...counted(one.before) })}
            </span>
            <span>
              {one.now?.from} – {one.now?.until}: {t('quality.refused', { ...counted(one.now) })}
            </span>
            <span data-testid="drift-verdict">{verdict(one.probability)}</span>
          </Space>
          <Table
            size="small"
            pagination={false}
            rowKey={(reason) => reason.code ?? ''}
            dataSource={one.reasons ?? []}
            columns={[
              { title: t('quality.reason'), dataIndex: 'code' },
              { title: t('quality.before'), dataIndex: 'before' },
              { title: t('quality.now'), dataIndex: 'now' },
            ]}
          />
        </>
      )}
    </section>
  );

  function verdict(probability: number | null | undefined): string {
    if (probability === null || probability === undefined) {
      return t('quality.tooFew');
    }
    return t(probability < 0.05 ? 'quality.moved' : 'quality.steady', { p: probability.toFixed(4) });
  }
}

function counted(span: RefusalDrift['now']) {
  return { refused: span?.refused ?? 0, decided: span?.decided ?? 0 };
}
