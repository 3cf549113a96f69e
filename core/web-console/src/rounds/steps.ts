import type { RoundDetails, RoundItem, RoundStatus } from '../api/model';

/** The way of a round, in its order; a cancelled one has left it. */
export const STEPS = ['FREEZING', 'ANSWERS', 'REVIEW', 'NOTICE', 'APPROVAL', 'PAYMENT', 'CLOSED'] as const;
export type Step = (typeof STEPS)[number];

/** As the picture draws them: behind, here, ahead, or where it went no further. */
export type Standing = 'finish' | 'process' | 'wait' | 'error';

export interface StepOfRound {
  step: Step;
  standing: Standing;
  /** An instant. */
  since?: string;
  /** A day, inclusive. */
  until?: string;
}

/** Where a round stands, since when and until when as far as its record says so. */
export function stepsOf({ round, frozenAt, publishedAt }: RoundDetails): StepOfRound[] {
  const cancelled = round?.status === 'CANCELLED';
  const last: Step = round?.approval ? 'APPROVAL' : publishedAt ? 'NOTICE' : round?.items ? 'ANSWERS' : 'FREEZING';
  const here = cancelled ? last : ((round?.status ?? 'FREEZING') as Exclude<RoundStatus, 'CANCELLED'>);
  const at = STEPS.indexOf(here);
  const since: Partial<Record<Step, string | null>> = {
    FREEZING: round?.openedAt,
    ANSWERS: frozenAt,
    NOTICE: publishedAt,
  };
  const until: Partial<Record<Step, string | null>> = {
    ANSWERS: round?.answerUntil,
    NOTICE: round?.noticeUntil,
  };
  return STEPS.map((step, index) => ({
    step,
    standing:
      index < at || (index === at && step === 'CLOSED')
        ? 'finish'
        : index > at
          ? 'wait'
          : cancelled
            ? 'error'
            : 'process',
    since: index <= at ? (since[step] ?? undefined) : undefined,
    until: index <= at ? (until[step] ?? undefined) : undefined,
  }));
}

/** What an item of one's own means for its beneficiary now. */
export type OwnState =
  | 'asked'
  | 'agreed'
  | 'declined'
  | 'lapsed'
  | 'review'
  | 'excluded'
  | 'unfunded'
  | 'listed'
  | 'held'
  | 'stopped'
  | 'approved'
  | 'paid'
  | 'dropped';

export function ownState(item: RoundItem, today: string): OwnState {
  switch (item.status) {
    case 'CANDIDATE':
      if (item.agreed === true) {
        return 'agreed';
      }
      if (item.agreed === false) {
        return 'declined';
      }
      return item.roundStatus === 'ANSWERS' && today <= (item.answerUntil ?? '') ? 'asked' : 'lapsed';
    case 'DECLINED':
      return 'declined';
    case 'LAPSED':
      return 'lapsed';
    case 'EXCLUDED':
      return 'excluded';
    case 'UNFUNDED':
      return 'unfunded';
    case 'STOPPED':
      return 'stopped';
    case 'PAID':
      return 'paid';
    case 'DROPPED':
      return 'dropped';
    default:
      if (item.hold) {
        return 'held';
      }
      return item.status === 'LISTED' ? 'listed' : item.status === 'APPROVED' ? 'approved' : 'review';
  }
}

/** Whether an answer can still be given or given otherwise. */
export function answerable(item: RoundItem, today: string): boolean {
  return item.status === 'CANDIDATE' && item.roundStatus === 'ANSWERS' && today <= (item.answerUntil ?? '');
}

/** States in which an item goes no further in this round. */
const ENDED: OwnState[] = ['declined', 'lapsed', 'excluded', 'unfunded', 'stopped', 'dropped'];

export interface OwnStep {
  step: 'DUE' | 'ANSWER' | 'REVIEW' | 'NOTICE' | 'APPROVAL' | 'PAYMENT';
  standing: Standing;
  /** The day or instant on which it came there or past it, as far as there is one. */
  on?: string;
  /** Last day, inclusive. */
  until?: string;
}

const OWN_STEPS: OwnStep['step'][] = ['DUE', 'ANSWER', 'REVIEW', 'NOTICE', 'APPROVAL', 'PAYMENT'];

/** The way of one item as its beneficiary sees it. */
export function ownSteps(item: RoundItem, today: string): OwnStep[] {
  const state = ownState(item, today);
  const at = ownPosition(item, state);
  const on: Record<OwnStep['step'], string | null | undefined> = {
    DUE: item.way?.frozenAt,
    ANSWER: item.claimedAt,
    REVIEW: item.reviewedAt,
    NOTICE: item.way?.publishedOn,
    APPROVAL: item.way?.approvedAt,
    PAYMENT: item.way?.paidOn,
  };
  const until: Partial<typeof on> = { ANSWER: item.answerUntil, NOTICE: item.way?.noticeUntil };
  return OWN_STEPS.map((step, index) => ({
    step,
    standing:
      index < at || state === 'paid' ? 'finish' : index > at ? 'wait' : ENDED.includes(state) ? 'error' : 'process',
    on: index <= at ? (on[step] ?? undefined) : undefined,
    until: index === at ? (until[step] ?? undefined) : undefined,
  }));
}

function ownPosition(item: RoundItem, state: OwnState): number {
  switch (state) {
    case 'asked':
    case 'declined':
    case 'lapsed':
    case 'agreed':
      return 1;
    case 'excluded':
    case 'review':
    case 'unfunded':
      return 2;
    case 'stopped':
    case 'listed':
      return item.roundStatus === 'APPROVAL' ? 4 : 3;
    case 'held':
      return item.status === 'LISTED' ? (item.roundStatus === 'APPROVAL' ? 4 : 3) : item.status === 'APPROVED' ? 5 : 2;
    case 'approved':
    case 'paid':
      return 5;
    default:
      return item.allocated ? 4 : 2;
  }
}

/** Whole days from one day to another, both as YYYY-MM-DD. */
export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
}
