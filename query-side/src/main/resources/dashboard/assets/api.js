// Asks the API on behalf of one token.

const PATIENCE_MILLIS = 20_000;

/**
 * What came of a question: `kind` is
 * `answer` (with `body`), `same` (what was answered last still holds), `signed-out` (the token is not valid any more),
 * `forbidden` (the token's roles may not ask that) or `failed` (with `detail`, in words for people).
 */
export class Api {
  #token;
  #tags = new Map();

  constructor(token) {
    this.#token = token;
  }

  /** @throws AbortError where the signal says so */
  async get(path, signal) {
    const headers = { Authorization: `Bearer ${this.#token}`, Accept: 'application/json' };
    const known = this.#tags.get(path);
    if (known) headers['If-None-Match'] = known;
    let response;
    try {
      const patience = AbortSignal.timeout(PATIENCE_MILLIS);
      response = await fetch(path, { headers, signal: AbortSignal.any([signal, patience]), cache: 'no-store' });
      return await this.#outcome(path, response);
    } catch (failure) {
      if (signal.aborted) throw failure;
      return { kind: 'failed', detail: unreachable(failure, response) };
    }
  }

  async #outcome(path, response) {
    if (response.status === 304) return { kind: 'same' };
    if (response.status === 401) return { kind: 'signed-out' };
    if (response.status === 403) return { kind: 'forbidden' };
    if (!response.ok) return { kind: 'failed', detail: await problem(response) };
    const body = await response.json();
    const tag = response.headers.get('ETag');
    if (tag) this.#remember(path, tag);
    return { kind: 'answer', body };
  }

  /** Only the last answer to each kind of question is on the page, so only its tag helps. */
  #remember(path, tag) {
    const resource = path.split('?')[0];
    for (const known of this.#tags.keys()) {
      if (known.split('?')[0] === resource) this.#tags.delete(known);
    }
    this.#tags.set(path, tag);
  }
}

function unreachable(failure, response) {
  if (failure.name === 'TimeoutError') return `There was no answer within ${PATIENCE_MILLIS / 1000} seconds.`;
  if (response) return 'The answer could not be read.';
  return 'The server cannot be reached. Is it running?';
}

/** A problem detail's own words (RFC 9457), or the status. */
async function problem(response) {
  const type = response.headers.get('Content-Type') ?? '';
  if (type.includes('json')) {
    const { detail, title } = await response.json();
    if (detail || title) return detail ?? title;
  }
  return `The server answered ${response.status}.`;
}
