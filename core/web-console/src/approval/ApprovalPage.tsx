import { Descriptions, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { useTenant } from '../frame/tenant';
import { formatYuan } from '../shared/money';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { ApprovalStanding } from './ApprovalStanding';
import { useApproval } from './queries';

/** One case: what it is about, and where it stands. */
export function ApprovalPage() {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  const { id = '' } = useParams();
  const approval = useApproval(id);
  if (approval.error) {
    return <Problem error={approval.error} onRetry={() => void approval.refetch()} />;
  }
  const one = approval.data?.one;
  if (!one) {
    return <Skeleton active />;
  }
  return (
    <Page
      title={<span data-testid="approval-title">{text(one.title)}</span>}
      hint={<Link to={`/t/${code}/approvals`}>{t('approval.menu')}</Link>}
    >
      <ApprovalStanding id={id} />
      <section className="panel">
        <Descriptions
          bordered
          size="small"
          column={{ xs: 1, md: 2 }}
          items={[
            { label: t('approval.kind'), children: t(`approval.kindOf.${one.kind}`) },
            {
              label: t('approval.amount'),
              children: one.amount ? `${formatYuan(one.amount)} ${t('shared.unit.yuan')}` : '—',
            },
            {
              label: t('approval.subject'),
              children: <Link to={`/t/${one.tenant}/${one.link}`}>{t('approval.look')}</Link>,
            },
            {
              label: t('approval.chain'),
              children: (
                <>
                  {text(approval.data?.chain)} <span className="mono muted">{one.chainHash?.slice(0, 12)}</span>
                </>
              ),
            },
          ]}
        />
      </section>
    </Page>
  );
}
