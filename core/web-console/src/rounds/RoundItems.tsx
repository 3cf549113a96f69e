import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Modal, Select, Space, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { ItemStatus, RoundDetails, RoundItem } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { useRoundChanged } from './queries';
import { ReasonField } from './RoundActions';
import { RoundItemDrawer } from './RoundItemDrawer';

const STATUSES: ItemStatus[] = [
  'CANDIDATE',
  'CLAIMED',
  'DECLINED',
  'LAPSED',
  'PASSED',
  'EXCLUDED',
  'UNFUNDED',
  'LISTED',
  'STOPPED',
  'APPROVED',
  'PAID',
  'DROPPED',
];

const COLOURS: Partial<Record<ItemStatus, string>> = {
  CANDIDATE: 'gold',
  CLAIMED: 'blue',
  PASSED: 'green',
  EXCLUDED: 'red',
  LISTED: 'geekblue',
  STOPPED: 'red',
  APPROVED: 'orange',
  PAID: 'green',
};

export function ItemTag({ item }: { item: RoundItem }) {
  const { t } = useTranslation();
  return (
    <>
      <Tag color={COLOURS[item.status ?? 'CANDIDATE']} data-status={item.status}>
        {t(`rounds.item.${item.status}`)}
      </Tag>
      {item.hold && <Tag color="orange">{t(`rounds.hold.${item.hold}`)}</Tag>}
    </>
  );
}

