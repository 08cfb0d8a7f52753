// The one table over every engine. What is shown is in the address, so that a view can be sent to somebody.
import {html, useMemo, useState} from '../lib/view.js';
import {query} from '../lib/api.js';
import {usePages} from '../lib/load.js';
import {navigate, withParams} from '../lib/router.js';
import {KINDS, SEVERITIES} from '../lib/words.js';
import {ExceptForm, FindingDrawer} from '../part/finding.js';
import {staleText, useHealth} from '../part/health.js';
import {Connect} from './first.js';
import {apiCommand, Copy, Severity, Time, Title} from '../part/parts.js';
import {States} from '../part/states.js';
import {More, Table} from '../part/table.js';

const FILTERS = ['severity', 'kind', 'rule', 'package', 'fix', 'status', 'q', 'kev'];
const GROUPS = [['', 'Not grouped'], ['fix', 'By fix'], ['rule', 'By CVE or rule'], ['image', 'By image']];

/** What the API is asked for: open findings unless the address says otherwise. */
function asked(params, image) {
  const out = {image, group: params.get('group'), limit: 50};
  FILTERS.forEach(name => { out[name] = params.get(name); });
  out.status = out.status === 'all' ? '' : out.status || 'open';
  return out;
}

function change(name, value) {
  navigate(withParams({[name]: value, show: ''}), {replace: true});
}

function Choice({label, name, params, options}) {
  return html`<label>${label}<select value=${params.get(name) || ''} onChange=${e => change(name, e.target.value)}>
    ${options.map(([value, text]) => html`<option key=${value} value=${value}>${text}</option>`)}</select></label>`;
}

function Filters({params}) {
  const exact = ['rule', 'package', 'fix'].filter(name => params.get(name));
  return html`<div class="filters" role="group" aria-label="Filters">
    <label>Words<input type="search" value=${params.get('q') || ''} maxlength="200" onChange=${e => change('q', e.target.value.trim())}/></label>
    <${Choice} label="Severity" name="severity" params=${params} options=${[['', 'Any'], ['CRITICAL', 'Critical'], ['CRITICAL,HIGH', 'High and above'], ...SEVERITIES.slice(1).map(s => [s, s[0] + s.slice(1).toLowerCase() + ' only'])]}/>
    <${Choice} label="Kind" name="kind" params=${params} options=${[['', 'Any'], ...KINDS.map(k => [k, k])]}/>
    <${Choice} label="Exploited" name="kev" params=${params} options=${[['', 'Any'], ['true', 'Known to be'], ['false', 'Not known to be']]}/>
    <${Choice} label="State" name="status" params=${params} options=${[['', 'Open'], ['excepted', 'Excepted'], ['not-affected', 'Not affected'], ['suppressed', 'Suppressed'], ['all', 'All']]}/>
    <${Choice} label="Group" name="group" params=${params} options=${GROUPS}/>
    ${exact.map(name => html`<button key=${name} class="plain" onClick=${() => change(name, '')} aria-label=${`Remove filter ${name} ${params.get(name)}`}>${name}: ${params.get(name)} ✕</button>`)}</div>`;
}

const keyOf = f => f.image + ' ' + f.fingerprint;

function columns(withImage, withState, open) {
  const all = [
    {head: 'Severity', cell: f => html`<${Severity} of=${f.severity}/>`},
    {head: 'What', main: true, cell: f => html`<button class="row" data-main onClick=${() => open(f)}>${f.id}</button> ${f.title}`},
    {head: 'Package', cell: f => (f.package ? `${f.package} ${f.version}` : html`<span class="quiet">${f.kind}</span>`)},
    {head: 'Where', cell: f => html`<a href=${'/images/' + f.image}>${f.imageName}</a>`},
    {head: 'Exploited', cell: f => (f.kev ? 'yes' : f.epss === null ? html`<span class="quiet">not known</span>` : `EPSS ${(f.epss * 100).toFixed(1)} %`)},
    {head: 'Fix', cell: f => f.fixVersion || {fixed: 'yes', 'not-fixed': 'none yet', 'wont-fix': 'will not be'}[f.fixState] || html`<span class="quiet">not known</span>`},
    {head: 'Risk', number: true, cell: f => f.priority},
    {head: 'Seen', cell: f => html`<${Time} at=${f.firstSeen}/>`},
    {head: 'State', cell: f => f.status}];
  return all.filter(c => (withImage || c.head !== 'Where') && (withState || c.head !== 'State'));
}

