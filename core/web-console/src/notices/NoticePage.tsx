import { PrinterOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Progress, Result, Skeleton, Table } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { NoticeLine, SealedNotice } from '../api/model';
import { LocaleSwitch } from '../frame/Frame';
import { Amount } from '../shared/Amount';
import { formatDate } from '../shared/dates';
import { capitalFigures } from '../shared/money';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { listHash, sealHolds } from './check';
import { Running } from './NoticeListPage';
import { SealKeys, Told, useSealKeys } from './seals';
import './notices.css';

const AT_ONCE = 1000;

/** One notice: its lines, how to object to one, and how to check that nobody changed the list. */
export function NoticePage() {
  const { t, i18n } = useTranslation();
  const text = useLocalText();
  const { id = '' } = useParams();
  const [objecting, setObjecting] = useState<NoticeLine | null>(null);
  const notice = useQuery({
    queryKey: ['public-notice', id],
    queryFn: async (): Promise<SealedNotice> =>
      body(api.GET('/api/v1/public/notices/{id}', { params: { path: { id } } })),
  });
  const lines = useLines(id);
  const one = notice.data?.notice;
  return (
    <main className="notice-page">
      <header className="verify-head">
        <img src="/longji.svg" alt="" width={36} height={36} />
        <h1 data-testid="notice-title">{text(one?.title) || t('notices.title')}</h1>
        <LocaleSwitch />
      </header>
      {notice.error && <Problem error={notice.error} />}
      {notice.isPending && <Skeleton active />}
      {one && (
        <>
          <p>
            <Running notice={one} /> {text(one.tenantName)} ·{' '}
            {t('notices.period', {
              from: formatDate(one.publishedOn, i18n.language),
              until: formatDate(one.until, i18n.language),
            })}{' '}
            <span className="muted">（{t('notices.days', { count: one.workingDays ?? 0 })}）</span>
          </p>
          <p>
            {t('notices.body', { basis: one.basis, count: one.items })} <Amount value={one.total} />{' '}
            {t('shared.unit.yuan')}
            {i18n.language.startsWith('zh') && <>（{capitalFigures(one.total)}）</>}。
          </p>
          <p className="muted no-print">
            <Link to={`/notices?tenant=${one.tenant}`}>{t('notices.others')}</Link>
          </p>
          {lines.error && <Problem error={lines.error} onRetry={() => void lines.refetch()} />}
          {lines.isPending && (
            <Progress percent={Math.floor((lines.loaded * 100) / Math.max(one.items ?? 1, 1))} showInfo={false} />
          )}
          {lines.data && <Lines lines={lines.data} onObject={one.endedAt ? undefined : (line) => setObjecting(line)} />}
          {objecting && (
            <ObjectionForm key={objecting.ordinal} id={id} line={objecting} onClose={() => setObjecting(null)} />
          )}
          {lines.data && <Check sealed={notice.data!} lines={lines.data} />}
        </>
      )}
    </main>
  );
}

