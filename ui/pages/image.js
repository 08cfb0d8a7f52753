// One image: what it is, what is in it, which layer brought it, who vouches for it, how it came to be like this.
import {html, useCallback, useMemo, useState} from '../lib/view.js';
import {query} from '../lib/api.js';
import {useLoad, usePages} from '../lib/load.js';
import {navigate, withParams} from '../lib/router.js';
import {ago, count, number, SEVERITIES} from '../lib/words.js';
import {Chart, colour} from '../part/chart.js';
import {staleText, useHealth} from '../part/health.js';
import {apiCommand, Command, Copy, Counts, Severity, Time, Title, Tabs} from '../part/parts.js';
import {States} from '../part/states.js';
import {More, Table} from '../part/table.js';
import {FindingsTable} from './findings.js';

const TABS = [['', 'Summary'], ['packages', 'Packages'], ['findings', 'Findings'], ['layers', 'Layers'], ['trust', 'Trust'], ['running', 'Where it runs'], ['history', 'History']];

/** What a scan could not see; a reader must know before trusting a short list. */
function partialText(report) {
  const unread = report.files || [];
  const blind = (report.coverage || []).filter(c => c.state === 'no-data');
  if (!unread.length && !blind.length) return null;
  return html`${unread.length > 0 && html`<p><strong>${count(unread.length, 'file')} could not be read:</strong>
      ${unread.slice(0, 5).map(f => `${f.path} (${f.reason || f.status})`).join(', ')}${unread.length > 5 ? ' …' : ''}</p>`}
    ${blind.length > 0 && html`<p><strong>No advisory data</strong> for ${blind.map(c => c.ecosystem).join(', ')}: nothing is known about these packages.</p>`}`;
}

function Verdict({verdict}) {
  if (!verdict) return html`<p class="quiet">This report was not judged by a policy.</p>`;
  return html`<p><span class=${'badge ' + (verdict.passed ? 'pass' : 'fail')}>${verdict.passed ? 'would be admitted' : 'would be refused'}</span> by the policy ${verdict.policy}</p>
    ${(verdict.reasons || []).length > 0 && html`<ul class="plainlist">${verdict.reasons.map(r => html`<li key=${r}>${typeof r === 'string' ? r : r.text || r.message || JSON.stringify(r)}</li>`)}</ul>`}`;
}

function Advice({findings}) {
  const advice = findings.filter(f => f.status === 'open' && (f.kind === 'hardening' || f.kind === 'misconfiguration') && f.fix && f.fix.patch);
  if (!advice.length) return html`<p class="quiet">Nothing to advise.</p>`;
  return html`<ul class="plainlist">${advice.map(f => html`<li key=${f.fingerprint}><${Severity} of=${f.severity}/> ${f.title}. ${f.fix.patch}</li>`)}</ul>`;
}

function Summary({report, image}) {
  const {os} = report.target;
  const sources = (report.tool.database && report.tool.database.sources) || {};
  return html`<div class="cards">
    <section class="card"><h2>What it is</h2><dl>
      <dt>Digest</dt><dd class="mono">${image.digest || 'none'}</dd>
      <dt>System</dt><dd>${os && os.id ? `${os.id} ${os.version}` : 'none found'}${os && os.eol ? html` <span class="badge fail">past its end of life</span>` : ''}</dd>
      <dt>Packages</dt><dd>${number((report.packages || []).length)}</dd>
      <dt>Layers</dt><dd>${(report.target.layers || []).length}</dd>
      <dt>Running</dt><dd>${count(image.running, 'container')}</dd>
      <dt>Scanned</dt><dd><${Time} at=${image.scannedAt}/> by Seawall ${report.tool.version}</dd>
      <dt>Advisories</dt><dd>${Object.entries(sources).map(([name, at]) => `${name}: ${at}`).join(', ') || 'date not given'}</dd></dl></section>
    <section class="card"><h2>Would it be admitted?</h2><${Verdict} verdict=${report.verdict}/><h2>Open findings</h2><${Counts} of=${image.summary}/></section>
    <section class="card"><h2>Hardening advice</h2><${Advice} findings=${report.findings || []}/><${Command} text=${`seawall harden ${image.name}`}/></section></div>`;
}