/** Every item of a round, chosen by its state; reviewed here while the round is in review. */
export function RoundItems({ details }: { details: RoundDetails }) {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const changed = useRoundChanged();
  const round = details.round ?? {};
  const id = round.id ?? '';
  const [status, setStatus] = useState<ItemStatus>();
  const [held, setHeld] = useState<boolean>();
  const [differing, setDiffering] = useState(false);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const [excluding, setExcluding] = useState(false);
  const [opened, setOpened] = useState<RoundItem | null>(null);
  const pass = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/tenants/{code}/rounds/{id}/review', {
          params: { path: { code, id } },
          body: { items: chosen, passes: true },
        }),
      ),
    onSuccess: () => {
      setChosen([]);
      changed();
    },
  });
  const reviewing = round.status === 'REVIEW' && can('DISBURSE_REVIEW');
  return (
    <>
      <h2 className="round-items-title">{t('rounds.itemsTitle')}</h2>
      <div className="filters" role="search">
        <Input.Search
          allowClear
          style={{ width: 300 }}
          placeholder={t('rounds.filter.text')}
          aria-label={t('rounds.filter.text')}
          data-testid="items-text"
          onSearch={(entered) => setText(entered.trim())}
        />
        <Select
          allowClear
          style={{ width: 160 }}
          placeholder={t('rounds.filter.status')}
          aria-label={t('rounds.filter.status')}
          data-testid="items-status"
          value={status}
          onChange={setStatus}
          options={STATUSES.map((value) => ({ value, label: t(`rounds.item.${value}`) }))}
        />
        <Select
          allowClear
          style={{ width: 150 }}
          placeholder={t('rounds.filter.held')}
          aria-label={t('rounds.filter.held')}
          value={held}
          onChange={setHeld}
          options={[
            { value: true, label: t('rounds.held') },
            { value: false, label: t('rounds.filter.free') },
          ]}
        />
        <Checkbox className="filter-check" checked={differing} onChange={(event) => setDiffering(event.target.checked)}>
          {t('rounds.filter.differing', { count: details.differing ?? 0 })}
        </Checkbox>
      </div>
      {reviewing && (
        <Space wrap className="round-review" data-testid="round-review">
          <span className="muted">{t('rounds.review.chosen', { count: chosen.length })}</span>
          <Button
            disabled={chosen.length === 0}
            loading={pass.isPending}
            onClick={() => pass.mutate()}
            data-testid="pass-chosen"
          >
            {t('rounds.review.pass')}
          </Button>
          <Button danger disabled={chosen.length === 0} onClick={() => setExcluding(true)} data-testid="exclude-chosen">
            {t('rounds.review.exclude')}
          </Button>
        </Space>
      )}
      {pass.error && <Problem error={pass.error} />}
      <PagedTable<RoundItem>
        queryKey={['round-items', code, id, status, held, differing, text]}
        label={t('rounds.itemsTitle')}
        testId="round-items"
        rowTestId="round-item"
        rowKey={(item) => item.id ?? ''}
        rowSelection={
          reviewing
            ? {
                selectedRowKeys: chosen,
                preserveSelectedRowKeys: true,
                // Its box would stand a second time in the hidden row that measures the columns, where the focus must not go.
                hideSelectAll: true,
                onChange: (keys) => setChosen(keys.map(String)),
                getCheckboxProps: (item) => ({
                  disabled: !['CLAIMED', 'PASSED', 'EXCLUDED'].includes(item.status ?? ''),
                  'aria-label': t('rounds.review.choose', { name: item.beneficiaryName }),
                }),
              }
            : undefined
        }
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/rounds/{id}/items', {
              params: {
                path: { code, id },
                query: { status, held, differing, text: text || undefined, cursor, limit },
              },
            }),
          )
        }
        columns={[
          { title: '#', dataIndex: 'ordinal', width: 60 },
          {
            title: t('rounds.beneficiary'),
            render: (_, item) => (
              <div className="round-beneficiary">
                <Button
                  type="link"
                  className="item-open"
                  title={t('rounds.details')}
                  onClick={() => setOpened(item)}
                  data-testid="item-open"
                >
                  {item.beneficiaryName}
                </Button>
                <div className="muted mono">{item.beneficiaryCode}</div>
              </div>
            ),
          },
          {
            title: t('rounds.subject'),
            render: (_, item) => (
              <div className="round-subject">
                {item.subject}
                <div className="muted">
                  <span className="mono">{item.number}</span> · {t('shared.year', { year: item.aboutYear })}
                </div>
              </div>
            ),
          },
          {
            title: t('rounds.dueYuan'),
            align: 'right',
            render: (_, item) => (
              <>
                <Amount value={item.due} />
                {item.owedNow && (
                  <div className="budget-warning">
                    {t('rounds.owedNow')} <Amount value={item.owedNow} />
                  </div>
                )}
              </>
            ),
          },
          { title: t('rounds.givenYuan'), align: 'right', render: (_, item) => <Amount value={item.allocated} /> },
          {
            title: t('rounds.state'),
            render: (_, item) => (
              <div className="round-subject">
                <ItemTag item={item} />
                {item.reason && <div className="muted">{item.reason}</div>}
              </div>
            ),
          },
        ]}
      />
      {excluding && (
        <Exclude
          id={id}
          items={chosen}
          onDone={() => {
            setChosen([]);
            setExcluding(false);
            changed();
          }}
          onClose={() => setExcluding(false)}
        />
      )}
      {opened && <RoundItemDrawer round={round} item={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

interface ExcludeProps {
  id: string;
  items: string[];
  onDone: () => void;
  onClose: () => void;
}

function Exclude({ id, items, onDone, onClose }: ExcludeProps) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const [form] = Form.useForm<{ reason: string }>();
  const exclude = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/rounds/{id}/review', {
          params: { path: { code, id } },
          body: { items, passes: false, reason },
        }),
      ),
    onSuccess: onDone,
  });
  return (
    <Modal
      open
      title={t('rounds.review.excludeTitle', { count: items.length })}
      okText={t('rounds.review.exclude')}
      confirmLoading={exclude.isPending}
      okButtonProps={{ danger: true, 'data-testid': 'exclude-send' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t('rounds.review.excludeHint')}</p>
      {exclude.error && <Problem error={exclude.error} />}
      <Form form={form} layout="vertical" onFinish={(entered) => exclude.mutate(entered)}>
        <ReasonField />
      </Form>
    </Modal>
  );
}
