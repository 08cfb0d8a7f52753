// The one place that decides what a list or page shows when it is not simply there. Seven states:
// loading, empty-new, empty-filtered, partial, stale, error, forbidden; "ready" is none of them.
import {html} from '../lib/view.js';
import {useLoad} from '../lib/load.js';
import {ago, exact, number} from '../lib/words.js';

/** Which state it is. Rows already shown are never taken away by an error. */
export function stateOf({load, rows, filtered, partial, stale}) {
  if (load.problem && load.problem.status === 403) return 'forbidden';
  if (load.problem) return 'error';
  if (load.data === null) return 'loading';
  if (rows === 0) return filtered ? 'empty-filtered' : 'empty-new';
  if (partial) return 'partial';
  if (stale) return 'stale';
  return 'ready';
}

function Loading({what}) {
  return html`<div class="state loading" data-state="loading" role="status">
    <span class="unseen">Loading ${what}.</span>
    <div class="bones" aria-hidden="true">${[0, 1, 2, 3, 4].map(i => html`<i key=${i}></i>`)}</div></div>`;
}

function Failed({load, what}) {
  const {problem} = load;
  return html`<div class="state error" data-state="error" role="alert">
    <p><strong>Tried to load ${what} but failed</strong> because ${problem.message}</p>
    <p class="quiet">${problem.tried}, ${problem.status ? 'status ' + problem.status : 'no answer'}, ${exact(problem.at)}.
      ${load.data ? ' What you see is from ' + ago(load.at) + '.' : ''}</p>
    <p><button onClick=${load.again}>Try again</button></p></div>`;
}

function Forbidden({load, what}) {
  return html`<div class="state forbidden" data-state="forbidden" role="alert">
    <p><strong>You may not see ${what}.</strong> ${load.problem.message}</p></div>`;
}

function EmptyFiltered({what, onClear, allPath}) {
  const all = useLoad(allPath || null);
  const of = all.data && all.data.total !== undefined ? ` of ${number(all.data.total)}` : '';
  return html`<div class="state empty" data-state="empty-filtered" role="status">
    <p><strong>0${of} ${what} match.</strong></p><p><button onClick=${onClear}>Clear filters</button></p></div>`;
}

function Banner({state, children}) {
  return html`<div class=${'state ' + state} data-state=${state} role="status">${children}</div>`;
}

/**
 * Shows children, and around or instead of them what state they are in.
 * @param load of useLoad or usePages
 * @param rows how many rows there are; leave out where it is no list
 * @param what "findings"
 * @param filtered whether a filter may hide rows; onClear ends it, allPath counts without it
 * @param empty what helps when there is nothing at all yet
 * @param partial, stale text, or nothing where all is well
 */
export function States({load, rows, what, filtered, onClear, allPath, empty, partial, stale, children}) {
  const state = stateOf({load, rows, filtered, partial, stale});
  if (state === 'loading') return html`<${Loading} what=${what}/>`;
  if (state === 'forbidden') return html`<${Forbidden} load=${load} what=${what}/>`;
  if (state === 'empty-new') return html`<div class="state empty" data-state="empty-new">${empty}</div>`;
  if (state === 'empty-filtered') return html`<${EmptyFiltered} what=${what} onClear=${onClear} allPath=${allPath}/>`;
  return html`<div aria-busy=${load.loading ? 'true' : 'false'}>
    ${state === 'error' && html`<${Failed} load=${load} what=${what}/>`}
    ${partial && html`<${Banner} state="partial">${partial}<//>`}
    ${stale && html`<${Banner} state="stale">${stale}<//>`}
    ${load.data !== null && children}</div>`;
}
