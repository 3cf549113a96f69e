import { Alert, Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemError, UnreachableError } from '../api/problem';

interface Props {
  error: unknown;
  onRetry?: () => void;
  /** What a reader calls a field; what has no such name is told without one. */
  nameOf?: (field: string) => string;
}

/** Shows a failure in the order a reader needs: what happened, why, and what to do next. */
export function Problem({ error, onRetry, nameOf }: Props) {
  const { t } = useTranslation();
  const told = useProblemText(error);
  // Of a step that is not possible the reasons are the list; the sentence says the same once more.
  const listed = told.code === 'STEP_NOT_POSSIBLE' && told.fields.length > 0;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-testid="problem"
      title={told.what}
      description={
        <div className="problem">
          {told.why && !listed && <p>{told.why}</p>}
          {told.fields.length > 0 && (
            <ul>
              {told.fields.map(({ field, message }) => (
                <li key={`${field}${message}`}>
                  <FieldName name={nameOf ? nameOf(field) : field} plain={Boolean(nameOf)} />
                  {message}
                </li>
              ))}
            </ul>
          )}
          <p>
            <strong>{t('shared.problem.next')}</strong>
            {told.next}
          </p>
          {told.code && <p className="problem-code">{t('shared.problem.code', { code: told.code })}</p>}
        </div>
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('shared.problem.retry')}
          </Button>
        )
      }
    />
  );
}

/** A label as it stands on the form, or the field's name as the interface has it. */
function FieldName({ name, plain }: { name: string; plain: boolean }) {
  if (!name) {
    return null;
  }
  return plain ? <strong>{name}：</strong> : <Typography.Text code>{name} </Typography.Text>;
}

interface ProblemText {
  what: string;
  why: string;
  next: string;
  code: string;
  fields: { field: string; message: string }[];
}

function useProblemText(error: unknown): ProblemText {
  const { t, i18n } = useTranslation();
  const english = i18n.language.startsWith('en');
  const either = (zh: string | null | undefined, en: string | null | undefined) =>
    (english ? en || zh : zh || en) ?? '';
  if (error instanceof UnreachableError) {
    return {
      what: t('shared.problem.unreachable'),
      why: t('shared.problem.unreachableWhy'),
      next: t('shared.problem.unreachableNext'),
      code: '',
      fields: [],
    };
  }
  if (error instanceof ProblemError) {
    const { problem, status } = error;
    return {
      what: either(problem.title, problem.titleEn) || t('shared.problem.status', { status }),
      why: either(problem.detail, problem.detailEn),
      next: either(problem.nextStep, problem.nextStepEn) || t('shared.problem.defaultNext'),
      code: problem.code ?? String(status),
      fields: (problem.errors ?? []).map((one) => ({
        field: one.field ?? '',
        message: either(one.message, one.messageEn),
      })),
    };
  }
  return {
    what: t('shared.problem.unexpected'),
    why: error instanceof Error ? error.message : '',
    next: t('shared.problem.unexpectedNext'),
    code: '',
    fields: [],
  };
}
