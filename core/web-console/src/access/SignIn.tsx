import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { api, body } from '../api/client';
import { token } from '../api/token';
import { LocaleSwitch } from '../frame/Frame';
import { Problem } from '../shared/Problem';
import './access.css';

interface Credentials {
  username: string;
  password: string;
}

/** Only a path of this console may be returned to, never another site's address. */
function safeReturn(path: string | null): string {
  return path && path.startsWith('/') && !path.startsWith('//') && !path.startsWith('/sign-in') ? path : '/';
}

export function SignIn() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [search] = useSearchParams();
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => body(api.POST('/api/v1/sessions', { body: credentials })),
    onSuccess: (created) => {
      token.keep(created.token ?? '');
      cache.clear();
      void navigate(safeReturn(search.get('return')), { replace: true });
    },
  });
  return (
    <main className="sign-in">
      <div className="sign-in-locale">
        <LocaleSwitch />
      </div>
      <section className="sign-in-story">
        <img src="/longji.svg" alt="" width={56} height={56} />
        <h1>{t('shared.product')}</h1>
        <p className="sign-in-tagline">{t('access.tagline')}</p>
        <ul>
          <li>{t('access.promise1')}</li>
          <li>{t('access.promise2')}</li>
          <li>{t('access.promise3')}</li>
        </ul>
      </section>
      <section className="sign-in-card">
        <h2>{t('access.title')}</h2>
        {search.get('return') && !signIn.error && <p className="muted">{t('access.again')}</p>}
        {signIn.error && <Problem error={signIn.error} />}
        <Form<Credentials>
          layout="vertical"
          size="large"
          requiredMark={false}
          onFinish={(credentials) => signIn.mutate(credentials)}
        >
          <Form.Item
            name="username"
            label={t('access.username')}
            rules={[{ required: true, message: t('shared.required') }]}
          >
            <Input prefix={<UserOutlined />} autoComplete="username" autoFocus data-testid="username" />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('access.password')}
            rules={[{ required: true, message: t('shared.required') }]}
          >
            <Input.Password prefix={<LockOutlined />} autoComplete="current-password" data-testid="password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={signIn.isPending} data-testid="submit">
            {t('access.submit')}
          </Button>
        </Form>
        <p className="sign-in-note">{t('access.note')}</p>
        <p className="sign-in-note">
          <Link to="/calculator">{t('calculator.title')}</Link>
        </p>
      </section>
    </main>
  );
}
