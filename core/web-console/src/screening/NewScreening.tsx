import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body } from '../api/client';
import type { ScreeningSummary } from '../api/model';
import { useTenant } from '../frame/tenant';
import { RegisterLanguage } from '../register/RegisterLanguage';
import { useLabel } from '../register/words';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { StandingTag } from './StandingTag';

interface Subject {
  technology?: string;
  text?: string;
  codes?: string;
  destination?: string;
  parties?: { zh?: string; ru?: string; en?: string; country?: string }[];
}

/** Screens what an officer types in. */
export function NewScreening() {
  const { t } = useTranslation();
  const label = useLabel();
  const { code } = useTenant();
  const screen = useMutation({
    mutationFn: async (subject: Subject): Promise<{ items?: ScreeningSummary[] }> =>
      (await body(
        api.POST('/api/v1/tenants/{code}/screenings', {
          params: { path: { code } },
          body: {
            technology: subject.technology,
            text: subject.text,
            codes: (subject.codes ?? '').split(/[,，\s]+/).filter((one) => one !== ''),
            destination: subject.destination?.toUpperCase(),
            parties: (subject.parties ?? []).map((party) => ({ ...party, country: party.country?.toUpperCase() })),
          },
        }),
      )) as { items?: ScreeningSummary[] },
  });
  const country = { pattern: /^[A-Za-z]{3}$/, message: t('screening.countryHint') };
  return (
    <Page
      title={t('screening.new')}
      hint={t('screening.newHint')}
      actions={
        <Space>
          <RegisterLanguage />
          <Link to={`/t/${code}/screenings`}>{t('screening.back')}</Link>
        </Space>
      }
    >
      <Form<Subject>
        layout="vertical"
        className="panel"
        initialValues={{ parties: [{}] }}
        onFinish={(subject) => screen.mutate(subject)}
      >
        <Form.Item name="technology" label={t('screening.technology')} rules={[{ required: true }]}>
          <Input maxLength={300} data-testid="technology" />
        </Form.Item>
        <Form.Item name="text" label={t('screening.text')}>
          <Input.TextArea rows={3} maxLength={20000} />
        </Form.Item>
        <Form.Item name="codes" label={t('screening.codes')} extra={t('screening.codesHint')}>
          <Input />
        </Form.Item>
        <Form.Item name="destination" label={t('screening.destination')} rules={[{ required: true }, country]}>
          <Input maxLength={3} placeholder="RUS" style={{ width: 120 }} data-testid="destination" />
        </Form.Item>
        <Form.List name="parties">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field) => (
                <Space key={field.key} align="baseline" wrap>
                  <Form.Item name={[field.name, 'zh']} label={t('screening.nameZh')}>
                    <Input maxLength={300} data-testid={`party-zh-${field.name}`} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'ru']} label={t('screening.nameRu')}>
                    <Input maxLength={300} data-testid={`party-ru-${field.name}`} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'en']} label={t('screening.nameEn')}>
                    <Input maxLength={300} data-testid={`party-en-${field.name}`} />
                  </Form.Item>
                  <Form.Item
                    name={[field.name, 'country']}
                    label={t('screening.country')}
                    rules={[{ required: true }, country]}
                  >
                    <Input
                      maxLength={3}
                      placeholder="RUS"
                      style={{ width: 90 }}
                      data-testid={`party-country-${field.name}`}
                    />
                  </Form.Item>
                  <Button onClick={() => remove(field.name)}>{t('screening.removeParty')}</Button>
                </Space>
              ))}
              <Form.Item>
                <Button onClick={() => add({})}>{t('screening.addParty')}</Button>
              </Form.Item>
            </>
          )}
        </Form.List>
        <Button type="primary" htmlType="submit" loading={screen.isPending} data-testid="screen">
          {t('screening.screen')}
        </Button>
      </Form>
      {screen.error && <Problem error={screen.error} />}
      {screen.data && (
        <section className="panel" data-testid="screened">
          <h2>{t('screening.result')}</h2>
          {(screen.data.items ?? []).map((one) => (
            <p key={one.id}>
              <Link to={`/t/${code}/screenings/${one.id}`} data-testid={`screened-${one.result}`}>
                {label(one.label)}
              </Link>{' '}
              <StandingTag standing={one.standing} />
            </p>
          ))}
        </section>
      )}
    </Page>
  );
}
