// One finding in the drawer: evidence, why it ranks here, the fix, where else, and what can be done about it.
import {html, useEffect, useState} from '../lib/view.js';
import {call, get, query} from '../lib/api.js';
import {useLoad} from '../lib/load.js';
import {Command, Dialog, Field, Refused, Severity, Time} from './parts.js';
import {States} from './states.js';

const reports = new Map();

/** The finding as its report has it; reports are kept, for one is often looked at finding by finding. */
async function inReport(finding) {
  const image = await get('/api/v1/images/' + finding.image);
  if (!reports.has(image.scan)) {
    reports.clear();
    reports.set(image.scan, await get(`/api/v1/scans/${image.scan}/report`));
  }
  const full = reports.get(image.scan).findings.find(f => f.fingerprint === finding.fingerprint);
  return {full, layers: reports.get(image.scan).target.layers || []};
}

function useFull(finding) {
  const [state, setState] = useState({data: null, problem: null, loading: true});
  const load = () => inReport(finding).then(data => setState({data, problem: null, at: new Date()}), problem => setState({data: null, problem}));
  useEffect(() => { load(); }, [finding.fingerprint, finding.image]);
  return {...state, again: load};
}

function tomorrow(days) {
  return new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);
}

/** Makes an exception; the same form for one finding and for many. */
export function ExceptForm({findings, session, onDone, onClose}) {
  const [problem, setProblem] = useState(null);
  const [where, setWhere] = useState('image');
  const [end, setEnd] = useState('date');
  const send = async event => {
    event.preventDefault();
    const {owner, reason, date} = Object.fromEntries(new FormData(event.target));
    try {
      for (const f of unique(findings, where)) {
        const body = {rule: f.id, package: f.package, owner, reason, target: where === 'image' ? f.imageName : '', untilFixed: end === 'fixed'};
        if (end === 'date') body.expiresAt = new Date(date + 'T23:59:59').toISOString();
        await call('POST', '/api/v1/exceptions', {body});
      }
      onDone();
    } catch (refused) {
      setProblem(refused);
    }
  };
  return html`<${Dialog} title=${findings.length === 1 ? 'Except ' + findings[0].id : `Except ${findings.length} findings`} onClose=${onClose}>
    <form onSubmit=${send}>
      <p class="quiet">An exception hides what it matches until it ends. It names who answers for it and why, and it is in the audit log.</p>
      <${Field} label="Where"><select value=${where} onChange=${e => setWhere(e.target.value)}>
        <option value="image">Only in ${findings.length === 1 ? findings[0].imageName : 'the images of these findings'}</option><option value="all">Everywhere</option></select><//>
      <${Field} label="Owner" help="Who answers for it"><input name="owner" required value=${session.name} maxlength="200"/><//>
      <${Field} label="Reason"><input name="reason" required maxlength="1000" autofocus/><//>
      <${Field} label="Ends"><select value=${end} onChange=${e => setEnd(e.target.value)}>
        <option value="date">on a day</option><option value="fixed">when there is a fix</option><option value="never">never</option></select><//>
      ${end === 'date' && html`<${Field} label="Day"><input type="date" name="date" required value=${tomorrow(30)} min=${tomorrow(0)}/><//>`}
      <${Refused} problem=${problem}/>
      <div class="actions"><button>Make the exception</button><button type="button" class="plain" onClick=${onClose}>Cancel</button></div>
    </form><//>`;
}

function unique(findings, where) {
  const seen = new Map();
  findings.forEach(f => seen.set([f.id, f.package, where === 'image' ? f.imageName : ''].join('\n'), f));
  return [...seen.values()];
}

const JUSTIFICATIONS = ['component_not_present', 'vulnerable_code_not_present', 'vulnerable_code_not_in_execute_path', 'vulnerable_code_cannot_be_controlled_by_adversary', 'inline_mitigations_already_exist'];

/** A statement in OpenVEX, for `seawall scan --vex` and whoever else gets the image. */
function saveVex(finding, full, session, justification, statement) {
  const now = new Date().toISOString();
  const product = {'@id': finding.imageName};
  if (full && full.package) product.subcomponents = [{'@id': full.package.purl}];
  const vex = {'@context': 'https://openvex.dev/ns/v0.2.0', '@id': `urn:seawall:${finding.fingerprint}`, author: session.name, timestamp: now, version: 1,
    statements: [{vulnerability: {name: finding.id}, timestamp: now, products: [product], status: 'not_affected', justification, impact_statement: statement}]};
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(vex, null, 2)], {type: 'application/json'}));
  link.download = `${finding.id}.openvex.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function VexForm({finding, full, session, onClose}) {
  const send = event => {
    event.preventDefault();
    const {justification, statement} = Object.fromEntries(new FormData(event.target));
    saveVex(finding, full, session, justification, statement);
    onClose();
  };
  return html`<${Dialog} title=${finding.id + ' does not affect this'} onClose=${onClose}>
    <form onSubmit=${send}><p class="quiet">Saves an OpenVEX statement. Keep it beside the image's source; scan with <code>--vex FILE</code> and the finding is not affected, with your evidence.</p>
      <${Field} label="Why"><select name="justification">${JUSTIFICATIONS.map(j => html`<option key=${j} value=${j}>${j.replaceAll('_', ' ')}</option>`)}</select><//>
      <${Field} label="Evidence"><input name="statement" required maxlength="1000" autofocus/><//>
      <div class="actions"><button>Save the statement</button><button type="button" class="plain" onClick=${onClose}>Cancel</button></div></form><//>`;
}

