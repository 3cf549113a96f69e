import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Collapse, DatePicker, Form, Input, Radio, Select, Skeleton, Table, Tag } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { TaxCard, TaxPreview } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { now } from '../shared/dates';
import { AMOUNT } from '../shared/money';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';

const COLOURS: Record<string, string> = { MET: 'green', UNMET: 'red', ASSUMED: 'default' };

/** What the tax law makes of the registered contract: one card per tax, dated, each an estimate with its arithmetic. */
export function TaxPanel({ contractId }: { contractId: string }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const text = useLocalText();
  const [on, setOn] = useState(now);
  const day = on.format('YYYY-MM-DD');
  const cards = useQuery({
    queryKey: ['tax-cards', code, contractId, day],
    queryFn: async (): Promise<{ items?: TaxCard[] }> =>
      body(
        api.GET('/api/v1/tenants/{code}/contracts/{id}/tax-cards', {
          params: { path: { code, id: contractId }, query: { on: day } },
        }),
      ),
  });
  return (
    <section className="panel" data-testid="tax">
      <div className="panel-head">
        <h2>{t('tax.title')}</h2>
        <label>
          {t('tax.on')} <DatePicker value={on} allowClear={false} onChange={(chosen) => chosen && setOn(chosen)} />
        </label>
      </div>
      <p className="muted">{t('tax.hint')}</p>
      {cards.error && <Problem error={cards.error} onRetry={() => void cards.refetch()} />}
      {cards.isPending && <Skeleton active />}
      {cards.data && (
        <Collapse
          destroyOnHidden
          defaultActiveKey={cards.data.items?.[0]?.card ?? undefined}
          items={(cards.data.items ?? []).map((card) => ({
            key: card.card ?? '',
            label: text(card.title),
            children: <Card key={`${card.card}${day}`} card={card} contractId={contractId} day={day} />,
          }))}
        />
      )}
    </section>
  );
}

/** The entries of a map as the server sends it; what is absent is left out. */
function entries<T>(map: Record<string, T> | null | undefined): [string, NonNullable<T>][] {
  return Object.entries(map ?? {}).flatMap(([id, value]) => (value ? [[id, value] as [string, NonNullable<T>]] : []));
}

type Entered = Record<string, string | Dayjs | null | undefined>;

function Card({ card, contractId, day }: { card: TaxCard; contractId: string; day: string }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const text = useLocalText();
  const compute = useMutation({
    mutationFn: (entered: Entered): Promise<TaxPreview> =>
      body(
        api.POST('/api/v1/tenants/{code}/contracts/{id}/tax-previews', {
          params: { path: { code, id: contractId } },
          body: { card: card.card ?? undefined, on: day, answers: answersOf(entered) },
        }),
      ),
  });
  if (!card.version) {
    return <Alert type="info" showIcon title={t('tax.noVersion')} />;
  }
  const proposals = card.proposals ?? {};
  const asked = entries(card.conditions).filter(([, condition]) => condition.asked);
  return (
    <>
      <p>
        {t('tax.taxpayer')}：{text(card.taxpayer)} · {t('tax.version')} <span className="mono">{card.version}</span> ·{' '}
        {card.basis}
      </p>
      <Form<Entered> layout="vertical" initialValues={proposals} onFinish={(entered) => compute.mutate(entered)}>
        <div className="figures">
          {entries(card.inputs).map(([id, input]) => (
            <Form.Item
              key={id}
              name={id}
              label={text(input.label)}
              extra={proposals[id] && t('tax.fromContract')}
              rules={input.kind === 'MONEY' ? [{ pattern: AMOUNT, message: t('shared.amountFormat') }] : []}
            >
              {input.kind === 'MONEY' ? (
                <Input inputMode="decimal" data-testid={`tax-${id}`} />
              ) : input.kind === 'DATE' ? (
                <DatePicker style={{ width: '100%' }} />
              ) : (
                <Select
                  allowClear
                  placeholder={text(entries(input.choices)[0]?.[1])}
                  options={entries(input.choices).map(([value, label]) => ({ value, label: text(label) }))}
                />
              )}
            </Form.Item>
          ))}
        </div>
        {asked.length > 0 && <h3>{t('tax.conditions')}</h3>}
        {asked.map(([id, condition]) => (
          <Form.Item key={id} name={id} label={text(condition.text)} extra={condition.basis}>
            <Radio.Group
              options={[
                { value: 'YES', label: t('tax.yes') },
                { value: 'NO', label: t('tax.no') },
              ]}
            />
          </Form.Item>
        ))}
        <Button type="primary" htmlType="submit" loading={compute.isPending} data-testid="tax-compute">
          {t('tax.compute')}
        </Button>
      </Form>
      {compute.error && <Problem error={compute.error} />}
      {compute.data && <Preview preview={compute.data} card={card} />}
    </>
  );
}

/** What was filled in; an empty field is no answer. */
function answersOf(entered: Entered): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entered).flatMap(([id, value]) =>
      value ? [[id, typeof value === 'string' ? value : value.format('YYYY-MM-DD')]] : [],
    ),
  );
}

function Preview({ preview, card }: { preview: TaxPreview; card: TaxCard }) {
  const { t } = useTranslation();
  const text = useLocalText();
  return (
    <div data-testid="tax-preview">
      <h3>
        <Tag color="gold">{t('tax.estimate')}</Tag>
        {t(preview.relieved ? 'tax.relieved' : 'tax.notRelieved')}
      </h3>
      {preview.note && <Alert type="warning" showIcon title={text(preview.note)} style={{ marginBottom: 12 }} />}
      <Table
        size="small"
        pagination={false}
        aria-label={t('tax.title')}
        rowKey={(figure) => figure.id ?? ''}
        dataSource={preview.figures ?? []}
        columns={[
          { title: t('tax.figure'), render: (_, figure) => text(figure.label) },
          { title: t('tax.arithmetic'), render: (_, figure) => <span className="mono">{figure.formula}</span> },
          {
            title: t('tax.amount'),
            align: 'right',
            render: (_, figure) => (
              <span data-testid={`tax-figure-${figure.id}`}>
                <Amount value={figure.amount} />
              </span>
            ),
          },
        ]}
      />
      <ul>
        {(preview.conditions ?? []).map((condition) => (
          <li key={condition.id}>
            <Tag color={COLOURS[condition.state ?? '']}>{t(`tax.state.${condition.state}`)}</Tag>
            {text(condition.text)} <span className="muted">{condition.basis}</span>
          </li>
        ))}
      </ul>
      <p>
        {t('tax.evidence')}：{(card.evidence ?? []).map((one) => text(one)).join('；')}
      </p>
    </div>
  );
}
