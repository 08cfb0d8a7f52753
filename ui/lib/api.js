// Calls of the HTTP API. What fails becomes a Problem that says what was tried, why it failed and what helps.

/** Why a call failed; status 0 where no answer came. */
export class Problem extends Error {
  constructor(status, title, detail, tried) {
    super(detail);
    this.status = status;
    this.title = title;
    this.tried = tried;
    this.at = new Date();
  }
}

let csrf = '';
let onSignedOut = () => {};

/** Remembers what proves that a change comes from these pages. */
export function useSession(session) {
  csrf = session.csrf || '';
}

/** Called when the server no longer knows the session. */
export function whenSignedOut(then) {
  onSignedOut = then;
}

async function problemOf(response, tried) {
  let told = {};
  try {
    told = await response.json();
  } catch (e) {
    // no problem+json: the status is all there is
  }
  return new Problem(response.status, told.title || `Status ${response.status}`, told.detail || 'The server gave no reason.', tried);
}

/**
 * Sends a request and gives {data, etag}.
 * @param {string} method
 * @param {string} path below the server, with its query
 * @param {{body?: object, etag?: string, signal?: AbortSignal}} more
 */
export async function call(method, path, more = {}) {
  const tried = `${method} ${path.split('?')[0]}`;
  const headers = {Accept: 'application/json'};
  if (method !== 'GET') headers['X-Seawall-Csrf'] = csrf;
  if (more.body !== undefined) headers['Content-Type'] = 'application/json';
  if (more.etag) headers['If-Match'] = more.etag;
  let response;
  try {
    response = await fetch(path, {method, headers, signal: more.signal, body: more.body === undefined ? undefined : JSON.stringify(more.body)});
  } catch (e) {
    if (e.name === 'AbortError') throw e;
    throw new Problem(0, 'No answer', 'The server cannot be reached.', tried);
  }
  if (!response.ok) {
    const problem = await problemOf(response, tried);
    if (response.status === 401 && !path.startsWith('/api/v1/login') && !path.startsWith('/api/v1/first')) onSignedOut();
    throw problem;
  }
  const text = await response.text();
  return {data: text ? JSON.parse(text) : null, etag: response.headers.get('ETag')};
}

/** What a GET answers. */
export async function get(path, signal) {
  return (await call('GET', path, {signal})).data;
}

/** A query string of what is set, with the question mark; empty where nothing is. */
export function query(values) {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') out.set(name, value);
  }
  const text = out.toString();
  return text ? '?' + text : '';
}