function place(full, layers) {
  const {path, line, layer, shadowed} = full.location || {};
  const at = layers.findIndex(l => l.diffId === layer);
  return html`<span class="mono">${path || '-'}${line ? ':' + line : ''}</span>${at >= 0 && html`, layer ${at + 1}${layers[at].base ? ' (base image)' : ''}`}${shadowed ? ', removed by a later layer but still in the image' : ''}`;
}

function fixText(fix) {
  if (!fix) return 'none known';
  if (fix.patch) return fix.patch;
  if (fix.version) return `Update to ${fix.version}`;
  return {'not-fixed': 'There is no fix yet', 'wont-fix': 'The vendor will not fix it', fixed: 'There is a fix'}[fix.state] || 'Not known';
}

function Full({finding, full, layers}) {
  const factors = (full.priority && full.priority.factors) || [];
  return html`<dl>
    <dt>Evidence</dt><dd>${full.evidence || 'none given'}</dd>
    <dt>Where</dt><dd>${place(full, layers)}</dd>
    ${full.package && html`<dt>Package</dt><dd>${full.package.name} ${full.package.version}</dd>`}
    <dt>Fix</dt><dd>${fixText(full.fix)}</dd>
    <dt>Ranks here for</dt><dd>${finding.priority} points${factors.length ? ': ' + factors.join(', ') : ', by its severity alone'}</dd>
    ${(full.cvss || []).length > 0 && html`<dt>CVSS</dt><dd>${full.cvss.map(c => html`<div key=${c.vector}>${c.score} <span class="mono">${c.vector}</span> (${c.source})</div>`)}</dd>`}
    <dt>Exploited</dt><dd>${full.kev ? 'yes, on the list of CISA' : 'not on the list of CISA'}${full.epss === null || full.epss === undefined ? '' : `, EPSS ${(full.epss * 100).toFixed(1)} %`}</dd>
    ${full.reason && html`<dt>Reason</dt><dd>${full.reason}</dd>`}
    ${(full.practices || []).length > 0 && html`<dt>Practices</dt><dd>${full.practices.join(', ')}</dd>`}
    ${(full.controls || []).length > 0 && html`<dt>Controls</dt><dd>${full.controls.join(', ')}</dd>`}
    ${(full.aliases || []).length > 0 && html`<dt>Also known as</dt><dd>${full.aliases.join(', ')}</dd>`}
    ${(full.references || []).length > 0 && html`<dt>References</dt><dd>${full.references.filter(r => /^https?:/.test(r)).map(r => html`<div key=${r}><a href=${r} rel="noreferrer noopener" target="_blank">${r}</a></div>`)}</dd>`}
  </dl>`;
}

function Elsewhere({finding}) {
  const load = useLoad('/api/v1/findings' + query({rule: finding.id, package: finding.package, limit: 20}));
  const others = load.data ? load.data.items.filter(f => f.image !== finding.image) : [];
  const names = [...new Map(others.map(f => [f.image, f.imageName])).entries()];
  return html`<h3>Elsewhere</h3><${States} load=${load} what="other places">
    ${names.length === 0 ? html`<p class="quiet">Nowhere else that was scanned.</p>`
    : html`<ul class="plainlist">${names.map(([id, name]) => html`<li key=${id}><a href=${'/images/' + id}>${name}</a></li>`)}</ul>`}<//>`;
}

/** The drawer. */
export function FindingDrawer({finding, session, onClose, onChanged}) {
  const load = useFull(finding);
  const [form, setForm] = useState(null);
  const may = session.permissions.includes('exceptions:write');
  return html`<${Dialog} drawer title=${finding.id} onClose=${onClose}>
    <p><${Severity} of=${finding.severity}/> <strong>${finding.title}</strong></p>
    <p>In <a href=${'/images/' + finding.image}>${finding.imageName}</a>, first seen <${Time} at=${finding.firstSeen}/>, ${finding.status}.</p>
    <div class="actions">
      ${may && finding.status === 'open' && html`<button onClick=${() => setForm('except')}>Except</button>`}
      ${finding.kind === 'vulnerability' && html`<button class="plain" onClick=${() => setForm('vex')}>Not affected (VEX)</button>`}</div>
    <${States} load=${load} what="this finding">${load.data && (load.data.full ? html`<${Full} finding=${finding} ...${load.data}/>` : html`<p>A newer scan no longer has it.</p>`)}<//>
    <${Elsewhere} finding=${finding}/>
    <h3>On the command line</h3><${Command} text=${`seawall scan ${finding.imageName} --explain ${finding.id}`}/>
    ${form === 'except' && html`<${ExceptForm} findings=${[finding]} session=${session} onClose=${() => setForm(null)} onDone=${() => { setForm(null); onChanged(); }}/>`}
    ${form === 'vex' && html`<${VexForm} finding=${finding} full=${load.data && load.data.full} session=${session} onClose=${() => setForm(null)}/>`}
  <//>`;
}