/** All lines, a thousand at a time: a list of some thousands is searched and checked as a whole. */
function useLines(id: string) {
  const [loaded, setLoaded] = useState(0);
  const lines = useQuery({
    queryKey: ['public-notice-lines', id],
    staleTime: Infinity,
    queryFn: async (): Promise<NoticeLine[]> => {
      const all: NoticeLine[] = [];
      let cursor: string | undefined;
      do {
        const page: { items?: NoticeLine[]; nextCursor?: string | null } = await body(
          api.GET('/api/v1/public/notices/{id}/lines', { params: { path: { id }, query: { cursor, limit: AT_ONCE } } }),
        );
        all.push(...(page.items ?? []));
        setLoaded(all.length);
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return all;
    },
  });
  return { ...lines, loaded };
}

interface LinesProps {
  lines: NoticeLine[];
  onObject?: (line: NoticeLine) => void;
}

function Lines({ lines, onObject }: LinesProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const [whole, setWhole] = useState(false);
  const found = useMemo(() => {
    const text = wanted.trim().toLowerCase();
    return text
      ? lines.filter((line) => `${line.ordinal} ${line.beneficiary} ${line.subject}`.toLowerCase().includes(text))
      : lines;
  }, [lines, wanted]);
  const print = () => {
    // A page is printed with every line; the table shows them all first.
    setWhole(true);
    setTimeout(() => {
      window.print();
      setWhole(false);
    }, 100);
  };
  return (
    <>
      <div className="filters no-print" role="search">
        <Input
          allowClear
          style={{ width: 300 }}
          value={wanted}
          placeholder={t('notices.search')}
          aria-label={t('notices.search')}
          data-testid="notice-search"
          onChange={(event) => setWanted(event.target.value)}
        />
        <Button icon={<PrinterOutlined />} onClick={print} data-testid="notice-print">
          {t('notices.print')}
        </Button>
        {wanted.trim() && <span className="muted">{t('notices.found', { count: found.length })}</span>}
      </div>
      <Table<NoticeLine>
        size="small"
        aria-label={t('notices.list')}
        data-testid="notice-lines"
        pagination={whole ? false : { pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        rowKey={(line) => String(line.ordinal)}
        dataSource={found}
        scroll={{ x: 'max-content' }}
        onRow={() => ({ 'data-testid': 'notice-line' }) as object}
        columns={[
          { title: t('notices.line'), dataIndex: 'ordinal', width: 70 },
          { title: t('notices.beneficiary'), dataIndex: 'beneficiary' },
          { title: t('notices.subject'), render: (_, line) => <div className="notice-subject">{line.subject}</div> },
          { title: t('notices.amountYuan'), align: 'right', render: (_, line) => <Amount value={line.amount} /> },
          ...(onObject
            ? [
                {
                  title: '',
                  className: 'no-print',
                  render: (_: unknown, line: NoticeLine) => (
                    <Button size="small" onClick={() => onObject(line)} data-testid="notice-object">
                      {t('notices.object')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

interface ObjectionProps {
  id: string;
  line: NoticeLine;
  onClose: () => void;
}

function ObjectionForm({ id, line, onClose }: ObjectionProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLElement>(null);
  const send = useMutation({
    mutationFn: async (entered: { objector: string; contact: string; text: string }): Promise<{ id?: string }> =>
      body(
        api.POST('/api/v1/public/notices/{id}/objections', {
          params: { path: { id } },
          body: { ...entered, line: line.ordinal ?? 0 },
        }),
      ),
  });
  const required = [{ required: true, whitespace: true, message: t('shared.required') }];
  return (
    <section
      className="panel notice-objection no-print"
      ref={(element) => {
        if (element && !place.current) {
          element.scrollIntoView({ block: 'center' });
        }
        place.current = element;
      }}
      data-testid="objection-form"
    >
      <h2>{t('notices.objection.title', { line: line.ordinal, name: line.beneficiary })}</h2>
      {send.data ? (
        <Result
          status="success"
          title={<span data-testid="objection-received">{t('notices.objection.received')}</span>}
          subTitle={
            <>
              {t('notices.objection.receipt')} <span className="mono">{send.data.id}</span>
            </>
          }
          extra={<Button onClick={onClose}>{t('shared.back')}</Button>}
        />
      ) : (
        <>
          <p className="muted">{t('notices.objection.hint')}</p>
          {send.error && (
            <Problem error={send.error} nameOf={(field) => t(`notices.objection.field.${field}`, field)} />
          )}
          <Form layout="vertical" onFinish={(entered) => send.mutate(entered)}>
            <div className="columns">
              <Form.Item name="objector" label={t('notices.objection.field.objector')} rules={required}>
                <Input maxLength={100} data-testid="objector" />
              </Form.Item>
              <Form.Item
                name="contact"
                label={t('notices.objection.field.contact')}
                extra={t('notices.objection.contactHint')}
                rules={required}
              >
                <Input maxLength={200} data-testid="contact" />
              </Form.Item>
            </div>
            <Form.Item name="text" label={t('notices.objection.field.text')} rules={required}>
              <Input.TextArea rows={4} maxLength={2000} showCount data-testid="objection-text" />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={send.isPending} data-testid="objection-send">
              {t('notices.objection.send')}
            </Button>{' '}
            <Button onClick={onClose}>{t('shared.cancel')}</Button>
          </Form>
        </>
      )}
    </section>
  );
}

interface Outcome {
  hash: boolean;
  seal: boolean;
}

/** The hash, the seal and the keys, and how anybody finds out with them whether the list is the one that was published. */
function Check({ sealed, lines }: { sealed: SealedNotice; lines: NoticeLine[] }) {
  const { t } = useTranslation();
  const notice = sealed.notice ?? {};
  const keys = useSealKeys();
  const check = useMutation({
    mutationFn: async (): Promise<Outcome> => ({
      hash: (await listHash(lines)) === notice.listHash,
      seal: await sealHolds(keys.data ?? [], sealed.sealedText ?? '', notice.signature ?? ''),
    }),
  });
  return (
    <section className="panel notice-check" data-testid="notice-check">
      <h2>{t('notices.check.title')}</h2>
      <dl>
        <dt>{t('notices.check.hash')}</dt>
        <dd className="mono" data-testid="notice-hash">
          {notice.listHash}
        </dd>
        <dt>{t('notices.check.sealedText')}</dt>
        <dd className="mono">{sealed.sealedText}</dd>
        <dt>{t('notices.check.seal')}</dt>
        <dd className="mono">{notice.signature}</dd>
      </dl>
      {keys.error && <Problem error={keys.error} />}
      <p className="no-print">
        <Button
          disabled={!keys.data}
          loading={check.isPending}
          onClick={() => check.mutate()}
          data-testid="notice-check-run"
        >
          {t('notices.check.run')}
        </Button>
      </p>
      <div aria-live="polite">
        {check.error && <Alert type="warning" showIcon title={t('notices.check.cannot')} />}
        {check.data && (
          <ul
            className="check-outcome"
            data-testid="check-outcome"
            data-holds={String(check.data.hash && check.data.seal)}
          >
            <Told
              good={check.data.hash}
              text={t(check.data.hash ? 'notices.check.hashHolds' : 'notices.check.hashBroken')}
            />
            <Told
              good={check.data.seal}
              text={t(check.data.seal ? 'notices.check.sealHolds' : 'notices.check.sealBroken')}
            />
          </ul>
        )}
      </div>
      <details className="no-print">
        <summary>{t('notices.check.how')}</summary>
        <ol>
          <li>{t('notices.check.step1', { id: notice.id })}</li>
          <li>{t('notices.check.step2')}</li>
          <li>{t('notices.check.step3')}</li>
          <li>{t('notices.check.step4')}</li>
        </ol>
        <SealKeys keys={keys.data ?? []} />
      </details>
    </section>
  );
}
