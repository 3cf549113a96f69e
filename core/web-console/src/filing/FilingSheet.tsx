import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Descriptions, Form, Input, Modal, Radio, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, matching } from '../api/client';
import type { Contract, PriceItem } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { useFilingForm } from './form';

/** What a filing says beyond the registration form: its items, further parties, and the fields of its type. */
export function FilingSheet({ contract }: { contract: Contract }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const rules = useFilingForm(contract.type, contract.subtype).data;
  const particulars = contract.particulars ?? {};
  const answers = Object.entries((particulars.fields ?? {}) as Record<string, string>);
  const parties = [
    ...side('PROVIDER', contract.provider, particulars.providerShare, particulars.furtherProviders),
    ...side('RECIPIENT', contract.recipient, particulars.recipientShare, particulars.furtherRecipients),
  ];
  const several = parties.length > 2 || parties.some((party) => party.share);
  return (
    <>
      {(contract.items ?? []).length > 0 && <Items contract={contract} />}
      {several && (
        <section className="panel" data-testid="parties">
          <h2>{t('filing.parties')}</h2>
          <Table
            size="small"
            pagination={false}
            rowKey={(party) => `${party.of}${party.creditCode}`}
            dataSource={parties}
            scroll={{ x: 'max-content' }}
            columns={[
              { title: t('filing.side'), render: (_, party) => t(`shared.side.${party.of}`) },
              { title: t('contract.partyName'), dataIndex: 'name' },
              {
                title: t('contract.creditCode'),
                render: (_, party) => <span className="mono">{party.creditCode}</span>,
              },
              {
                title: t('filing.share'),
                align: 'right',
                render: (_, party) => (party.share ? `${party.share}%` : '—'),
              },
            ]}
          />
        </section>
      )}
      {(answers.length > 0 || particulars.intermediaryCode || particulars.intermediaryFee) && (
        <section className="panel" data-testid="own-fields">
          <h2>{t('filing.steps.own')}</h2>
          <Descriptions
            bordered
            size="small"
            column={1}
            styles={{ label: { width: 200 } }}
            items={[
              ...answers.map(([id, answer]) => {
                const field = (rules?.fields ?? []).find((one) => one.id === id);
                const choice = (field?.choices ?? []).find((one) => one.code === answer);
                const yes = field?.kind === 'BOOLEAN' ? t(`shared.answer.${answer === 'true' ? 'YES' : 'NO'}`) : null;
                return {
                  key: id,
                  label: text(field?.label) || id,
                  children: <span style={{ whiteSpace: 'pre-wrap' }}>{yes ?? (text(choice?.title) || answer)}</span>,
                };
              }),
              ...(particulars.intermediaryCode
                ? [{ key: 'broker', label: t('filing.intermediaryCode'), children: particulars.intermediaryCode }]
                : []),
              ...(particulars.intermediaryFee
                ? [
                    {
                      key: 'fee',
                      label: t('filing.intermediaryFee'),
                      children: <Amount value={particulars.intermediaryFee} />,
                    },
                  ]
                : []),
            ]}
          />
        </section>
      )}
    </>
  );
}

/** A decimal goes as text, whatever the description of the API calls it. */
type Decimal = string | number | null | undefined;

type Further = NonNullable<NonNullable<Contract['particulars']>['furtherProviders']>;

function side(
  of: 'PROVIDER' | 'RECIPIENT',
  lead: Contract['provider'],
  share: Decimal,
  further: Further | null | undefined,
) {
  return [
    { of, name: lead?.name, creditCode: lead?.creditCode, share },
    ...(further ?? []).map((one) => ({ of, name: one.name, creditCode: one.creditCode, share: one.share })),
  ];
}

function Items({ contract }: { contract: Contract }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { can } = useTenant();
  const rules = useFilingForm(contract.type, contract.subtype).data;
  const [assessed, setAssessed] = useState<number | null>(null);
  const items = contract.items ?? [];
  const assesses = contract.status === 'ACCEPTED' && can('REGISTRATION_DECIDE');
  return (
    <section className="panel" data-testid="price-items">
      <h2>{t('filing.items')}</h2>
      <Table<PriceItem>
        size="small"
        pagination={false}
        rowKey={(item) => items.indexOf(item)}
        dataSource={items}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t('filing.itemTitle'),
            render: (_, item) => (
              <>
                {item.title}
                <div className="muted">
                  {text((rules?.reasons ?? []).find((one) => one.code === item.reason)?.title) || item.reason}
                </div>
              </>
            ),
          },
          {
            title: t('filing.priceClass'),
            render: (_, item) => (
              <>
                <Tag>{t(`filing.priceClasses.${item.priceClass}`)}</Tag>
                {item.assessedClass && (
                  <>
                    <Tag color="gold">
                      {t('filing.assessedAs', { found: t(`filing.priceClasses.${item.assessedClass}`) })}
                    </Tag>
                    <div className="muted">{item.assessmentReason}</div>
                  </>
                )}
              </>
            ),
          },
          {
            title: t('filing.original'),
            render: (_, item) =>
              item.currency ? (
                <>
                  {item.currency} {item.originalAmount} × {item.rate}
                  <div className="muted">
                    {text((rules?.rateSources ?? []).find((one) => one.code === item.rateSource)?.title)} {item.rateOn}
                  </div>
                </>
              ) : (
                '—'
              ),
          },
          { title: t('filing.amountYuan'), align: 'right', render: (_, item) => <Amount value={item.amount} /> },
          ...(assesses
            ? [
                {
                  title: '',
                  render: (_: unknown, __: PriceItem, index: number) => (
                    <Button size="small" onClick={() => setAssessed(index)} data-testid={`assess-item-${index + 1}`}>
                      {t('filing.assess')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {assessed !== null && <Assessment contract={contract} number={assessed + 1} onClose={() => setAssessed(null)} />}
    </section>
  );
}

/** The registrar finds an item to be of a class; another one than declared needs a reason. */
function Assessment({ contract, number, onClose }: { contract: Contract; number: number; onClose: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [form] = Form.useForm<{ priceClass: 'TECH' | 'NON_TECH'; reason?: string }>();
  const item = (contract.items ?? [])[number - 1];
  const chosen = Form.useWatch('priceClass', form);
  const save = useMutation({
    mutationFn: (entered: { priceClass: 'TECH' | 'NON_TECH'; reason?: string }) =>
      body(
        api.PUT('/api/v1/tenants/{code}/contracts/{id}/items/{number}/assessment', {
          params: { path: { code, id: contract.id ?? '', number }, header: matching(contract.version) },
          body: entered.priceClass === item?.priceClass ? {} : entered,
        }),
      ),
    onSuccess: (saved) => {
      cache.setQueryData(['contract', code, contract.id], saved);
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('filing.assessTitle', { title: item?.title })}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {save.error && <Problem error={save.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ priceClass: item?.assessedClass ?? item?.priceClass, reason: item?.assessmentReason }}
        onFinish={(entered) => save.mutate(entered)}
      >
        <Form.Item name="priceClass" label={t('filing.priceClass')}>
          <Radio.Group
            options={(['TECH', 'NON_TECH'] as const).map((one) => ({
              value: one,
              label: t(`filing.priceClasses.${one}`),
            }))}
          />
        </Form.Item>
        {chosen !== item?.priceClass && (
          <Form.Item
            name="reason"
            label={t('filing.assessReason')}
            rules={[{ required: true, message: t('shared.required') }]}
          >
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
