// Two scans side by side: what came, what went.
import {html} from '../lib/view.js';
import {useLoad} from '../lib/load.js';
import {count} from '../lib/words.js';
import {apiCommand, Copy, Counts, Severity, Time, Title} from '../part/parts.js';
import {States} from '../part/states.js';
import {Table} from '../part/table.js';

const COLUMNS = [
  {head: 'Severity', cell: f => html`<${Severity} of=${f.severity}/>`},
  {head: 'What', main: true, cell: f => html`<strong>${f.id}</strong> ${f.title}`},
  {head: 'Package', cell: f => (f.package ? `${f.package.name} ${f.package.version}` : f.kind)},
  {head: 'Where', cell: f => html`<span class="mono">${(f.location && f.location.path) || ''}</span>`}];

function Scan({label, load}) {
  const scan = load.data;
  return html`<section class="card"><h2>${label}</h2><${States} load=${load} what="this scan">
    ${scan && html`<p><a href=${'/images/' + scan.image}>${scan.name}</a></p><p><${Time} at=${scan.at}/> <span class="mono">${scan.digest.replace('sha256:', '').slice(0, 12)}</span></p><${Counts} of=${scan.summary}/>`}<//></section>`;
}

function Rows({title, rows}) {
  return html`<h2>${title}: ${rows.length}</h2>${rows.length > 0 && html`<${Table} caption=${title} columns=${COLUMNS} rows=${rows} id=${f => f.fingerprint}/>`}`;
}

export default function Compare({params}) {
  const [from, to] = [params.get('from'), params.get('to')].map(id => id && encodeURIComponent(id));
  const before = useLoad(from ? '/api/v1/scans/' + from : null);
  const after = useLoad(to ? '/api/v1/scans/' + to : null);
  const path = from && to ? `/api/v1/scans/${to}/diff/${from}` : null;
  const load = useLoad(path);
  if (!path) return html`<div class="card"><${Title}>Compare<//><p>Choose two of the <a href="/images">images</a>, or two scans in an image's history.</p></div>`;
  return html`<div class="head"><${Title}>Compare<//><div class="right"><${Copy} text=${apiCommand(path)}/></div></div>
    <div class="cards"><${Scan} label="Before" load=${before}/><${Scan} label="After" load=${after}/></div>
    <${States} load=${load} what="the comparison">${load.data && html`<${Rows} title="New" rows=${load.data.added}/><${Rows} title="Gone" rows=${load.data.removed}/>
      <p class="quiet">${count(load.data.unchanged, 'finding')} in both.</p>`}<//>`;
}
