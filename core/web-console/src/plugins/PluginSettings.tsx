import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, Radio, Skeleton, Table, Tag } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { api, body, matching } from '../api/client';
import type { PluginSettings as Settings, PluginSettingsField, RegisterField, SettingChoice } from '../api/model';
import { ProblemError } from '../api/problem';
import { useTenant } from '../frame/tenant';
import { Control } from '../register/FieldsForm';
import { useLabel } from '../register/words';
import { today } from '../shared/dates';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { SettingRails, useRailWords } from './SettingRails';
import './plugins.css';

const DAY = 'YYYY-MM-DD';

/** What a tenant chooses about a plugin, field by field, beside what it inherits and what tenants above lay down. */
export function PluginSettings() {
  const { plugin = '' } = useParams();
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const label = useLabel();
  const [on, setOn] = useState<string>();
  const settings = useQuery({
    queryKey: ['plugin-settings', code, plugin, on],
    queryFn: (): Promise<Settings> =>
      body(
        api.GET('/api/v1/tenants/{code}/plugin-settings/{plugin}', {
          params: { path: { code, plugin }, query: { on } },
        }),
      ),
  });
  if (settings.error) {
    return <Problem error={settings.error} onRetry={() => void settings.refetch()} />;
  }
  if (!settings.data) {
    return <Skeleton active />;
  }
  const view = settings.data;
  const writes = can('SETTING_WRITE');
  return (
    <Page
      title={label(view.label)}
      hint={t('plugins.settings.hint', { plugin })}
      actions={
        <DatePicker
          aria-label={t('plugins.settings.on')}
          value={dayjs(view.on)}
          allowClear={false}
          format={DAY}
          onChange={(day: dayjs.Dayjs | null) => setOn(day?.format(DAY))}
          data-testid="settings-on"
        />
      }
    >
      <section className="panel">
        <Choices key={`${view.revision} ${view.on}`} view={view} writes={writes} />
      </section>
      <section className="panel">
        <SettingRails view={view} writes={writes} />
      </section>
      <section className="panel">
        <h2>{t('plugins.settings.history')}</h2>
        <History view={view} />
      </section>
    </Page>
  );
}

/** A value as a reader sees it. */
function useShown(): (field: RegisterField | undefined, value: unknown) => string {
  const { t } = useTranslation();
  const label = useLabel();
  return (field, value) => {
    const one = (item: unknown): string => {
      const choices =
        (field?.kind === 'LIST' ? (field.element as RegisterField | null)?.choices : field?.choices) ?? [];
      const chosen = choices.find((choice) => choice.value === item);
      if (chosen) {
        return label(chosen.label);
      }
      return typeof item === 'boolean' ? t(item ? 'shared.answer.YES' : 'shared.answer.NO') : String(item);
    };
    if (value === null || value === undefined) {
      return t('plugins.settings.nothing');
    }
    const text = Array.isArray(value) ? value.map(one).join('、') : one(value);
    return field?.unit ? `${text} ${field.unit}` : text;
  };
}

interface Draft {
  own: boolean;
  value: unknown;
}

