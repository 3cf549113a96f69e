import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, idempotencyKey, matching } from '../api/client';
import type { Agency, ContractType } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Problem } from '../shared/Problem';

const ISO = 'YYYY-MM-DD';
const TYPES: ContractType[] = ['DEVELOPMENT', 'TRANSFER', 'LICENSING', 'CONSULTING', 'SERVICE'];

interface Entered {
  name: string;
  operatorCode: string;
  operatorName: string;
  authorisedBy: string;
  authorisationDocument: string;
  authorisedOn: Dayjs;
  validFrom: Dayjs;
  validUntil?: Dayjs | null;
  types?: ContractType[];
  scopeNote?: string;
  seal: string;
  address?: string;
  phone?: string;
}

/** Records an agency, or changes what is on record of one. */
export function AgencyEditor({ agency, onClose }: { agency?: Agency; onClose: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [form] = Form.useForm<Entered>();
  const [key] = useState(idempotencyKey);
  const save = useMutation({
    mutationFn: (entered: Entered) => {
      const sent = {
        ...entered,
        authorisedOn: entered.authorisedOn.format(ISO),
        validFrom: entered.validFrom.format(ISO),
        validUntil: entered.validUntil?.format(ISO),
      };
      return agency
        ? body(
            api.PUT('/api/v1/tenants/{code}/agencies/{id}', {
              params: { path: { code, id: agency.id ?? '' }, header: matching(agency.version) },
              body: sent,
            }),
          )
        : body(
            api.POST('/api/v1/tenants/{code}/agencies', {
              params: { path: { code }, header: { 'Idempotency-Key': key } },
              body: sent,
            }),
          );
    },
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['agencies', code] });
      void cache.invalidateQueries({ queryKey: ['agency', code] });
      onClose();
    },
  });
  const required = [{ required: true, message: t('shared.required') }];
  const field = (name: keyof Entered, mandatory: boolean) => (
    <Form.Item name={name} label={t(`agency.fields.${name}`)} rules={mandatory ? required : []}>
      <Input data-testid={`agency-${name}`} />
    </Form.Item>
  );
  const day = (name: keyof Entered, mandatory: boolean) => (
    <Form.Item name={name} label={t(`agency.fields.${name}`)} rules={mandatory ? required : []}>
      <DatePicker style={{ width: '100%' }} data-testid={`agency-${name}`} />
    </Form.Item>
  );
  return (
    <Modal
      open
      width={720}
      title={t(agency ? 'agency.change' : 'agency.add')}
      okText={t('shared.save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {save.error && <Problem error={save.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={agency ? initial(agency) : { seal: t('agency.usualSeal') }}
        onFinish={(entered) => save.mutate(entered)}
      >
        {field('name', true)}
        <div className="columns">
          {field('operatorName', true)}
          {field('operatorCode', true)}
        </div>
        <div className="columns">
          {field('authorisedBy', true)}
          {field('authorisationDocument', true)}
        </div>
        <div className="columns">
          {day('authorisedOn', true)}
          {day('validFrom', true)}
          {day('validUntil', false)}
        </div>
        <Form.Item name="types" label={t('agency.fields.types')} extra={t('agency.typesHint')}>
          <Select
            mode="multiple"
            options={TYPES.map((type) => ({ value: type, label: t(`shared.contractType.${type}`) }))}
          />
        </Form.Item>
        {field('scopeNote', false)}
        {field('seal', true)}
        <div className="columns">
          {field('address', false)}
          {field('phone', false)}
        </div>
      </Form>
    </Modal>
  );
}

function initial(agency: Agency) {
  const { name, operatorCode, operatorName, authorisedBy, authorisationDocument, types, seal } = agency;
  const { scopeNote, address, phone } = agency;
  return {
    ...{ name, operatorCode, operatorName, authorisedBy, authorisationDocument, types, seal },
    ...{ scopeNote, address, phone },
    authorisedOn: dayjs(agency.authorisedOn),
    validFrom: dayjs(agency.validFrom),
    validUntil: agency.validUntil ? dayjs(agency.validUntil) : null,
  };
}
