import { useQuery } from '@tanstack/react-query';
import { Button, Descriptions, Form, Input, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { PublicCheck } from '../api/model';
import { LocaleSwitch } from '../frame/Frame';
import { Problem } from '../shared/Problem';
import { useLabel } from './words';
import '../registration/registration.css';

/** For whoever holds a paper of a register, without an account: whether it still holds. */
export function CheckPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { plugin = '', register = '', key = '' } = useParams();
  const navigate = useNavigate();
  const answer = useQuery({
    queryKey: ['check', plugin, register, key],
    enabled: Boolean(key),
    queryFn: async (): Promise<PublicCheck> =>
      body(
        api.GET('/api/v1/public/registers/{plugin}/{register}/{key}', { params: { path: { plugin, register, key } } }),
      ),
  });
  const told = answer.data;
  return (
    <main className="verify">
      <header className="verify-head">
        <img src="/longji.svg" alt="" width={36} height={36} />
        <h1>{t('register.check.title')}</h1>
        <LocaleSwitch />
      </header>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{ key }}
        onFinish={(entered: { key: string }) =>
          void navigate(`/check/${plugin}/${register}/${encodeURIComponent(entered.key.trim())}`)
        }
      >
        <Form.Item
          name="key"
          label={t('register.check.number')}
          rules={[{ required: true, message: t('shared.required') }]}
        >
          <Input autoComplete="off" data-testid="check-key" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={Boolean(key) && answer.isPending}>
          {t('register.check.submit')}
        </Button>
      </Form>
      <div aria-live="polite">
        {answer.error && <Problem error={answer.error} />}
        {told && (
          <>
            <Result
              status={told.holds ? 'success' : 'error'}
              title={
                <span data-testid="check-result">
                  {t(
                    told.holds
                      ? 'register.check.holds'
                      : told.known
                        ? 'register.check.holdsNot'
                        : 'register.check.unknown',
                  )}
                </span>
              }
              subTitle={told.known ? `${label(told.register)} · ${label(told.state)}` : t('register.check.unknownHint')}
            />
            {told.known && (
              <Descriptions
                bordered
                size="small"
                column={1}
                items={[
                  ...(told.values ?? []).map((line, index) => ({
                    key: String(index),
                    label: label(line.label),
                    children: line.value,
                  })),
                  { key: 'office', label: t('register.check.office'), children: label(told.office) },
                ]}
              />
            )}
          </>
        )}
      </div>
      <p className="muted">{t('register.check.note')}</p>
    </main>
  );
}
