import type { DraftForm, PolicyDraft } from '../api/model';

/**
 * What was composed and not saved, kept in this browser: a reload, a closed tab and the end of a session lose none of it. It
 * belongs to one account, tenant and draft, and is thrown away when the draft is saved or when the officer says so.
 */
export interface Kept {
  policy: string;
  form: DraftForm;
  /** The text of the file while it cannot be read, so that the form is behind it. */
  text: string | null;
  /** Of the draft it was written over. */
  revision: number | null;
  at: string;
}

const PREFIX = 'longji.kept';

/** Where the work on a draft is kept; one that was never saved is known by its policy. */
export function placeOf(account: string, tenant: number, policy: string, draft: string | null | undefined): string {
  return [PREFIX, account, tenant, draft || `new:${policy}`].join('/');
}

export function keep(place: string, kept: Kept): void {
  try {
    localStorage.setItem(place, JSON.stringify(kept));
  } catch {
    // A full or forbidden storage must not keep anybody from composing; what is saved on the server is safe.
  }
}

export function drop(place: string): void {
  localStorage.removeItem(place);
}

export function keptAt(place: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? 'null') as Kept | null;
    return kept?.form ? kept : null;
  } catch {
    return null;
  }
}

/** What is kept and says something else than the draft as it was read. */
export function unsaved(place: string, draft: PolicyDraft): Kept | null {
  const kept = keptAt(place);
  return kept && (kept.text !== null || JSON.stringify(kept.form) !== JSON.stringify(draft.form ?? {})) ? kept : null;
}

/** The measures an account began in a tenant and never saved, the latest first. */
export function begun(account: string, tenant: number): Kept[] {
  const start = placeOf(account, tenant, '', null);
  return Object.keys(localStorage)
    .filter((place) => place.startsWith(start))
    .map(keptAt)
    .filter((kept) => kept !== null)
    .sort((a, b) => b.at.localeCompare(a.at));
}