function Choices({ view, writes }: { view: Settings; writes: boolean }) {
  const { t, i18n } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const label = useLabel();
  const shown = useShown();
  const rail = useRailWords();
  const before = Object.fromEntries(
    (view.fields ?? []).map((field): [string, Draft] => [
      field.field?.name ?? '',
      { own: field.own !== null && field.own !== undefined, value: field.own ?? field.value },
    ]),
  );
  const [drafts, setDrafts] = useState(before);
  const [from, setFrom] = useState(today);
  const [note, setNote] = useState('');
  const changed = Object.entries(drafts).filter(
    ([name, draft]) => JSON.stringify(draft) !== JSON.stringify(before[name]),
  );
  const save = useMutation({
    mutationFn: (): Promise<Settings> =>
      body(
        api.POST('/api/v1/tenants/{code}/plugin-settings/{plugin}/choices', {
          params: { path: { code, plugin: view.plugin ?? '' }, header: matching(view.revision) },
          body: {
            from,
            note: note || undefined,
            values: Object.fromEntries(
              changed.filter(([, draft]) => draft.own).map(([name, draft]) => [name, draft.value]),
            ) as never,
            inherit: changed.filter(([, draft]) => !draft.own).map(([name]) => name),
          },
        }),
      ),
    onSuccess: () => void cache.invalidateQueries({ queryKey: ['plugin-settings', code, view.plugin] }),
  });
  const faults = save.error instanceof ProblemError ? (save.error.problem.errors ?? []) : [];
  const draft = (field: PluginSettingsField): Draft => drafts[field.field?.name ?? ''] ?? { own: false, value: null };
  const set = (field: PluginSettingsField, next: Draft) => setDrafts({ ...drafts, [field.field?.name ?? '']: next });
  return (
    <>
      <Table<PluginSettingsField>
        size="small"
        pagination={false}
        rowKey={(field) => field.field?.name ?? ''}
        dataSource={view.fields ?? []}
        scroll={{ x: 'max-content' }}
        onRow={(field) => ({ 'data-testid': `setting-${field.field?.name}` }) as object}
        columns={[
          {
            title: t('plugins.settings.field'),
            render: (_, field) => <label htmlFor={`setting-${field.field?.name}`}>{label(field.field?.label)}</label>,
          },
          {
            title: t('plugins.settings.holds'),
            render: (_, field) => (
              <span data-testid="setting-holds">
                {shown(field.field as RegisterField, field.value)}{' '}
                <Tag>
                  {field.setBy
                    ? field.setBy === code
                      ? t('plugins.settings.byUs', { from: field.setFrom })
                      : t('plugins.settings.byAbove', { tenant: field.setBy, from: field.setFrom })
                    : t('plugins.settings.byDefault')}
                </Tag>
              </span>
            ),
          },
          {
            title: t('plugins.settings.own'),
            render: (_, field) => {
              const one = draft(field);
              const name = field.field?.name ?? '';
              const fault = faults.filter((each) => (each.field ?? '').startsWith(`values.${name}`));
              return (
                <Form.Item
                  className="setting-own"
                  validateStatus={fault.length > 0 ? 'error' : undefined}
                  help={
                    fault.length > 0
                      ? fault.map((each) => (i18n.language.startsWith('en') ? each.messageEn : each.message)).join(' ')
                      : undefined
                  }
                >
                  <Radio.Group
                    disabled={!writes}
                    value={one.own}
                    onChange={(event) => set(field, { ...one, own: Boolean(event.target.value) })}
                    options={[
                      { value: false, label: t('plugins.settings.inherit') },
                      { value: true, label: t('plugins.settings.choose') },
                    ]}
                    data-testid={`own-${name}`}
                  />
                  {one.own && (
                    <Control
                      field={field.field as RegisterField}
                      id={`setting-${name}`}
                      value={one.value}
                      onChange={(value) => set(field, { own: true, value })}
                    />
                  )}
                  {field.ownHeldBy && (
                    <Tag color="orange">{t('plugins.settings.heldBy', { words: rail(field.ownHeldBy) })}</Tag>
                  )}
                  {field.outdated && <Tag color="orange">{t('plugins.settings.outdated')}</Tag>}
                </Form.Item>
              );
            },
          },
          {
            title: t('plugins.settings.fromAbove'),
            render: (_, field) =>
              (field.rails ?? []).map((one) => (
                <div key={one.id}>
                  {one.tenant}：{rail(one)}
                </div>
              )),
          },
        ]}
      />
      {writes && (
        <div className="setting-save">
          <DatePicker
            aria-label={t('plugins.settings.from')}
            value={dayjs(from)}
            allowClear={false}
            format={DAY}
            onChange={(day: dayjs.Dayjs | null) => setFrom(day?.format(DAY) ?? from)}
            data-testid="settings-from"
          />
          <Input
            value={note}
            onChange={(event) => setNote(event.target.value)}
            placeholder={t('plugins.settings.note')}
            aria-label={t('plugins.settings.note')}
            maxLength={1000}
            data-testid="settings-note"
          />
          <Button
            type="primary"
            disabled={changed.length === 0}
            loading={save.isPending}
            onClick={() => save.mutate()}
            data-testid="settings-save"
          >
            {t('shared.save')}
          </Button>
        </div>
      )}
      {save.error && <Problem error={save.error} />}
    </>
  );
}

function History({ view }: { view: Settings }) {
  const { t } = useTranslation();
  const label = useLabel();
  const shown = useShown();
  const described = (name: string | null | undefined) =>
    (view.fields ?? []).find((field) => field.field?.name === name)?.field as RegisterField | undefined;
  return (
    <Table<SettingChoice>
      size="small"
      rowKey={(choice) => `${choice.field} ${choice.from} ${choice.madeAt}`}
      dataSource={view.history ?? []}
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('plugins.settings.from'), dataIndex: 'from' },
        {
          title: t('plugins.settings.field'),
          render: (_, choice) => label(described(choice.field)?.label) || choice.field,
        },
        {
          title: t('plugins.settings.own'),
          render: (_, choice) =>
            choice.value === null || choice.value === undefined
              ? t('plugins.settings.inherit')
              : shown(described(choice.field), choice.value),
        },
        { title: t('plugins.settings.note'), dataIndex: 'note' },
        { title: t('plugins.settings.madeBy'), dataIndex: 'madeBy' },
      ]}
    />
  );
}
