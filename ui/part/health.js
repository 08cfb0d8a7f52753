// How fresh what one sees is: agents that are offline, and when the last scan came in. Asked once for all pages.
import {html, useEffect, useState} from '../lib/view.js';
import {get} from '../lib/api.js';
import {ago, count} from '../lib/words.js';

const OLD_MILLIS = 24 * 3600 * 1000;
const EVERY_MILLIS = 60 * 1000;
let known = null;
let asked = null;
const listeners = new Set();

async function ask() {
  const [agents, scans] = await Promise.allSettled([get('/api/v1/agents?limit=500'), get('/api/v1/scans?limit=1')]);
  const offline = agents.status === 'fulfilled' ? agents.value.items.filter(a => a.state === 'offline').map(a => a.name) : [];
  const last = scans.status === 'fulfilled' && scans.value.items[0] ? scans.value.items[0].at : null;
  known = {offline, last, reached: scans.status === 'fulfilled' || (scans.reason && scans.reason.status !== 0), at: Date.now()};
  listeners.forEach(listener => listener(known));
}

/** {offline, last, reached} or null while it is not known. */
export function useHealth() {
  const [health, setHealth] = useState(known);
  useEffect(() => {
    listeners.add(setHealth);
    // an answer may have come between this component's first drawing and now
    if (known) setHealth(known);
    else if (!asked) asked = ask();
    return () => listeners.delete(setHealth);
  }, []);
  return health;
}

/** Why what one sees may be old; null where it is not. */
export function staleText(health) {
  if (!health) return null;
  const parts = [];
  if (health.last && Date.now() - new Date(health.last).getTime() > OLD_MILLIS) parts.push(`the last scan came in ${ago(health.last)}`);
  if (health.offline.length) parts.push(`${count(health.offline.length, 'agent')} offline: ${health.offline.slice(0, 3).join(', ')}${health.offline.length > 3 ? ' …' : ''}`);
  return parts.length ? 'This may be old: ' + parts.join('; ') + '.' : null;
}

/** The dot in the bar above. */
export function Health() {
  const health = useHealth();
  useEffect(() => {
    const timer = setInterval(ask, EVERY_MILLIS);
    return () => clearInterval(timer);
  }, []);
  if (!health) return null;
  const stale = staleText(health);
  const text = !health.reached ? 'Server away' : stale ? 'Data may be old' : health.last ? 'Up to date' : 'No scan yet';
  return html`<a class=${'health ' + (stale || !health.reached ? 'bad' : 'good')} href="/settings/agents" title=${stale || text}>
    <span aria-hidden="true">${stale || !health.reached ? '▲' : '●'}</span> ${text}</a>`;
}