function Packages({report, params}) {
  const words = (params.get('words') || '').toLowerCase();
  const [shown, setShown] = useState(200);
  const open = useMemo(() => {
    const by = new Map();
    (report.findings || []).filter(f => f.status === 'open' && f.package).forEach(f => by.set(f.package.purl, (by.get(f.package.purl) || 0) + 1));
    return by;
  }, [report]);
  const all = report.packages || [];
  const rows = all.filter(p => `${p.name} ${p.version} ${p.ecosystem} ${p.path}`.toLowerCase().includes(words));
  const columns = [
    {head: 'Name', main: true, cell: p => html`<strong>${p.name}</strong>`},
    {head: 'Version', cell: p => p.version},
    {head: 'Ecosystem', cell: p => p.ecosystem},
    {head: 'Where', cell: p => html`<span class="mono">${p.path}${p.line ? ':' + p.line : ''}</span>`},
    {head: 'Licences', cell: p => (p.licenses || []).map(l => (typeof l === 'string' ? l : l.id || l.name)).join(', ')},
    {head: 'In use', cell: p => (p.inUse === null || p.inUse === undefined ? html`<span class="quiet">not known</span>` : p.inUse ? 'yes' : 'no')},
    {head: 'Findings', number: true, cell: p => open.get(p.purl) || 0}];
  const load = {data: rows, problem: null, loading: false};
  return html`<div class="filters"><label>Words<input type="search" value=${words} onInput=${e => navigate(withParams({words: e.target.value}), {replace: true})}/></label></div>
    <${States} load=${load} rows=${rows.length} what="packages" filtered=${words} onClear=${() => navigate(withParams({words: ''}), {replace: true})}
      empty=${html`<p><strong>No packages were found.</strong> Nothing in this target told of installed software.</p>`}>
    <${Table} caption="Packages" columns=${columns} rows=${rows.slice(0, shown)} id=${p => p.purl + p.path + p.line}/>
    <div class="more"><span role="status">${number(Math.min(shown, rows.length))} of ${number(rows.length)} packages</span>
      ${rows.length > shown && html`<button onClick=${() => setShown(shown + 1000)}>Show more</button>`}</div><//>`;
}

/** What each layer brought. */
function layersOf(report) {
  const layers = (report.target.layers || []).map((layer, i) => ({...layer, number: i + 1, packages: 0, found: Object.fromEntries(SEVERITIES.map(s => [s, 0])), all: 0}));
  const by = new Map(layers.map(layer => [layer.diffId, layer]));
  (report.packages || []).forEach(p => by.has(p.layer) && by.get(p.layer).packages++);
  (report.findings || []).filter(f => f.status === 'open' && f.location && by.has(f.location.layer)).forEach(f => {
    by.get(f.location.layer).found[f.severity]++;
    by.get(f.location.layer).all++;
  });
  return layers;
}

const worst = layer => SEVERITIES.find(s => layer.found[s] > 0);

function treemap(layers) {
  return {series: [{type: 'treemap', roam: false, nodeClick: false, breadcrumb: {show: false}, left: 0, right: 0, top: 0, bottom: 0,
    data: layers.map(layer => ({
      name: `${layer.number}${layer.base ? ' (base)' : ''}\n${count(layer.packages, 'package')}\n${count(layer.all, 'finding')}`,
      value: Math.max(layer.packages + layer.all, 1),
      itemStyle: {color: worst(layer) ? colour(worst(layer).toLowerCase() + '-back') : colour('good-back'), borderColor: colour('strong-line'), borderWidth: 1},
      label: {color: worst(layer) ? colour(worst(layer).toLowerCase()) : colour('good'), overflow: 'truncate', ellipsis: '', fontSize: 13, lineHeight: 18}}))}]};
}

function Layers({report}) {
  const layers = useMemo(() => layersOf(report), [report]);
  const options = useCallback(() => treemap(layers), [layers]);
  const columns = [
    {head: 'Layer', number: true, cell: l => l.number},
    {head: 'Command', main: true, cell: l => html`<span class="mono">${l.command || 'not told'}</span>`},
    {head: 'From', cell: l => (l.base ? 'base image' : 'this image')},
    {head: 'Packages', number: true, cell: l => l.packages},
    {head: 'Open findings', cell: l => html`<${Counts} of=${l.found}/>`}];
  if (!layers.length) return html`<div class="card"><p>This target has no layers.</p></div>`;
  return html`<section class="card"><h2>What each layer brought</h2>
    <p class="quiet">The area is packages and findings, the colour the worst open finding. Findings of the base image go with a newer base: <code>seawall rebase</code>.</p>
    <${Chart} label=${`Map of ${layers.length} layers; the table below says the same`} options=${options}/></section>
    <${Table} caption="Layers" columns=${columns} rows=${layers} id=${l => l.number}/>`;
}

function Trust({report, image}) {
  const findings = (report.findings || []).filter(f => f.kind === 'trust');
  return html`<section class="card"><h2>Who vouches for it</h2>
    ${findings.length === 0 ? html`<p>Not assessed: this scan did not verify signatures. Verify them, or scan with <code>--scanners trust</code> and a trust policy.</p>`
    : html`<ul class="plainlist">${findings.map(f => html`<li key=${f.fingerprint}><${Severity} of=${f.severity}/> <strong>${f.title}</strong>. ${f.evidence} <span class="quiet">${f.status}</span></li>`)}</ul>`}
    <${Command} text=${`seawall verify ${image.name}`}/></section>`;
}

