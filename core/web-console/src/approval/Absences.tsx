import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Form, Modal, Popconfirm, Select, Table } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, idempotencyKey } from '../api/client';
import type { Absence } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Problem } from '../shared/Problem';
import { useOfficers } from './queries';

interface Entered {
  days: [Dayjs, Dayjs];
  deputy: string;
}

/** When one is away and who signs in that place. */
export function Absences() {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [form] = Form.useForm<Entered>();
  const officers = useOfficers(asking);
  const absences = useQuery({
    queryKey: ['absences', code],
    queryFn: async (): Promise<{ items?: Absence[] }> =>
      body(api.GET('/api/v1/tenants/{code}/absences', { params: { path: { code } } })),
  });
  const read = () => {
    setAsking(false);
    void cache.invalidateQueries({ queryKey: ['absences', code] });
  };
  const announce = useMutation({
    mutationFn: ({ days: [from, until], deputy }: Entered) =>
      body(
        api.POST('/api/v1/tenants/{code}/absences', {
          params: { path: { code }, header: { 'Idempotency-Key': idempotencyKey() } },
          body: { from: from.format('YYYY-MM-DD'), until: until.format('YYYY-MM-DD'), deputy },
        }),
      ),
    onSuccess: read,
  });
  const end = useMutation({
    mutationFn: (absence: string) =>
      body(api.DELETE('/api/v1/tenants/{code}/absences/{absence}', { params: { path: { code, absence } } })),
    onSuccess: read,
  });
  const error = absences.error ?? end.error;
  const required = [{ required: true, message: t('shared.required') }];
  return (
    <section className="panel" data-testid="absences">
      <div className="panel-head">
        <h2>{t('approval.absence.title')}</h2>
        <Button onClick={() => setAsking(true)} data-testid="absence-announce">
          {t('approval.absence.announce')}
        </Button>
      </div>
      <p className="muted">{t('approval.absence.hint')}</p>
      {error && <Problem error={error} />}
      {(absences.data?.items ?? []).length > 0 && (
        <Table<Absence>
          size="small"
          aria-label={t('approval.absence.title')}
          pagination={false}
          rowKey={(item) => item.id ?? ''}
          dataSource={absences.data?.items ?? []}
          columns={[
            { title: t('approval.absence.who'), dataIndex: 'name' },
            { title: t('approval.absence.deputy'), dataIndex: 'deputyName' },
            { title: t('approval.absence.days'), render: (_, item) => `${item.from} – ${item.until}` },
            {
              title: t('approval.absence.act'),
              render: (_, item) =>
                item.own && (
                  <Popconfirm title={t('approval.absence.endAsk')} onConfirm={() => end.mutate(item.id ?? '')}>
                    <Button size="small">{t('approval.absence.end')}</Button>
                  </Popconfirm>
                ),
            },
          ]}
        />
      )}
      {asking && (
        <Modal
          open
          title={t('approval.absence.announce')}
          okText={t('shared.save')}
          cancelText={t('shared.cancel')}
          confirmLoading={announce.isPending}
          onOk={() => form.submit()}
          onCancel={() => setAsking(false)}
        >
          {(announce.error ?? officers.error) && <Problem error={announce.error ?? officers.error} />}
          <Form form={form} layout="vertical" onFinish={(entered) => announce.mutate(entered)}>
            <Form.Item name="days" label={t('approval.absence.days')} rules={required}>
              <DatePicker.RangePicker />
            </Form.Item>
            <Form.Item name="deputy" label={t('approval.absence.deputy')} rules={required}>
              <Select
                data-testid="absence-deputy"
                options={(officers.data?.items ?? []).map((one) => ({ value: one.account, label: one.name }))}
              />
            </Form.Item>
          </Form>
        </Modal>
      )}
    </section>
  );
}
