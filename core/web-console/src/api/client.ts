import createClient, { type Middleware } from 'openapi-fetch';
import i18n from 'i18next';
import { isProblem, ProblemError, UnreachableError } from './problem';
import type { paths } from './schema';
import { token } from './token';

/** Told once a session has ended on the server, so that the frame can lead to the sign-in page. */
export const sessionEnded = new EventTarget();

const session: Middleware = {
  onRequest({ request }) {
    const value = token.read();
    if (value) {
      request.headers.set('Authorization', `Bearer ${value}`);
    }
    request.headers.set('Accept-Language', i18n.language ?? 'zh-CN');
    return request;
  },
  onResponse({ request, response }) {
    // A wrong password at sign-in is an answer to the form, not the end of a session.
    const signingIn = request.method === 'POST' && request.url.endsWith('/sessions');
    if (response.status === 401 && !signingIn) {
      token.forget();
      sessionEnded.dispatchEvent(new Event('ended'));
    }
    return response;
  },
  onError({ error }) {
    return new UnreachableError(error);
  },
};

export const api = createClient<paths>({ baseUrl: '/' });
api.use(session);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; every other answer is thrown as the problem it describes. */
export async function body<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) {
    throw problemOf(error, response.status);
  }
  return data as T;
}

function problemOf(error: unknown, status: number): ProblemError {
  return new ProblemError(isProblem(error) ? error : { status }, status);
}

/** Ends a session on the server without waiting for it; the request outlives the page. */
export function endSession(value: string): void {
  const headers = { Authorization: `Bearer ${value}` };
  void fetch('/api/v1/sessions/current', { method: 'DELETE', keepalive: true, headers }).catch(() => undefined);
}

/** A key that lets the server recognise a repeated creation; made by hand where the page is not a secure context. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The If-Match value for a record that was read with this version. */
export function matching(version: number | null | undefined): { 'If-Match'?: string } {
  return version === null || version === undefined ? {} : { 'If-Match': `"${version}"` };
}

/** Sends a file as it is; the answer is what was recorded of it. */
export async function upload(path: string, file: File): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token.read() ?? ''}`, 'Content-Type': 'application/octet-stream' },
    body: file,
  }).catch((cause) => {
    throw new UnreachableError(cause);
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    throw problemOf(answer, response.status);
  }
  return answer;
}

/** Fetches a file with the session's token and hands it to the browser as a download. */
export async function download(path: string, fileName: string): Promise<void> {
  const response = await fetch(path, { headers: { Authorization: `Bearer ${token.read() ?? ''}` } }).catch((cause) => {
    throw new UnreachableError(cause);
  });
  if (!response.ok) {
    throw problemOf(await response.json().catch(() => undefined), response.status);
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}
