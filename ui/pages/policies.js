// Policies with their mode, and every exception with who answers for it and until when.
import {html, useEffect, useState} from '../lib/view.js';
import {call} from '../lib/api.js';
import {useLoad, usePages} from '../lib/load.js';
import {navigate} from '../lib/router.js';
import {apiCommand, Copy, Field, Refused, Tabs, Time, Title} from '../part/parts.js';
import {States} from '../part/states.js';
import {More, Table} from '../part/table.js';

function Flags({of}) {
  if (of.expired) return html`<span class="badge fail">expired</span>`;
  if (of.hits === 0) return html`<span class="badge observe">never hit</span>`;
  return html`<span class="badge pass">in use</span>`;
}

function useAction(again) {
  const [problem, setProblem] = useState(null);
  const run = work => work().then(() => { setProblem(null); again(); }, setProblem);
  return [problem, run];
}

async function removeException(id) {
  const {etag} = await call('GET', '/api/v1/exceptions/' + id);
  await call('DELETE', '/api/v1/exceptions/' + id, {etag});
}

function Exceptions({session}) {
  const path = '/api/v1/exceptions?limit=50';
  const load = usePages(path);
  const [problem, run] = useAction(load.again);
  const may = session.permissions.includes('exceptions:write');
  const columns = [
    {head: 'Rule', main: true, cell: e => html`<a data-main href=${'/findings?status=excepted&rule=' + encodeURIComponent(e.rule)}>${e.rule}</a> ${e.package}`},
    {head: 'Where', cell: e => e.target || 'everywhere'}, {head: 'Owner', cell: e => e.owner}, {head: 'Reason', cell: e => e.reason},
    {head: 'Ends', cell: e => (e.untilFixed ? 'when fixed' : e.expiresAt ? html`<${Time} at=${e.expiresAt}/>` : 'never')},
    {head: 'Hits', number: true, cell: e => e.hits}, {head: 'State', cell: e => html`<${Flags} of=${e}/>`},
    ...(may ? [{head: 'Remove', cell: e => html`<button class="plain" aria-label=${'Remove the exception of ' + e.rule} onClick=${() => run(() => removeException(e.id))}>Remove</button>`}] : [])];
  return html`<div class="actions"><${Copy} text=${`seawall exception list --server ${location.origin}`}/></div><${Refused} problem=${problem}/>
    <${States} load=${load} rows=${load.data ? load.data.items.length : undefined} what="exceptions" empty=${html`<p><strong>No exceptions.</strong> Except a finding where you see it: <a href="/findings">findings</a>.</p>`}>
    <${Table} caption="Exceptions" columns=${columns} rows=${load.data ? load.data.items : []} id=${e => e.id}/>${load.data && html`<${More} load=${load} what="exceptions"/>`}<//>`;
}

const COLUMNS = [
  {head: 'Name', main: true, cell: p => html`<a data-main href=${'/policies/' + p.name}>${p.name}</a>`},
  {head: 'Mode', cell: p => html`<span class=${'badge ' + p.mode}>${p.mode}</span>`},
  {head: 'Changed', cell: p => html`<${Time} at=${p.updatedAt}/> by ${p.updatedBy}`}];

function List({session}) {
  const load = useLoad('/api/v1/policies');
  const rows = load.data ? load.data.items : [];
  return html`<div class="actions">${session.permissions.includes('policies:write') && html`<a class="button" href="/policies/new">New policy</a>`}<${Copy} text=${apiCommand('/api/v1/policies')}/></div>
    <${States} load=${load} rows=${load.data ? rows.length : undefined} what="policies" empty=${html`<p><strong>No policy of your own.</strong> Scans are judged by the default policy until there is one.</p>`}>
    <${Table} caption="Policies" columns=${COLUMNS} rows=${rows} id=${p => p.name}/><//>`;
}

function Editor({name, session}) {
  const isNew = name === 'new';
  const [etag, setEtag] = useState(null);
  const load = useLoad(isNew ? null : '/api/v1/policies/' + encodeURIComponent(name));
  const [problem, setProblem] = useState(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (!isNew) call('GET', '/api/v1/policies/' + encodeURIComponent(name)).then(r => setEtag(r.etag), setProblem);
  }, [name]);
  const may = session.permissions.includes('policies:write');
  const save = async event => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target));
    try {
      const target = isNew ? fields.name : name;
      const saved = await call('PUT', '/api/v1/policies/' + encodeURIComponent(target), {etag, body: {content: fields.content, mode: fields.mode}});
      setEtag(saved.etag);
      setProblem(null);
      setSaid('Saved.');
      if (isNew) navigate('/policies/' + target, {replace: true});
    } catch (refused) {
      setProblem(refused);
    }
  };
  const shown = isNew ? {content: '', mode: 'observe'} : load.data;
  const state = isNew ? {data: shown, problem: null, loading: false} : load;
  return html`<div class="head"><${Title} text=${isNew ? 'New policy' : name}>${isNew ? 'New policy' : name}<//></div>
    <${States} load=${state} what="this policy">${shown && html`<form class="card" onSubmit=${save}>
      ${isNew && html`<${Field} label="Name" help="Small letters, digits, dots and dashes"><input name="name" required maxlength="63" pattern="[a-z0-9][a-z0-9.\\-]*"/><//>`}
      <${Field} label="Mode" help="Observe says what it would refuse; enforce refuses"><select name="mode" value=${shown.mode} disabled=${!may}>
        ${['off', 'observe', 'enforce'].map(m => html`<option key=${m} value=${m} selected=${m === shown.mode}>${m}</option>`)}</select><//>
      <div class="field wide"><label><span>Policy</span><textarea name="content" spellcheck="false" readonly=${!may} defaultValue=${shown.content}></textarea></label></div>
      <${Refused} problem=${problem}/><div class="actions">${may && html`<button>Save</button>`}<span role="status">${said}</span></div></form>`}<//>`;
}

export default function Policies({rest, session}) {
  if (rest[0] && rest[0] !== 'exceptions') return html`<${Editor} key=${rest[0]} name=${decodeURIComponent(rest[0])} session=${session}/>`;
  const tab = rest[0] || '';
  return html`<div class="head"><${Title}>Policies<//></div>
    <${Tabs} label="Policies" current=${tab} tabs=${[['', 'Policies', '/policies'], ['exceptions', 'Exceptions', '/policies/exceptions']]}/>
    ${tab ? html`<${Exceptions} session=${session}/>` : html`<${List} session=${session}/>`}`;
}
