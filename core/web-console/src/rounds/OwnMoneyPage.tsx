import { CheckOutlined, ClockCircleOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Empty, Form, Input, Skeleton, Space, Tag, Timeline } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, download, upload } from '../api/client';
import type { RoundEvidence, RoundItem } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { formatDate, formatInstant, today } from '../shared/dates';
import { FileButton } from '../shared/FileButton';
import { fen, plain } from '../shared/money';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { EvidenceList } from './RoundItemDrawer';
import { answerable, daysUntil, type OwnState, ownState, ownSteps, type Standing } from './steps';
import './rounds.css';

const LOOKS: Record<Standing, string> = { finish: 'green', process: 'blue', wait: 'gray', error: 'red' };
const COLOURS: Partial<Record<OwnState, string>> = {
  asked: 'gold',
  agreed: 'blue',
  review: 'blue',
  listed: 'geekblue',
  held: 'orange',
  approved: 'orange',
  paid: 'green',
  excluded: 'red',
  stopped: 'red',
};

/** What the own organisation gets: how much, why, when, and where it stands. */
export function OwnMoneyPage() {
  const { t } = useTranslation();
  const { code } = useTenant();
  const money = useQuery({
    queryKey: ['own-money', code],
    queryFn: async (): Promise<{ items?: RoundItem[] }> =>
      body(api.GET('/api/v1/tenants/{code}/own-money', { params: { path: { code } } })),
  });
  const items = money.data?.items ?? [];
  const day = today();
  const asked = items.filter((item) => ownState(item, day) === 'asked');
  const rest = items.filter((item) => ownState(item, day) !== 'asked');
  const known = items.find((item) => item.account)?.account;
  return (
    <Page title={t('rounds.own.title')} hint={t('rounds.own.hint')}>
      {money.error && <Problem error={money.error} onRetry={() => void money.refetch()} />}
      {money.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {money.data && items.length === 0 && (
        <section className="panel">
          <Empty description={t('rounds.own.none')} />
        </section>
      )}
      {items.length > 0 && (
        <section className="figures own-figures" data-testid="own-figures">
          <Sum label={t('rounds.own.toAnswer')} items={asked} />
          <Sum
            label={t('rounds.own.underWay')}
            items={items.filter((item) =>
              ['agreed', 'review', 'listed', 'held', 'approved'].includes(ownState(item, day)),
            )}
          />
          <Sum label={t('rounds.own.paid')} items={items.filter((item) => item.status === 'PAID')} />
        </section>
      )}
      {[...asked, ...rest].map((item) => (
        <OwnItem key={item.id} item={item} known={known} />
      ))}
    </Page>
  );
}

function Sum({ label, items }: { label: string; items: RoundItem[] }) {
  const { t } = useTranslation();
  const sum = items.reduce((all, item) => all + (fen(item.allocated ?? item.due) ?? 0n), 0n);
  return (
    <dl className="figure">
      <dt>{label}</dt>
      <dd>
        <Amount value={plain(sum)} />
        <br />
        <small>{t('rounds.own.count', { count: items.length })}</small>
      </dd>
    </dl>
  );
}

interface ItemProps {
  item: RoundItem;
  /** The account of an earlier answer, to be agreed to with one click. */
  known: RoundItem['account'];
}

function OwnItem({ item, known }: ItemProps) {
  const { t, i18n } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  const day = today();
  const state = ownState(item, day);
  const open = answerable(item, day);
  const left = daysUntil(item.answerUntil ?? day, day);
  return (
    <article className={`panel own-item ${state}`} data-testid="own-item" data-state={state}>
      <header className="own-head">
        <div>
          <h2>
            <Amount value={item.allocated ?? item.due} /> <small>{t('shared.unit.yuan')}</small>{' '}
            <Tag color={COLOURS[state]}>{t(`rounds.own.state.${state}`)}</Tag>
          </h2>
          <div>{item.subject}</div>
          <div className="muted">
            {text(item.roundTitle)} · {t(`rounds.track.${item.track}`)}
          </div>
        </div>
        {open && (
          <div className={left <= 3 ? 'own-deadline near' : 'own-deadline'} data-testid="own-deadline">
            <ClockCircleOutlined /> {t('rounds.own.deadline', { day: formatDate(item.answerUntil, i18n.language) })}
            <div>{t(left === 0 ? 'rounds.own.lastDay' : 'rounds.own.daysLeft', { count: left })}</div>
          </div>
        )}
      </header>
      <p className="own-next">
        <strong>{t('rounds.next')}</strong> {t(`rounds.own.next.${state === 'asked' ? `asked${item.track}` : state}`)}
      </p>
      {item.reason && ['excluded', 'stopped', 'held', 'dropped'].includes(state) && (
        <Alert
          type={state === 'held' ? 'warning' : 'error'}
          showIcon
          title={`${t('rounds.field.reason')}：${item.reason}`}
          style={{ marginBottom: 12 }}
        />
      )}
      <div className="own-columns">
        <div>
          <h3>{t('rounds.own.why')}</h3>
          <p>
            {t('rounds.own.whyText', { year: item.aboutYear, number: item.number })}{' '}
            <Link to={`/t/${code}/entitlements/${item.entitlement}`} data-testid="own-why">
              {t('rounds.own.explanation')}
            </Link>
          </p>
          {item.allocated && item.allocated !== item.due && (
            <p className="budget-warning">
              {t('rounds.own.partly')} <Amount value={item.due} /> {t('shared.unit.yuan')}
            </p>
          )}
          {item.account && (
            <p>
              {t('rounds.account')}：{item.account.name}，{item.account.bank}{' '}
              <span className="mono">{tail(item.account.account)}</span>
              {item.claimedAt && <span className="muted"> · {formatInstant(item.claimedAt)}</span>}
            </p>
          )}
          {((open && item.track === 'CLAIM') || (item.evidence ?? 0) > 0) && <OwnEvidence item={item} open={open} />}
          {open && <Answer item={item} known={known} />}
        </div>
        <div>
          <h3>{t('rounds.own.where')}</h3>
          <Timeline
            className="own-steps"
            items={ownSteps(item, day).map(({ step, standing, on, until }) => ({
              color: LOOKS[standing],
              content: (
                <span className={standing === 'wait' ? 'muted' : standing === 'finish' ? '' : 'own-here'}>
                  {t(`rounds.own.step.${step}`)}
                  {standing === 'process' && <small> · {t('rounds.own.here')}</small>}
                  {item.way?.notice && step === 'NOTICE' && standing !== 'wait' && (
                    <small>
                      {' '}
                      <Link to={`/notices/${item.way.notice}`}>{t('rounds.seeNotice')}</Link>
                    </small>
                  )}
                  {(on || until) && (
                    <div className="muted own-when" data-testid={`own-when-${step}`}>
                      {on && formatDate(on, i18n.language)}{' '}
                      {until && t('rounds.own.until', { day: formatDate(until, i18n.language) })}
                    </div>
                  )}
                </span>
              ),
            }))}
          />
        </div>
      </div>
    </article>
  );
}

/** The last four digits, enough to recognise an account by. */
function tail(account: string | null | undefined): string {
  return account ? `…${account.slice(-4)}` : '';
}

function useAnswered(): () => void {
  const { code } = useTenant();
  const cache = useQueryClient();
  return () => ['own-money', 'inbox'].forEach((key) => void cache.invalidateQueries({ queryKey: [key, code] }));
}

function OwnEvidence({ item, open }: { item: RoundItem; open: boolean }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const answered = useAnswered();
  const cache = useQueryClient();
  const path = `/api/v1/tenants/${code}/own-money/${item.id}/evidence`;
  const files = useQuery({
    queryKey: ['own-evidence', code, item.id],
    queryFn: async (): Promise<{ items?: RoundEvidence[] }> =>
      body(
        api.GET('/api/v1/tenants/{code}/own-money/{item}/evidence', {
          params: { path: { code, item: item.id ?? '' } },
        }),
      ),
  });
  const send = useMutation({
    mutationFn: (file: File) => upload(`${path}?${new URLSearchParams({ name: file.name })}`, file),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['own-evidence', code, item.id] });
      answered();
    },
  });
  const save = useMutation({
    mutationFn: (file: RoundEvidence) => download(`${path}/${file.id}`, file.name ?? 'evidence'),
  });
  const error = files.error ?? send.error ?? save.error;
  return (
    <div className="own-evidence" data-testid="own-evidence">
      <h3>{t('rounds.evidence')}</h3>
      {error && <Problem error={error} />}
      <EvidenceList files={files.data?.items ?? []} onSave={(file) => save.mutate(file)} />
      {open && (
        <>
          <FileButton
            label={t('rounds.own.upload')}
            pending={send.isPending}
            testId="own-upload"
            fieldTestId="own-file"
            onFile={(file) => send.mutate(file)}
          />
          <div className="muted">{t('rounds.own.uploadHint')}</div>
        </>
      )}
    </div>
  );
}

