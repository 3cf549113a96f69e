import { useQuery } from '@tanstack/react-query';
import { Button, Descriptions, Form, Input, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { Verification } from '../api/model';
import { LocaleSwitch } from '../frame/Frame';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import './registration.css';

const LOOKS = {
  VALID: 'success',
  SUPERSEDED: 'warning',
  CANCELLED: 'error',
  REVOKED: 'error',
  NOT_VERIFIED: 'error',
} as const;

/** For whoever holds a certificate, without an account: whether it still holds. */
export function VerifyPage() {
  const { t } = useTranslation();
  const { number = '' } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const code = search.get('code') ?? '';
  const asked = Boolean(number && code);
  const answer = useQuery({
    queryKey: ['verification', number, code],
    enabled: asked,
    queryFn: async (): Promise<Verification> =>
      body(api.GET('/api/v1/public/certificates/{number}', { params: { path: { number }, query: { code } } })),
  });
  return (
    <main className="verify">
      <header className="verify-head">
        <img src="/longji.svg" alt="" width={36} height={36} />
        <h1>{t('registration.verify.title')}</h1>
        <LocaleSwitch />
      </header>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{ number, code }}
        onFinish={(entered: { number: string; code: string }) =>
          void navigate(`/verify/${entered.number.trim()}?code=${encodeURIComponent(entered.code.trim())}`)
        }
      >
        <Form.Item
          name="number"
          label={t('registration.verify.number')}
          rules={[{ required: true, pattern: /^\s*\d{14,16}\s*$/, message: t('registration.verify.numberRule') }]}
        >
          <Input inputMode="numeric" autoComplete="off" data-testid="verify-number" />
        </Form.Item>
        <Form.Item
          name="code"
          label={t('registration.verify.code')}
          rules={[{ required: true, message: t('shared.required') }]}
        >
          <Input autoComplete="off" data-testid="verify-code" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={asked && answer.isPending} data-testid="verify-submit">
          {t('registration.verify.submit')}
        </Button>
      </Form>
      <div aria-live="polite">
        {answer.error && <Problem error={answer.error} />}
        {answer.data && <Answer verification={answer.data} />}
      </div>
      <p className="muted">{t('registration.verify.note')}</p>
    </main>
  );
}

function Answer({ verification }: { verification: Verification }) {
  const { t } = useTranslation();
  const words = useLocalText();
  const validity = verification.validity ?? 'NOT_VERIFIED';
  const rows = [
    ['number', verification.registrationNumber],
    ['type', verification.type && t(`shared.contractType.${verification.type}`)],
    ['office', words(verification.office)],
    ['registeredOn', verification.registeredOn],
    ['version', verification.registrationVersion],
    ['issuedOn', verification.issuedOn],
  ] as const;
  return (
    <>
      <Result
        status={LOOKS[validity]}
        title={<span data-testid="verify-validity">{t(`registration.verify.validity.${validity}`)}</span>}
        subTitle={t(`registration.verify.meaning.${validity}`, { latest: verification.latestVersion })}
      />
      {validity !== 'NOT_VERIFIED' && (
        <Descriptions
          bordered
          size="small"
          column={1}
          items={rows.map(([key, value]) => ({
            key,
            label: t(`registration.verify.${key}`),
            children: value,
          }))}
        />
      )}
    </>
  );
}
