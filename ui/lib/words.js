// How numbers and times are written.
const UNITS = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60]];
const relative = new Intl.RelativeTimeFormat('en', {numeric: 'auto'});
const numbers = new Intl.NumberFormat('en-GB');

/** 12 345 as people read it. */
export function number(n) {
  return numbers.format(n);
}

/** "1 finding", "3 findings". */
export function count(n, one, many = one + 's') {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** "3 hours ago", "in 2 days". */
export function ago(time, now = Date.now()) {
  const seconds = (new Date(time).getTime() - now) / 1000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  }
  return 'just now';
}

/** Day and minute in the reader's own zone. */
export function exact(time) {
  return new Date(time).toLocaleString('sv-SE', {dateStyle: 'short', timeStyle: 'medium'});
}

export const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNKNOWN'];

export const KINDS = ['vulnerability', 'secret', 'malware', 'misconfiguration', 'trust', 'hardening', 'license'];