interface Entered {
  payee: string;
  bank: string;
  account: string;
  statement?: string;
}

/** Agrees or declines: with one click where an account is known, with an account given otherwise. */
function Answer({ item, known }: ItemProps) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const answered = useAnswered();
  const account = item.account ?? known;
  const [chosen, setFilling] = useState<boolean | null>(null);
  // Without an account there is nothing to agree to with one click.
  const filling = chosen ?? (!account && item.agreed !== false);
  const answer = useMutation({
    mutationFn: (said: Partial<Entered> & { agreed: boolean }) =>
      body(
        api.PUT('/api/v1/tenants/{code}/own-money/{item}/answer', {
          params: { path: { code, item: item.id ?? '' } },
          body: said,
        }),
      ),
    onSuccess: () => {
      setFilling(null);
      answered();
    },
  });
  const required = [{ required: true, whitespace: true, message: t('shared.required') }];
  const agreed = item.agreed === true;
  return (
    <div className="own-answer" data-testid="own-answer">
      {answer.error && <Problem error={answer.error} nameOf={(field) => t(`rounds.field.${field}`, field)} />}
      {filling ? (
        <Form
          layout="vertical"
          initialValues={{
            payee: account?.name ?? item.beneficiaryName,
            bank: account?.bank,
            account: account?.account,
            statement: item.statement,
          }}
          onFinish={(entered: Entered) => answer.mutate({ agreed: true, ...entered })}
        >
          <Form.Item name="payee" label={t('rounds.field.payee')} rules={required}>
            <Input maxLength={200} data-testid="own-payee" />
          </Form.Item>
          <Form.Item name="bank" label={t('rounds.field.bank')} rules={required}>
            <Input maxLength={200} data-testid="own-bank" />
          </Form.Item>
          <Form.Item name="account" label={t('rounds.field.account')} rules={required}>
            <Input inputMode="numeric" autoComplete="off" maxLength={42} data-testid="own-account" />
          </Form.Item>
          <Form.Item name="statement" label={t('rounds.field.statement')}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Form.Item>
          <Space wrap>
            <Button
              type="primary"
              htmlType="submit"
              icon={<CheckOutlined />}
              loading={answer.isPending}
              data-testid="own-agree"
            >
              {t('rounds.own.agree')}
            </Button>
            {typeof item.agreed !== 'boolean' && (
              <Decline onDecline={() => answer.mutate({ agreed: false })} pending={answer.isPending} />
            )}
            {account && <Button onClick={() => setFilling(false)}>{t('shared.cancel')}</Button>}
          </Space>
        </Form>
      ) : (
        <Space wrap>
          {!agreed && account && (
            <Button
              type="primary"
              className="own-agree"
              icon={<CheckOutlined />}
              loading={answer.isPending}
              data-testid="own-agree-known"
              onClick={() =>
                answer.mutate({
                  agreed: true,
                  payee: account.name ?? '',
                  bank: account.bank ?? '',
                  account: account.account ?? '',
                })
              }
            >
              {t('rounds.own.agreeKnown', { bank: account.bank, tail: tail(account.account) })}
            </Button>
          )}
          <Button onClick={() => setFilling(true)} data-testid="own-other-account">
            {t(agreed ? 'rounds.own.changeAccount' : account ? 'rounds.own.otherAccount' : 'rounds.own.agreeAfterAll')}
          </Button>
          {item.agreed !== false && (
            <Decline onDecline={() => answer.mutate({ agreed: false })} pending={answer.isPending} />
          )}
        </Space>
      )}
    </div>
  );
}

function Decline({ onDecline, pending }: { onDecline: () => void; pending: boolean }) {
  const { t } = useTranslation();
  return (
    <Button danger loading={pending} onClick={onDecline} data-testid="own-decline">
      {t('rounds.own.decline')}
    </Button>
  );
}
