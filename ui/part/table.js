// The one table. Arrow keys or j and k go from row to row, Enter opens; on a narrow screen each row is a card.
import {html, useLayoutEffect, useRef} from '../lib/view.js';

function move(event) {
  const by = {ArrowDown: 1, j: 1, ArrowUp: -1, k: -1}[event.key];
  if (!by || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return;
  const rows = [...event.currentTarget.querySelectorAll('[data-main]')];
  const at = rows.findIndex(row => row.contains(document.activeElement) || row.closest('tr').contains(document.activeElement));
  const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

/**
 * @param caption says what it is, for screen readers
 * @param columns [{head, cell: row => content, number?: boolean, main?: boolean}]
 * @param rows what to show; id(row) is unique
 * @param chosen, onChoose a Set of ids and what changes it, where rows can be chosen; nameOf(row) names their boxes
 */
export function Table({caption, columns, rows, id, chosen, onChoose, nameOf}) {
  const sheet = useRef();
  // what scrolls must be reachable by keyboard; what does not is no stop on the way
  useLayoutEffect(() => {
    sheet.current.tabIndex = sheet.current.scrollWidth > sheet.current.clientWidth ? 0 : -1;
  });
  return html`<div class="sheet" ref=${sheet} role="group" aria-label=${caption}><table role="table" onKeyDown=${move}>
    <caption class="unseen">${caption}</caption>
    <thead role="rowgroup"><tr role="row">
      ${chosen && html`<th role="columnheader" scope="col"><span class="unseen">Chosen</span></th>`}
      ${columns.map(c => html`<th role="columnheader" scope="col" key=${c.head} class=${c.number ? 'number' : ''}>${c.head}</th>`)}
    </tr></thead>
    <tbody role="rowgroup">${rows.map(row => html`<tr role="row" key=${id(row)}>
      ${chosen && html`<td role="cell" class="choose"><input type="checkbox" aria-label=${'Choose ' + nameOf(row)}
        checked=${chosen.has(id(row))} onChange=${() => onChoose(id(row))}/></td>`}
      ${columns.map(c => html`<td role="cell" key=${c.head} data-label=${c.head}
        class=${(c.number ? 'number' : '') + (c.main ? ' main' : '')}>${c.cell(row)}</td>`)}
    </tr>`)}</tbody></table></div>`;
}

/** The end of a list: how many of how many, and the button for more. */
export function More({load, what}) {
  const shown = load.data.items.length;
  const total = load.data.total;
  return html`<div class="more"><span role="status">${shown.toLocaleString('en-GB')}${total === undefined ? '' : ' of ' + total.toLocaleString('en-GB')} ${what}</span>
    ${load.data.next && html`<button onClick=${load.more} disabled=${load.loadingMore}>${load.loadingMore ? 'Loading…' : 'Show more'}</button>`}</div>`;
}