function Running({image}) {
  const load = useLoad('/api/v1/inventory?limit=500');
  const rows = load.data ? load.data.items.filter(i => i.kind === 'container' && i.digest && i.digest === image.digest) : [];
  const columns = [
    {head: 'Container', main: true, cell: i => i.name || i.id},
    {head: 'Host', cell: i => i.agent}, {head: 'Engine', cell: i => i.engine}, {head: 'State', cell: i => i.state}];
  return html`<${States} load=${load} rows=${load.data ? rows.length : undefined} what="containers"
      partial=${load.data && load.data.next ? 'Only the first 500 containers and images of the hosts were looked at.' : null}
      empty=${html`<p><strong>No agent saw it running.</strong> Hosts without an agent are not seen: <a href="/settings/agents">enrol them</a>.</p>`}>
    <${Table} caption="Containers of this image" columns=${columns} rows=${rows} id=${i => i.agent + i.id}/><//>`;
}

function History({image}) {
  const path = '/api/v1/scans' + query({image: image.id, limit: 50});
  const load = usePages(path);
  const rows = load.data ? load.data.items.map((scan, i, all) => ({...scan, before: all[i + 1]})) : [];
  const columns = [
    {head: 'Scan', main: true, cell: s => html`<${Time} at=${s.at}/> by ${s.by}`},
    {head: 'Digest', cell: s => html`<span class="mono">${s.digest.replace('sha256:', '').slice(0, 12)}</span>`},
    {head: 'Open findings', cell: s => html`<${Counts} of=${s.summary}/>`},
    {head: 'Policy', cell: s => html`<span class=${'badge ' + (s.passed ? 'pass' : 'fail')}>${s.passed ? 'passes' : 'fails'}</span>`},
    {head: 'Compare', cell: s => (s.before ? html`<a href=${`/compare?from=${s.before.id}&to=${s.id}`}>with the one before</a>` : html`<span class="quiet">the first</span>`)}];
  return html`<${States} load=${load} rows=${load.data ? rows.length : undefined} what="scans" empty="No scans.">
    <${Table} caption="Scans of this image" columns=${columns} rows=${rows} id=${s => s.id}/>${load.data && html`<${More} load=${load} what="scans"/>`}<//>`;
}

function Body({tab, image, report, ...more}) {
  switch (tab) {
    case 'packages': return html`<${Packages} report=${report} ...${more}/>`;
    case 'findings': return html`<${FindingsTable} image=${image.id} ...${more}/>`;
    case 'layers': return html`<${Layers} report=${report}/>`;
    case 'trust': return html`<${Trust} report=${report} image=${image}/>`;
    case 'running': return html`<${Running} image=${image}/>`;
    case 'history': return html`<${History} image=${image}/>`;
    default: return html`<${Summary} report=${report} image=${image}/>`;
  }
}

export default function Image({id, params, session}) {
  const image = useLoad('/api/v1/images/' + encodeURIComponent(id));
  const report = useLoad(image.data ? `/api/v1/scans/${image.data.scan}/report` : null);
  const tab = params.get('tab') || '';
  const both = {problem: image.problem || report.problem, data: report.data, loading: image.loading || report.loading, at: report.at,
    again: () => { image.again(); report.again(); }};
  const name = image.data ? image.data.name : 'Image';
  const health = useHealth();
  const old = image.data && Date.now() - new Date(image.data.scannedAt).getTime() > 7 * 86400000 ? `It was last scanned ${ago(image.data.scannedAt)}; scan it again.` : null;
  return html`<div class="head"><${Title} text=${name}>${name}<//><div class="right">
      ${image.data && html`<${Copy} text=${`seawall scan ${image.data.name}`}/><${Copy} label="Copy API call" text=${apiCommand(`/api/v1/scans/${image.data.scan}/report`)}/>
      <a class="button plain" href=${`/api/v1/scans/${image.data.scan}/report`} download="report.json">Save report</a>`}</div></div>
    <${Tabs} label="About this image" current=${tab} tabs=${TABS.map(([key, text]) => [key, text, `/images/${id}` + (key ? '?tab=' + key : '')])}/>
    <${States} load=${both} what="this image" partial=${report.data && tab !== 'findings' && partialText(report.data)} stale=${old || (tab === 'findings' ? null : staleText(health))}>
      ${report.data && html`<${Body} tab=${tab} image=${image.data} report=${report.data} params=${params} session=${session}/>`}<//>`;
}
