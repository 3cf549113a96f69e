import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, Modal, Popconfirm, Radio, Select, Table } from 'antd';
import type dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, idempotencyKey } from '../api/client';
import type { PluginSettings, RegisterField, SettingRail } from '../api/model';
import { useTenant } from '../frame/tenant';
import { useLabel } from '../register/words';
import { Problem } from '../shared/Problem';

const DAY = 'YYYY-MM-DD';

/** What a rail asks for, with its clause, in the reader's language. */
export function useRailWords(): (rail: SettingRail) => string {
  const { i18n } = useTranslation();
  return (rail) => (i18n.language.startsWith('en') ? rail.words?.en : rail.words?.zh) ?? '';
}

interface RailFields {
  field: string;
  locked: boolean;
  lowest?: string;
  highest?: string;
  days?: [dayjs.Dayjs, dayjs.Dayjs | null];
  document: string;
  article: string;
  note?: string;
}

/** What a tenant lays down for those below it; a county has nobody below. */
export function SettingRails({ view, writes }: { view: PluginSettings; writes: boolean }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const label = useLabel();
  const words = useRailWords();
  const [laying, setLaying] = useState(false);
  const [form] = Form.useForm<RailFields>();
  const field = Form.useWatch('field', form);
  const locked = Form.useWatch('locked', form);
  const path = { code, plugin: view.plugin ?? '' };
  const refresh = () => void cache.invalidateQueries({ queryKey: ['plugin-settings', code, view.plugin] });
  const lay = useMutation({
    mutationFn: (given: RailFields) =>
      body(
        api.POST('/api/v1/tenants/{code}/plugin-settings/{plugin}/rails', {
          params: { path, header: { 'Idempotency-Key': idempotencyKey() } },
          body: {
            field: given.field,
            locked: given.locked,
            lowest: given.locked ? undefined : given.lowest || undefined,
            highest: given.locked ? undefined : given.highest || undefined,
            from: given.days?.[0].format(DAY),
            until: given.days?.[1]?.format(DAY),
            document: given.document,
            article: given.article,
            note: given.note || undefined,
          } as never,
        }),
      ),
    onSuccess: () => {
      setLaying(false);
      form.resetFields();
      refresh();
    },
  });
  const takeAway = useMutation({
    mutationFn: (settingRail: string) =>
      body(
        api.DELETE('/api/v1/tenants/{code}/plugin-settings/{plugin}/rails/{settingRail}', {
          params: { path: { ...path, settingRail } },
        }),
      ),
    onSuccess: refresh,
  });
  const described = (name: string | null | undefined) =>
    (view.fields ?? []).find((one) => one.field?.name === name)?.field as RegisterField | undefined;
  const ranged = (view.fields ?? []).find((one) => one.field?.name === field)?.ranged;
  return (
    <>
      <header className="setting-rails-head">
        <h2>{t('plugins.settings.rails')}</h2>
        {writes && code % 100 === 0 && (
          <Button onClick={() => setLaying(true)} data-testid="rail-lay">
            {t('plugins.settings.lay')}
          </Button>
        )}
      </header>
      <p className="page-hint">{t('plugins.settings.railsHint')}</p>
      {takeAway.error && <Problem error={takeAway.error} />}
      <Table<SettingRail>
        size="small"
        rowKey={(rail) => rail.id ?? ''}
        dataSource={view.rails ?? []}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t('plugins.settings.field'),
            render: (_, rail) => label(described(rail.field)?.label) || rail.field,
          },
          { title: t('plugins.settings.asks'), render: (_, rail) => words(rail) },
          { title: t('plugins.settings.from'), render: (_, rail) => `${rail.from} – ${rail.until ?? ''}` },
          { title: t('plugins.settings.madeBy'), dataIndex: 'madeBy' },
          {
            title: '',
            render: (_, rail) =>
              writes && (
                <Popconfirm title={t('plugins.settings.takeAwayHint')} onConfirm={() => takeAway.mutate(rail.id ?? '')}>
                  <Button size="small" data-testid="rail-take-away">
                    {t('plugins.settings.takeAway')}
                  </Button>
                </Popconfirm>
              ),
          },
        ]}
      />
      <Modal
        open={laying}
        title={t('plugins.settings.lay')}
        okText={t('plugins.settings.lay')}
        okButtonProps={{ 'data-testid': 'rail-lay-now' } as never}
        confirmLoading={lay.isPending}
        onOk={() => form.submit()}
        onCancel={() => setLaying(false)}
      >
        <Form form={form} layout="vertical" initialValues={{ locked: true }} onFinish={(given) => lay.mutate(given)}>
          <Form.Item
            name="field"
            label={t('plugins.settings.field')}
            rules={[{ required: true, message: t('shared.required') }]}
          >
            <Select
              options={(view.fields ?? []).map((one) => ({
                value: one.field?.name ?? '',
                label: label(one.field?.label),
              }))}
              data-testid="rail-field"
            />
          </Form.Item>
          <Form.Item name="locked" label={t('plugins.settings.asks')}>
            <Radio.Group
              options={[
                { value: true, label: t('plugins.settings.locked') },
                { value: false, label: t('plugins.settings.range'), disabled: !ranged },
              ]}
            />
          </Form.Item>
          {!locked && (
            <>
              <Form.Item name="lowest" label={t('plugins.settings.lowest')}>
                <Input inputMode="decimal" data-testid="rail-lowest" />
              </Form.Item>
              <Form.Item name="highest" label={t('plugins.settings.highest')}>
                <Input inputMode="decimal" data-testid="rail-highest" />
              </Form.Item>
            </>
          )}
          <Form.Item name="days" label={t('plugins.settings.days')}>
            <DatePicker.RangePicker allowEmpty={[false, true]} format={DAY} />
          </Form.Item>
          <Form.Item
            name="document"
            label={t('plugins.settings.document')}
            rules={[{ required: true, message: t('shared.required') }]}
          >
            <Input maxLength={200} data-testid="rail-document" />
          </Form.Item>
          <Form.Item
            name="article"
            label={t('plugins.settings.article')}
            rules={[{ required: true, message: t('shared.required') }]}
          >
            <Input maxLength={200} data-testid="rail-article" />
          </Form.Item>
          <Form.Item name="note" label={t('plugins.settings.note')}>
            <Input.TextArea maxLength={1000} />
          </Form.Item>
        </Form>
        {lay.error && <Problem error={lay.error} />}
      </Modal>
    </>
  );
}
