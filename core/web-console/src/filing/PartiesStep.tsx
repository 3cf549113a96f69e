import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input } from 'antd';
import { type ChangeEvent, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilingForm } from '../api/model';
import { useSession } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { useName } from '../shared/text';
import { AmountField, ChoiceField, TextField } from './fields';

export const KINDS = [
  'ENTERPRISE',
  'UNIVERSITY',
  'RESEARCH_INSTITUTE',
  'NEW_TYPE_RND',
  'GOVERNMENT',
  'MEDICAL',
  'OTHER_INSTITUTION',
  'SOCIAL_ORGANIZATION',
  'INDIVIDUAL',
  'OVERSEAS',
];
const SHARE = /^\d{1,3}(\.\d{1,4})?$/;

/** Between whom: one leading party on each side, further ones with their shares, and who brought them together. */
export function PartiesStep({ isNew, rules }: { isNew: boolean; rules?: FilingForm }) {
  const { t } = useTranslation();
  const { tree } = useTenant();
  const name = useName();
  const session = useSession();
  const form = Form.useFormInstance();
  const own = session.data?.account?.organization;
  const foreign = Form.useWatch(['provider', 'kind'], form) === 'OVERSEAS';
  useEffect(() => {
    if (isNew && own && !form.getFieldValue(['provider', 'creditCode'])) {
      form.setFieldValue(['provider', 'creditCode'], own);
    }
  }, [isNew, own, form]);
  const prefectures = tree.flatMap((node) => [node, ...(node.children ?? [])]);
  return (
    <>
      {foreign && (
        <Alert
          type={rules?.buyerFilesImports ? 'info' : 'warning'}
          showIcon
          style={{ marginBottom: 16 }}
          title={t(rules?.buyerFilesImports ? 'filing.import' : 'filing.importElsewhere')}
        />
      )}
      <div className="columns">
        <Side side="provider" list="furtherProviders" share="providerShare" />
        <Side side="recipient" list="furtherRecipients" share="recipientShare" />
      </div>
      <section className="panel">
        <h2>{t('filing.intermediary')}</h2>
        <div className="filing-grid">
          <TextField name="intermediary" label={t('contract.partyName')} />
          <TextField name={['particulars', 'intermediaryCode']} label={t('contract.creditCode')} max={18} />
          <AmountField name={['particulars', 'intermediaryFee']} label={t('filing.intermediaryFee')} />
        </div>
        {isNew && (
          <ChoiceField
            name="agency"
            label={t('filing.agency')}
            extra={t('filing.agencyHint')}
            options={prefectures.map((one) => ({ value: one.code ?? 0, label: name(one) }))}
          />
        )}
      </section>
    </>
  );
}

function Side({
  side,
  list,
  share,
}: {
  side: 'provider' | 'recipient';
  list: 'furtherProviders' | 'furtherRecipients';
  share: 'providerShare' | 'recipientShare';
}) {
  const { t } = useTranslation();
  return (
    <section className="panel">
      <h2>{t(`contract.${side}`)}</h2>
      <Party at={[side]} testId={`filing-${side}`} />
      <AmountField
        name={['particulars', share]}
        label={t('filing.share')}
        extra={t('filing.shareHint')}
        pattern={SHARE}
        testId={`filing-${share}`}
      />
      <Form.List name={['particulars', list]}>
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <div key={field.key} className="filing-item">
                <div className="filing-item-head">
                  <strong>{t('filing.furtherParty', { number: field.name + 2 })}</strong>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t('filing.removeParty')}
                    onClick={() => remove(field.name)}
                  />
                </div>
                <Party at={[field.name]} testId={`filing-${list}-${field.name}`} />
                <AmountField name={[field.name, 'share']} label={t('filing.share')} pattern={SHARE} />
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({})} data-testid={`filing-add-${list}`}>
              {t('filing.addParty')}
            </Button>
          </>
        )}
      </Form.List>
    </section>
  );
}

function Party({ at, testId }: { at: (string | number)[]; testId: string }) {
  const { t } = useTranslation();
  return (
    <div className="filing-grid">
      <TextField name={[...at, 'name']} label={t('contract.partyName')} required testId={`${testId}-name`} />
      <TextField
        name={[...at, 'creditCode']}
        label={t('contract.creditCode')}
        required
        max={32}
        testId={`${testId}-creditCode`}
      />
      <ChoiceField
        name={[...at, 'kind']}
        label={t('contract.partyKind')}
        required
        testId={`${testId}-kind`}
        options={KINDS.map((kind) => ({ value: kind, label: t(`shared.partyKind.${kind}`) }))}
      />
      <Form.Item
        name={[...at, 'division']}
        label={t('filing.division')}
        getValueProps={(value: number | null | undefined) => ({ value: value || '' })}
        normalize={(value: string) => (/^\d{1,6}$/.test(value) ? Number(value) : null)}
      >
        <DivisionInput testId={`${testId}-division`} />
      </Form.Item>
    </div>
  );
}

function DivisionInput({
  testId,
  ...control
}: {
  testId: string;
  id?: string;
  value?: string;
  onChange?: (event: ChangeEvent<HTMLInputElement>) => void;
}) {
  return <Input {...control} inputMode="numeric" maxLength={6} data-testid={testId} />;
}
