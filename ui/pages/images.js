// What was scanned: the list; one image is in image.js.
import {html, useState} from '../lib/view.js';
import {query} from '../lib/api.js';
import {usePages} from '../lib/load.js';
import {navigate, withParams} from '../lib/router.js';
import {staleText, useHealth} from '../part/health.js';
import {apiCommand, Copy, Counts, Time, Title} from '../part/parts.js';
import {States} from '../part/states.js';
import {More, Table} from '../part/table.js';
import {Connect} from './first.js';
import Image from './image.js';

const KINDS = ['image', 'filesystem', 'sbom', 'config', 'container', 'host', 'daemon', 'cluster', 'registry'];

const COLUMNS = [
  {head: 'Name', main: true, cell: i => html`<a data-main href=${'/images/' + i.id}>${i.name}</a>${i.kind === 'image' ? '' : html` <span class="badge">${i.kind}</span>`}`},
  {head: 'Open findings', cell: i => html`<${Counts} of=${i.summary}/>`},
  {head: 'Policy', cell: i => html`<span class=${'badge ' + (i.passed ? 'pass' : 'fail')}>${i.passed ? 'passes' : 'fails'}</span>`},
  {head: 'Running', number: true, cell: i => i.running},
  {head: 'Digest', cell: i => (i.digest ? html`<span class="mono" title=${i.digest}>${i.digest.replace('sha256:', '').slice(0, 12)}</span>` : html`<span class="quiet">none</span>`)},
  {head: 'Last scan', cell: i => html`<${Time} at=${i.scannedAt}/>`}];

function change(name, value) {
  navigate(withParams({[name]: value}), {replace: true});
}

function List({params}) {
  const path = '/api/v1/images' + query({kind: params.get('kind'), q: params.get('q'), limit: 50});
  const load = usePages(path);
  const [chosen, setChosen] = useState([]);
  const items = load.data ? load.data.items : [];
  // the last two that were chosen
  const choose = id => setChosen(old => (old.includes(id) ? old.filter(x => x !== id) : [...old.slice(-1), id]));
  const [from, to] = chosen.map(id => items.find(i => i.id === id)).map(i => i && i.scan);
  return html`<div class="head"><${Title}>Images<//><div class="right"><${Copy} text=${apiCommand(path)}/>
      ${from && to && html`<a class="button" href=${`/compare?from=${from}&to=${to}`}>Compare two</a>`}</div></div>
    <div class="filters" role="group" aria-label="Filters">
      <label>Name<input type="search" value=${params.get('q') || ''} maxlength="200" onChange=${e => change('q', e.target.value.trim())}/></label>
      <label>Kind<select value=${params.get('kind') || ''} onChange=${e => change('kind', e.target.value)}>
        <option value="">Any</option>${KINDS.map(k => html`<option key=${k} value=${k}>${k}</option>`)}</select></label></div>
    <${States} load=${load} rows=${load.data ? items.length : undefined} what="images" filtered=${params.get('q') || params.get('kind')} stale=${staleText(useHealth())}
      onClear=${() => navigate('/images', {replace: true})} allPath="/api/v1/images?limit=1" empty=${html`<p><strong>No images yet.</strong> Scan one and send the report here:</p><${Connect}/>`}>
      <${Table} caption="Images" columns=${COLUMNS} rows=${items} id=${i => i.id} nameOf=${i => i.name} chosen=${new Set(chosen)} onChoose=${choose}/>
      ${load.data && html`<${More} load=${load} what="images"/>`}<//>`;
}

export default function Images({rest, ...more}) {
  return rest[0] ? html`<${Image} key=${rest[0]} id=${rest[0]} ...${more}/>` : html`<${List} ...${more}/>`;
}
