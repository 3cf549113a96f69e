import { describe, expect, it } from 'vitest';
import type { RoundItem, RoundSummary } from '../api/model';
import { answerable, daysUntil, ownState, ownSteps, stepsOf, STEPS } from './steps';

const TODAY = '2026-03-10';

const round: RoundSummary = {
  status: 'ANSWERS',
  openedAt: '2026-03-01T01:00:00Z',
  answerUntil: '2026-03-16',
};

function standings(of: RoundSummary, frozenAt?: string, publishedAt?: string) {
  return stepsOf({ round: of, frozenAt, publishedAt }).map(({ standing }) => standing);
}

describe('the steps of a round', () => {
  it('are behind it, where it stands, and ahead', () =>
    expect(standings(round, '2026-03-01T01:00:01Z')).toEqual([
      'finish',
      'process',
      'wait',
      'wait',
      'wait',
      'wait',
      'wait',
    ]));

  it('say since when and until when, and nothing about what is ahead', () => {
    const [freezing, answers, , notice] = stepsOf({
      round: { ...round, noticeUntil: '2026-03-23' },
      frozenAt: '2026-03-01T01:00:01Z',
    });
    expect(freezing?.since).toBe('2026-03-01T01:00:00Z');
    expect(answers).toMatchObject({ since: '2026-03-01T01:00:01Z', until: '2026-03-16' });
    expect(notice?.until).toBeUndefined();
  });

  it('are all done once it is closed', () =>
    expect(new Set(standings({ ...round, status: 'CLOSED' }, 'x', 'y'))).toEqual(new Set(['finish'])));

  it.each([
    ['x', undefined, undefined, 'FREEZING'],
    ['x', undefined, undefined, 'ANSWERS'],
    ['x', 'y', undefined, 'NOTICE'],
    ['x', 'y', 'case', 'APPROVAL'],
  ])('end where it was cancelled (%s, %s, %s)', (frozenAt, publishedAt, approval, step) => {
    const items = step === 'FREEZING' ? 0 : 3;
    const all = standings({ ...round, status: 'CANCELLED', approval, items }, frozenAt, publishedAt);
    expect(all.indexOf('error')).toBe(STEPS.indexOf(step as (typeof STEPS)[number]));
    expect(all).not.toContain('process');
  });
});

const item: RoundItem = { status: 'CANDIDATE', roundStatus: 'ANSWERS', answerUntil: '2026-03-10' };

describe('an item of one’s own', () => {
  it('is asked for until its last day, that day included', () => {
    expect(ownState(item, TODAY)).toBe('asked');
    expect(ownState(item, '2026-03-11')).toBe('lapsed');
    expect(answerable(item, TODAY)).toBe(true);
    expect(answerable(item, '2026-03-11')).toBe(false);
  });

  it('can be answered otherwise while the round waits', () => {
    expect(ownState({ ...item, agreed: false }, TODAY)).toBe('declined');
    expect(answerable({ ...item, agreed: false }, TODAY)).toBe(true);
    expect(answerable({ ...item, agreed: true, roundStatus: 'REVIEW', status: 'CLAIMED' }, TODAY)).toBe(false);
  });

  it.each([
    [{ status: 'CLAIMED', roundStatus: 'REVIEW' }, 'review', 2, 'process'],
    [{ status: 'EXCLUDED', roundStatus: 'REVIEW' }, 'excluded', 2, 'error'],
    [{ status: 'UNFUNDED', roundStatus: 'NOTICE' }, 'unfunded', 2, 'error'],
    [{ status: 'LISTED', roundStatus: 'NOTICE' }, 'listed', 3, 'process'],
    [{ status: 'LISTED', roundStatus: 'NOTICE', hold: 'OBJECTION' }, 'held', 3, 'process'],
    [{ status: 'LISTED', roundStatus: 'APPROVAL' }, 'listed', 4, 'process'],
    [{ status: 'STOPPED', roundStatus: 'NOTICE' }, 'stopped', 3, 'error'],
    [{ status: 'APPROVED', roundStatus: 'PAYMENT', hold: 'CREDIT' }, 'held', 5, 'process'],
    [{ status: 'APPROVED', roundStatus: 'PAYMENT' }, 'approved', 5, 'process'],
    [{ status: 'DROPPED', roundStatus: 'CANCELLED' }, 'dropped', 2, 'error'],
    [{ status: 'DROPPED', roundStatus: 'CANCELLED', allocated: '1.00' }, 'dropped', 4, 'error'],
  ] as [RoundItem, string, number, string][])('stands where it stands: %o', (given, state, at, standing) => {
    expect(ownState(given, TODAY)).toBe(state);
    expect(ownSteps(given, TODAY)[at]?.standing).toBe(standing);
    expect(ownSteps(given, TODAY)[at + 1]?.standing ?? 'wait').toBe('wait');
  });

  it('has every step behind it once it is paid', () =>
    expect(ownSteps({ status: 'PAID', roundStatus: 'CLOSED' }, TODAY).every((one) => one.standing === 'finish')).toBe(
      true,
    ));

  it('says when it came past each, until when it stays, and nothing about what is ahead', () => {
    const listed = ownSteps(
      {
        status: 'LISTED',
        roundStatus: 'NOTICE',
        answerUntil: '2026-03-05',
        claimedAt: '2026-03-02T01:00:00Z',
        reviewedAt: '2026-03-06T01:00:00Z',
        way: {
          frozenAt: '2026-03-01T01:00:00Z',
          publishedOn: '2026-03-09',
          noticeUntil: '2026-03-16',
          approvedAt: '2026-03-17T01:00:00Z',
        },
      },
      TODAY,
    );
    expect(listed.map(({ on }) => on?.slice(0, 10))).toEqual([
      '2026-03-01',
      '2026-03-02',
      '2026-03-06',
      '2026-03-09',
      undefined,
      undefined,
    ]);
    expect(listed.map(({ until }) => until)).toEqual([
      undefined,
      undefined,
      undefined,
      '2026-03-16',
      undefined,
      undefined,
    ]);
  });

  it('counts whole days, over the end of a month too', () => {
    expect(daysUntil('2026-03-02', '2026-02-27')).toBe(3);
    expect(daysUntil('2026-02-27', '2026-02-27')).toBe(0);
  });
});
