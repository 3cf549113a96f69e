import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Popconfirm, Radio, Skeleton, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { MailProfile } from '../api/model';
import { formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import './profile.css';

const KEY = ['own-mail'];
const WISHES = ['EACH', 'DAILY', 'NEVER'] as const;
const LANGUAGES = ['ZH', 'EN'] as const;

interface Wish {
  address?: string;
  wants: (typeof WISHES)[number];
  language: (typeof LANGUAGES)[number];
}

/** What an account says about itself: today, where and when it gets its messages by e-mail. */
export function ProfilePage() {
  const { t } = useTranslation();
  const mail = useQuery({
    queryKey: KEY,
    queryFn: async (): Promise<MailProfile> => body(api.GET('/api/v1/sessions/current/mail')),
  });
  return (
    <Page title={t('access.profile.title')} hint={t('access.profile.hint')}>
      <section className="panel profile" data-testid="own-mail">
        <h2>{t('access.profile.mail')}</h2>
        <p className="muted">{t('access.profile.what')}</p>
        {mail.error && <Problem error={mail.error} onRetry={() => void mail.refetch()} />}
        {mail.isPending && <Skeleton active />}
        {mail.data && <Mail profile={mail.data} />}
      </section>
    </Page>
  );
}

function Mail({ profile }: { profile: MailProfile }) {
  const { t } = useTranslation();
  return (
    <>
      {!profile.available && (
        <Alert
          type="info"
          showIcon
          data-testid="mail-not-set-up"
          title={t('access.profile.notSetUp')}
          description={t('access.profile.notSetUpHint')}
        />
      )}
      {profile.failure && (
        <Alert
          type="warning"
          showIcon
          data-testid="mail-failed"
          title={t('access.profile.failed', { at: formatInstant(profile.failure.at) })}
          description={profile.failure.reason}
        />
      )}
      {(profile.available || profile.address) && (
        <p data-testid="mail-state">
          {profile.address ? t('access.profile.confirmed', { address: profile.address }) : t('access.profile.none')}
        </p>
      )}
      {profile.available && profile.pending && <Confirmation profile={profile} />}
      {profile.available && <Wishes key={profile.pending ?? profile.address} profile={profile} />}
      {(profile.address || profile.pending) && <Removal />}
    </>
  );
}

/** Keeps what the server answered as what the page shows. */
function useAnswered() {
  const cache = useQueryClient();
  return (answer: MailProfile) => cache.setQueryData(KEY, answer);
}

function useChange() {
  const answered = useAnswered();
  return useMutation({
    mutationFn: async (wish: Wish): Promise<MailProfile> =>
      body(api.PUT('/api/v1/sessions/current/mail', { body: wish })),
    onSuccess: answered,
  });
}

/** Where and when; an address that is not the confirmed one is sent a code. */
function Wishes({ profile }: { profile: MailProfile }) {
  const { t, i18n } = useTranslation();
  const change = useChange();
  const chosen = profile.address || profile.pending ? profile.language : i18n.language.startsWith('en') ? 'EN' : 'ZH';
  return (
    <Form<Wish>
      layout="vertical"
      initialValues={{ address: profile.pending ?? profile.address, wants: profile.wants, language: chosen }}
      onFinish={({ address, ...rest }) => {
        // The address that waits is sent another code only where that is asked for.
        const entered = address === (profile.pending ?? profile.address) ? undefined : address;
        change.mutate({ ...rest, address: entered });
      }}
    >
      {change.error && <Problem error={change.error} nameOf={(field) => t(`access.profile.${field}`, field)} />}
      <Form.Item
        name="address"
        label={t('access.profile.address')}
        extra={t('access.profile.addressHint')}
        rules={[{ required: true, type: 'email', message: t('access.profile.notAnAddress') }]}
      >
        <Input type="email" autoComplete="email" maxLength={254} data-testid="mail-address" />
      </Form.Item>
      <Form.Item name="wants" label={t('access.profile.wants')}>
        <Radio.Group
          className="profile-choice"
          options={WISHES.map((value) => ({ value, label: t(`access.profile.wish.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="language" label={t('access.profile.language')}>
        <Radio.Group options={LANGUAGES.map((value) => ({ value, label: t(`access.profile.inLanguage.${value}`) }))} />
      </Form.Item>
      <Space>
        <Button type="primary" htmlType="submit" loading={change.isPending} data-testid="mail-save">
          {t('access.profile.save')}
        </Button>
        <span role="status" className="muted">
          {change.isSuccess && t('access.profile.saved')}
        </span>
      </Space>
    </Form>
  );
}

/** The code that was mailed; a link in the mail brings it along. */
function Confirmation({ profile }: { profile: MailProfile }) {
  const { t } = useTranslation();
  const answered = useAnswered();
  const [search] = useSearchParams();
  const again = useChange();
  const confirm = useMutation({
    mutationFn: async (code: string): Promise<MailProfile> =>
      body(api.POST('/api/v1/sessions/current/mail/confirmation', { body: { code } })),
    onSuccess: answered,
  });
  const error = confirm.error ?? again.error;
  return (
    <div className="profile-pending" data-testid="mail-pending">
      <p>
        <strong>{t('access.profile.pending', { address: profile.pending })}</strong>
        <br />
        <span className="muted">{t('access.profile.pendingHint')}</span>
      </p>
      {error && <Problem error={error} />}
      <Form<{ code: string }>
        layout="inline"
        initialValues={{ code: search.get('code') ?? '' }}
        onFinish={({ code }) => confirm.mutate(code)}
      >
        <Form.Item name="code" label={t('access.profile.code')} rules={[{ required: true, message: '' }]}>
          <Input autoComplete="one-time-code" maxLength={20} data-testid="mail-code" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={confirm.isPending} data-testid="mail-confirm">
          {t('access.profile.confirm')}
        </Button>
        <Button
          type="link"
          loading={again.isPending}
          data-testid="mail-again"
          onClick={() =>
            again.mutate({
              address: profile.pending ?? undefined,
              wants: profile.wants ?? 'EACH',
              language: profile.language ?? 'ZH',
            })
          }
        >
          {t('access.profile.again')}
        </Button>
      </Form>
    </div>
  );
}

function Removal() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const remove = useMutation({
    mutationFn: () => body(api.DELETE('/api/v1/sessions/current/mail')),
    onSuccess: () => void cache.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <div className="profile-removal">
      {remove.error && <Problem error={remove.error} />}
      <Popconfirm title={t('access.profile.removeSure')} onConfirm={() => remove.mutate()}>
        <Button danger type="text" loading={remove.isPending} data-testid="mail-remove">
          {t('access.profile.remove')}
        </Button>
      </Popconfirm>
    </div>
  );
}
