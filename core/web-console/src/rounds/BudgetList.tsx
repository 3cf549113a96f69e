import { PlusOutlined } from '@ant-design/icons';
import { Button, Empty, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Budget } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { formatDate } from '../shared/dates';
import { fen } from '../shared/money';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { Appropriate } from './Appropriate';
import { useBudgets } from './queries';
import { shares } from './shares';
import './rounds.css';

/** What there is to pay each measure from, and where it stands. */
export function BudgetList() {
  const { t } = useTranslation();
  const { can } = useTenant();
  const [asked, setAsked] = useState<{ budget?: Budget; reduction: boolean } | null>(null);
  const budgets = useBudgets();
  const items = budgets.data?.items ?? [];
  const writes = can('BUDGET_WRITE');
  return (
    <Page
      title={t('rounds.budgets.title')}
      hint={t('rounds.budgets.hint')}
      actions={
        writes && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => setAsked({ reduction: false })}
            data-testid="budget-appropriate"
          >
            {t('rounds.budgets.appropriate')}
          </Button>
        )
      }
    >
      {budgets.error && <Problem error={budgets.error} onRetry={() => void budgets.refetch()} />}
      {budgets.isPending && <Skeleton active />}
      {budgets.data && items.length === 0 && (
        <section className="panel">
          <Empty description={t(writes ? 'rounds.budgets.none' : 'rounds.budgets.noneToRead')} />
        </section>
      )}
      {items.map((budget) => (
        <BudgetPanel
          key={`${budget.policyId}/${budget.year}`}
          budget={budget}
          onAsk={writes ? (reduction) => setAsked({ budget, reduction }) : undefined}
        />
      ))}
      {asked && <Appropriate {...asked} onClose={() => setAsked(null)} />}
    </Page>
  );
}

interface PanelProps {
  budget: Budget;
  onAsk?: (reduction: boolean) => void;
}

function BudgetPanel({ budget, onAsk }: PanelProps) {
  const { t, i18n } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  const spent = fen(budget.available) === 0n;
  const untouched = fen(budget.available) === fen(budget.appropriated);
  return (
    <section className="panel" data-testid="budget-row">
      <div className="panel-head budget-head">
        <h2>
          {text(budget.title)} <Tag>{t('shared.year', { year: budget.year })}</Tag>
        </h2>
        <div className="page-actions">
          <Link to={`/t/${code}/budgets/${budget.policyId}/${budget.year}`} data-testid="budget-book">
            {t('rounds.budgets.book')}
          </Link>
          {onAsk && (
            <>
              <Button size="small" onClick={() => onAsk(false)}>
                {t('rounds.budgets.more')}
              </Button>
              <Button size="small" onClick={() => onAsk(true)} data-testid="budget-reduce">
                {t('rounds.budgets.reduce')}
              </Button>
            </>
          )}
        </div>
      </div>
      <BudgetBar budget={budget} />
      <p className={spent || budget.exhaustedOn ? 'budget-warning' : 'muted'}>
        {spent
          ? t('rounds.budgets.spent')
          : budget.exhaustedOn
            ? t('rounds.budgets.exhausted', { day: formatDate(budget.exhaustedOn, i18n.language) })
            : t(untouched ? 'rounds.budgets.untouched' : 'rounds.budgets.lasts')}
      </p>
    </section>
  );
}

const PARTS = ['paid', 'committed', 'available'] as const;

/** The parts of the whole as a bar, and as exact figures beside it. */
export function BudgetBar({ budget }: { budget: Budget }) {
  const { t } = useTranslation();
  const widths = shares(budget);
  return (
    <>
      <div className="budget-bar" aria-hidden>
        {PARTS.map((part) => (
          <span key={part} className={part} style={{ width: `${widths[part]}%` }} />
        ))}
      </div>
      <dl className="budget-figures">
        <div>
          <dt>{t('rounds.budgets.appropriated')}</dt>
          <dd>
            <Amount value={budget.appropriated} />
          </dd>
        </div>
        {PARTS.map((part) => (
          <div key={part}>
            <dt>
              <i className={part} /> {t(`rounds.budgets.part.${part}`)}
            </dt>
            <dd data-testid={`budget-${part}`}>
              <Amount value={budget[part]} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
