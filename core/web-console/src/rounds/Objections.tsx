import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Empty, Form, Modal, Radio, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body } from '../api/client';
import type { Objection } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { useRoundChanged } from './queries';
import { ReasonField } from './RoundActions';

/** All objections to the notices of a tenant, open ones first. */
export function ObjectionsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('rounds.objections.title')} hint={t('rounds.objections.hint')}>
      <ObjectionTable />
    </Page>
  );
}

/** Objections to one round's notice, or to all. */
export function ObjectionTable({ round }: { round?: string }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code, can } = useTenant();
  const [deciding, setDeciding] = useState<Objection | null>(null);
  const objections = useQuery({
    queryKey: ['objections', code, round],
    queryFn: async (): Promise<{ items?: Objection[] }> =>
      body(api.GET('/api/v1/tenants/{code}/objections', { params: { path: { code }, query: { round } } })),
  });
  if (objections.error) {
    return <Problem error={objections.error} onRetry={() => void objections.refetch()} />;
  }
  const items = objections.data?.items ?? [];
  if (round && items.length === 0) {
    return null;
  }
  return (
    <section className="panel" data-testid="objections">
      {round && <h2>{t('rounds.objections.title')}</h2>}
      <Table<Objection>
        size="middle"
        aria-label={t('rounds.objections.title')}
        loading={objections.isPending}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        rowKey={(one) => one.id ?? ''}
        dataSource={items}
        locale={{ emptyText: <Empty description={t('rounds.objections.none')} /> }}
        onRow={() => ({ 'data-testid': 'objection-row' }) as object}
        columns={[
          {
            title: t('rounds.objections.line'),
            render: (_, one) => (
              <>
                {t('rounds.objections.lineOf', { line: one.ordinal })} {one.beneficiary} · <Amount value={one.amount} />
                {!round && (
                  <div>
                    <Link to={`/t/${code}/rounds/${one.round}`}>{text(one.title)}</Link>
                  </div>
                )}
              </>
            ),
          },
          {
            title: t('rounds.objections.text'),
            render: (_, one) => (
              <div className="objection-text">
                {one.text}
                <div className="muted">
                  {one.objector ? `${one.objector} · ${one.contact}` : t('rounds.objections.withheld')} ·{' '}
                  {formatInstant(one.raisedAt)}
                </div>
              </div>
            ),
          },
          {
            title: t('rounds.objections.outcome'),
            render: (_, one) => <Outcome objection={one} />,
          },
          {
            title: '',
            render: (_, one) =>
              can('DISBURSE_REVIEW') &&
              typeof one.upheld !== 'boolean' && (
                <Button size="small" type="primary" onClick={() => setDeciding(one)} data-testid="objection-decide">
                  {t('rounds.objections.decide')}
                </Button>
              ),
          },
        ]}
      />
      {deciding && <Verdict objection={deciding} onClose={() => setDeciding(null)} />}
    </section>
  );
}

function Outcome({ objection }: { objection: Objection }) {
  const { t } = useTranslation();
  if (typeof objection.upheld !== 'boolean') {
    return <Tag color="gold">{t('rounds.objections.open')}</Tag>;
  }
  return (
    <>
      <Tag color={objection.upheld ? 'red' : 'green'}>
        {t(objection.upheld ? 'rounds.objections.upheld' : 'rounds.objections.dismissed')}
      </Tag>
      <div>{objection.reason}</div>
      <div className="muted">
        {objection.decidedBy} · {formatInstant(objection.decidedAt)}
      </div>
    </>
  );
}

function Verdict({ objection, onClose }: { objection: Objection; onClose: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const changed = useRoundChanged();
  const [form] = Form.useForm<{ upheld: boolean; reason: string }>();
  const decide = useMutation({
    mutationFn: (verdict: { upheld: boolean; reason: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/objections/{id}/verdict', {
          params: { path: { code, id: objection.id ?? '' } },
          body: verdict,
        }),
      ),
    onSuccess: () => {
      changed();
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('rounds.objections.decide')}
      okText={t('rounds.objections.send')}
      confirmLoading={decide.isPending}
      okButtonProps={{ 'data-testid': 'verdict-send' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {decide.error && <Problem error={decide.error} />}
      <Alert
        type="info"
        style={{ margin: '8px 0 12px' }}
        title={`${t('rounds.objections.lineOf', { line: objection.ordinal })} ${objection.beneficiary}`}
        description={objection.text}
      />
      <Form form={form} layout="vertical" onFinish={(entered) => decide.mutate(entered)}>
        <Form.Item
          name="upheld"
          label={t('rounds.objections.verdict')}
          rules={[{ required: true, message: t('shared.required') }]}
        >
          <Radio.Group
            className="choices"
            options={[
              { value: true, label: t('rounds.objections.upholdMeaning') },
              { value: false, label: t('rounds.objections.dismissMeaning') },
            ]}
          />
        </Form.Item>
        <ReasonField />
      </Form>
    </Modal>
  );
}