/** What of a group's key its findings are found by: a rule, or a package and the version that mends it. */
export function partsOf(by, key) {
  const cut = by === 'fix' ? key.lastIndexOf(' ') : -1;
  return cut < 0 ? {rule: key} : {package: key.slice(0, cut), fix: key.slice(cut + 1)};
}

function groupLink(by, key) {
  return by === 'image' ? `/images/${key}?tab=findings` : withParams({group: '', ...partsOf(by, key)});
}

/** What a group is called; a fix says what to do. */
export function groupName(by, g) {
  if (by === 'image') return g.title;
  if (by === 'rule') return `${g.key}: ${g.title}`;
  const {package: name, fix} = partsOf(by, g.key);
  return fix ? `Update ${name} to ${fix}` : g.title;
}

function groupColumns(by) {
  return [
    {head: 'Severity', cell: g => html`<${Severity} of=${g.severity}/>`},
    {head: {fix: 'Fix', rule: 'CVE or rule', image: 'Image'}[by], main: true, cell: g => html`<a data-main href=${groupLink(by, g.key)}>${groupName(by, g)}</a>`},
    {head: 'Findings', number: true, cell: g => g.findings},
    {head: 'Images', number: true, cell: g => g.images},
    {head: 'Exploited', number: true, cell: g => g.exploited},
    {head: 'Risk', number: true, cell: g => g.priority}];
}

function useChosen(items) {
  const [keys, setKeys] = useState(new Set());
  const flip = key => setKeys(old => {
    const next = new Set(old);
    if (!next.delete(key)) next.add(key);
    return next;
  });
  return {keys, flip, clear: () => setKeys(new Set()), findings: items.filter(f => keys.has(keyOf(f)))};
}

/** The table with its filters; also a tab of an image. */
export function FindingsTable({params, session, image}) {
  const path = '/api/v1/findings' + query(asked(params, image));
  const load = usePages(path);
  const health = useHealth();
  const items = useMemo(() => (load.data ? load.data.items : []), [load.data]);
  const by = params.get('group');
  const grouped = by && (items.length === 0 || items[0].key !== undefined);
  const chosen = useChosen(grouped ? [] : items);
  const [excepting, setExcepting] = useState(false);
  const shown = params.get('show');
  const open = !grouped && shown ? items.find(f => keyOf(f) === shown) : null;
  const show = f => navigate(withParams({show: f ? keyOf(f) : ''}), {replace: true});
  const filtered = FILTERS.some(name => params.get(name)) || !params.get('status');
  const may = session.permissions.includes('exceptions:write') && !grouped;
  const done = () => { setExcepting(false); chosen.clear(); show(null); load.again(); };
  return html`<div class="actions"><${Copy} text=${apiCommand(path)}/>
      ${chosen.findings.length > 0 && html`<button onClick=${() => setExcepting(true)}>Except ${chosen.findings.length} chosen</button>`}</div>
    <${Filters} params=${params}/>
    <${States} load=${load} rows=${load.data ? items.length : undefined} what=${grouped ? 'groups' : 'findings'} filtered=${filtered && FILTERS.some(n => params.get(n))}
      onClear=${() => navigate(withParams(Object.fromEntries(FILTERS.map(n => [n, '']))), {replace: true})}
      allPath=${'/api/v1/findings' + query({image, limit: 1})} stale=${staleText(health)} empty=${html`<${Empty} image=${image}/>`}>
      ${grouped
    ? html`<${Table} caption="Groups of findings" columns=${groupColumns(by)} rows=${items} id=${g => g.key}/>`
    : html`<${Table} caption="Findings" columns=${columns(!image, params.get('status') === 'all', show)} rows=${items} id=${keyOf} nameOf=${f => f.id + ' in ' + f.imageName} chosen=${may ? chosen.keys : null} onChoose=${chosen.flip}/>`}
      ${load.data && html`<${More} load=${load} what=${grouped ? 'groups' : 'findings'}/>`}
    <//>
    ${excepting && html`<${ExceptForm} findings=${chosen.findings} session=${session} onClose=${() => setExcepting(false)} onDone=${done}/>`}
    ${open && html`<${FindingDrawer} finding=${open} session=${session} onClose=${() => show(null)} onChanged=${done}/>`}`;
}

function Empty({image}) {
  return image ? html`<p><strong>No open finding here.</strong> <a href="?tab=findings&status=all">Show all states</a></p>`
    : html`<p><strong>No open findings.</strong> Either nothing was scanned yet, or all is mended: <a href="/images">look at what was scanned</a>.</p><${Connect}/>`;
}

export default function Findings({params, session}) {
  return html`<div class="head"><${Title}>Findings<//></div><${FindingsTable} params=${params} session=${session}/>`;
}

