import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Modal, Radio, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { RoundFinding, RoundSummary } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { formatInstant } from '../shared/dates';
import { formatYuan } from '../shared/money';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { useName } from '../shared/text';
import { proofsOf } from './evidence';
import { useRoundChanged } from './queries';
import { ReasonField } from './RoundActions';

/** What the checks found about items of a round; an officer decides about each while the round is in review. */
export function Findings({ round }: { round: RoundSummary }) {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const changed = useRoundChanged();
  const [deciding, setDeciding] = useState<RoundFinding | null>(null);
  const id = round.id ?? '';
  const reviewing = round.status === 'REVIEW' && can('DISBURSE_REVIEW');
  const check = useMutation({
    mutationFn: () => body(api.POST('/api/v1/tenants/{code}/rounds/{id}/checks', { params: { path: { code, id } } })),
    onSuccess: changed,
  });
  return (
    <>
      <div className="round-items-head">
        <h2 className="round-items-title">{t('rounds.findings.title')}</h2>
        {reviewing && (
          <Button size="small" loading={check.isPending} onClick={() => check.mutate()} data-testid="check-again">
            {t('rounds.findings.again')}
          </Button>
        )}
      </div>
      <p className="muted">{t('rounds.findings.hint')}</p>
      {check.error && <Problem error={check.error} />}
      <PagedTable<RoundFinding>
        queryKey={['round-findings', code, id]}
        label={t('rounds.findings.title')}
        testId="findings"
        rowTestId="finding"
        rowKey={(finding) => finding.id ?? ''}
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/rounds/{id}/findings', {
              params: { path: { code, id }, query: { cursor, limit } },
            }),
          )
        }
        columns={[
          { title: '#', dataIndex: 'ordinal', width: 60 },
          {
            title: t('rounds.beneficiary'),
            render: (_, finding) => (
              <div className="round-beneficiary">
                {finding.beneficiary}
                <div className="muted">
                  <span className="mono">{finding.number}</span> · <Amount value={finding.due} />
                </div>
              </div>
            ),
          },
          {
            title: t('rounds.findings.found'),
            render: (_, finding) => (
              <div className="finding-evidence">
                <strong>{t(`rounds.findings.kind.${finding.kind}`)}</strong>
                <Evidence evidence={finding.evidence} />
              </div>
            ),
          },
          { title: t('rounds.objections.outcome'), render: (_, finding) => <Outcome finding={finding} /> },
          {
            title: '',
            render: (_, finding) =>
              reviewing &&
              typeof finding.confirmed !== 'boolean' && (
                <Button size="small" type="primary" onClick={() => setDeciding(finding)} data-testid="finding-decide">
                  {t('rounds.findings.decide')}
                </Button>
              ),
          },
        ]}
      />
      {deciding && <Verdict round={id} finding={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}

function Evidence({ evidence }: { evidence: RoundFinding['evidence'] }) {
  const { t } = useTranslation();
  const name = useName();
  const { tree } = useTenant();
  const told = (fact: string, value: string) => {
    switch (fact) {
      case 'tenant':
        return name(findTenant(tree, Number(value))) || value;
      case 'amount':
      case 'threshold':
      case 'cap':
        return formatYuan(value);
      default:
        return value;
    }
  };
  return (
    <ul>
      {proofsOf(evidence).map((proof, index) => (
        <li key={index}>
          {'sign' in proof
            ? t(`rounds.findings.sign.${proof.sign}`, proof.sign)
            : proof.facts
                .map(([fact, value]) => `${t(`rounds.findings.fact.${fact}`)} ${told(fact, value)}`)
                .join('，')}
        </li>
      ))}
    </ul>
  );
}

function Outcome({ finding }: { finding: RoundFinding }) {
  const { t } = useTranslation();
  if (typeof finding.confirmed !== 'boolean') {
    return <Tag color="gold">{t('rounds.objections.open')}</Tag>;
  }
  return (
    <div className="round-subject">
      <Tag color={finding.confirmed ? 'red' : 'green'}>
        {t(finding.confirmed ? 'rounds.findings.confirmed' : 'rounds.findings.cleared')}
      </Tag>
      <div>{finding.reason}</div>
      <div className="muted">
        {finding.decidedBy} · {formatInstant(finding.decidedAt)}
      </div>
    </div>
  );
}

interface VerdictProps {
  round: string;
  finding: RoundFinding;
  onClose: () => void;
}

function Verdict({ round, finding, onClose }: VerdictProps) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const changed = useRoundChanged();
  const [form] = Form.useForm<{ confirmed: boolean; reason: string }>();
  const decide = useMutation({
    mutationFn: (verdict: { confirmed: boolean; reason: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/rounds/{id}/findings/{finding}/verdict', {
          params: { path: { code, id: round, finding: finding.id ?? '' } },
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
      title={t('rounds.findings.decide')}
      okText={t('rounds.objections.send')}
      confirmLoading={decide.isPending}
      okButtonProps={{ 'data-testid': 'finding-send' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {decide.error && <Problem error={decide.error} />}
      <Alert
        type="info"
        style={{ margin: '8px 0 12px' }}
        title={`${finding.ordinal} · ${finding.beneficiary}：${t(`rounds.findings.kind.${finding.kind}`)}`}
        description={<Evidence evidence={finding.evidence} />}
      />
      <Form form={form} layout="vertical" onFinish={(entered) => decide.mutate(entered)}>
        <Form.Item
          name="confirmed"
          label={t('rounds.objections.verdict')}
          rules={[{ required: true, message: t('shared.required') }]}
        >
          <Radio.Group
            className="choices"
            options={[
              { value: false, label: t('rounds.findings.clearMeaning') },
              { value: true, label: t('rounds.findings.confirmMeaning') },
            ]}
          />
        </Form.Item>
        <ReasonField />
      </Form>
    </Modal>
  );
}
