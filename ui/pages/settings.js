// Accounts, tokens, agents, jobs and the audit log, as plain tables; connecting more; the own account.
import {html, useState} from '../lib/view.js';
import {call, query} from '../lib/api.js';
import {useLoad, usePages} from '../lib/load.js';
import {navigate, withParams} from '../lib/router.js';
import {apiCommand, Command, Copy, Field, Refused, Tabs, Time, Title} from '../part/parts.js';
import {States} from '../part/states.js';
import {More, Table} from '../part/table.js';
import {Connect} from './first.js';
import {Account} from './account.js';

const ROLES = ['viewer', 'auditor', 'operator', 'owner'];

function useAction(again) {
  const [problem, setProblem] = useState(null);
  const [result, setResult] = useState(null);
  const run = work => work().then(answer => { setProblem(null); setResult(answer && answer.data); again(); }, setProblem);
  return {problem, result, run};
}

function List({load, path, what, caption, columns, id, empty, action, children}) {
  const rows = load.data ? load.data.items : [];
  return html`<div class="actions"><${Copy} text=${apiCommand(path)}/></div><${Refused} problem=${action && action.problem}/>${children}
    <${States} load=${load} rows=${load.data ? rows.length : undefined} what=${what} empty=${html`<p><strong>${empty}</strong></p>`}>
    <${Table} caption=${caption} columns=${columns} rows=${rows} id=${id}/>${load.data && html`<${More} load=${load} what=${what}/>`}<//>`;
}

function Remove({label, name, onClick}) {
  return html`<button class="plain" aria-label=${label + ' ' + name} onClick=${onClick}>${label}</button>`;
}

const grantsOf = list => list.map(g => g.role + (g.scope && g.scope !== '*' ? ' of ' + g.scope : '')).join(', ') || 'none';

function Users({session}) {
  const path = '/api/v1/users?limit=50';
  const load = usePages(path);
  const action = useAction(load.again);
  const may = session.permissions.includes('users:write');
  const add = event => {
    event.preventDefault();
    const form = event.target;
    const {name, kind, password, role} = Object.fromEntries(new FormData(form));
    const body = {name, kind, grants: [{role, scope: '*'}]};
    if (kind === 'user') body.password = password;
    action.run(() => call('POST', '/api/v1/users', {body}).then(() => form.reset()));
  };
  const columns = [
    {head: 'Name', main: true, cell: u => html`<strong>${u.name}</strong>`}, {head: 'Kind', cell: u => (u.kind === 'robot' ? 'robot' : 'person')}, {head: 'Roles', cell: u => grantsOf(u.grants)},
    {head: 'Second factor', cell: u => (u.secondFactor ? 'on' : html`<span class=${u.kind === 'user' ? 'badge observe' : 'quiet'}>off</span>`)},
    {head: 'State', cell: u => (u.disabled ? 'disabled' : u.lockedUntil && new Date(u.lockedUntil) > Date.now() ? 'locked' : 'active')}, {head: 'Made', cell: u => html`<${Time} at=${u.createdAt}/>`},
    ...(may ? [{head: 'Remove', cell: u => u.id !== session.id && html`<${Remove} label="Remove" name=${u.name} onClick=${() => action.run(() => call('DELETE', '/api/v1/users/' + u.id))}/>`}] : [])];
  return html`<${List} load=${load} path=${path} what="users" caption="Users" columns=${columns} id=${u => u.id} empty="No users." action=${action}>
    ${may && html`<details class="card"><summary>Add a user</summary><form onSubmit=${add}>
      <${Field} label="Name"><input name="name" required maxlength="63" autocomplete="off"/><//><${Field} label="Kind"><select name="kind"><option value="user">person</option><option value="robot">robot</option></select><//>
      <${Field} label="First password" help="For persons"><input name="password" type="password" maxlength="256" autocomplete="new-password"/><//>
      <${Field} label="Role" help="viewer reads, auditor reads users and the audit log too, operator changes, owner may do everything"><select name="role">${ROLES.map(r => html`<option key=${r}>${r}</option>`)}</select><//><button>Add</button></form></details>`}<//>`;
}

function Tokens() {
  const load = useLoad('/api/v1/tokens');
  const action = useAction(load.again);
  const add = event => {
    event.preventDefault();
    const {name, role} = Object.fromEntries(new FormData(event.target));
    action.run(() => call('POST', '/api/v1/tokens', {body: {name, role}}));
  };
  const columns = [
    {head: 'Name', main: true, cell: t => html`<strong>${t.name}</strong>`}, {head: 'Role', cell: t => t.role}, {head: 'Scope', cell: t => t.scope}, {head: 'Used', cell: t => html`<${Time} at=${t.usedAt}/>`},
    {head: 'Ends', cell: t => html`<${Time} at=${t.expiresAt}/>`},
    {head: 'Revoke', cell: t => html`<${Remove} label="Revoke" name=${t.name} onClick=${() => action.run(() => call('DELETE', '/api/v1/tokens/' + t.id))}/>`}];
  return html`<${List} load=${load} path="/api/v1/tokens" what="tokens" caption="Your tokens" columns=${columns} id=${t => t.id} empty="No tokens." action=${action}>
    ${action.result && action.result.secret && html`<section class="card" role="status"><p>Shown once:</p><${Command} text=${'export SEAWALL_TOKEN=' + action.result.secret}/></section>`}
    <details class="card"><summary>Make a token</summary><form onSubmit=${add}><${Field} label="Name" help="What uses it"><input name="name" required maxlength="100"/><//>
      <${Field} label="Role" help="At most what you may do yourself"><select name="role">${ROLES.map(r => html`<option key=${r}>${r}</option>`)}</select><//><button>Make</button></form></details><//>`;
}

function Agents({session}) {
  const path = '/api/v1/agents?limit=50';
  const load = usePages(path);
  const action = useAction(load.again);
  const may = session.permissions.includes('agents:write');
  const columns = [
    {head: 'Name', main: true, cell: a => html`<a data-main href=${'/runtime?agent=' + a.id}>${a.name}</a>`}, {head: 'State', cell: a => html`<span class=${'badge ' + (a.state === 'online' ? 'online' : 'fail')}>${a.state}</span>`},
    {head: 'Group', cell: a => a.group}, {head: 'Version', cell: a => a.version}, {head: 'Heard', cell: a => html`<${Time} at=${a.seenAt}/>`}, {head: 'Certificate ends', cell: a => html`<${Time} at=${a.certificateEndsAt}/>`},
    ...(may ? [{head: 'Revoke', cell: a => a.state !== 'revoked' && html`<${Remove} label="Revoke" name=${a.name} onClick=${() => action.run(() => call('DELETE', '/api/v1/agents/' + a.id))}/>`}] : [])];
  return html`<${List} load=${load} path=${path} what="agents" caption="Agents" columns=${columns} id=${a => a.id} empty="No agent is enrolled." action=${action}>
    ${may && html`<${Connect}/>`}<//>`;
}

function Jobs({session}) {
  const path = '/api/v1/jobs?limit=50';
  const load = usePages(path);
  const action = useAction(load.again);
  const may = session.permissions.includes('jobs:write');
  const columns = [
    {head: 'Job', main: true, cell: j => html`<strong>${j.kind}</strong>`}, {head: 'State', cell: j => html`<span class=${'badge ' + j.state}>${j.cancelling ? 'cancelling' : j.state}</span>`},
    {head: 'Progress', cell: j => (j.total ? html`${j.done} of ${j.total} <progress value=${j.done} max=${j.total} aria-label=${'Progress of ' + j.kind}></progress>` : html`<span class="quiet">not known</span>`)},
    {head: 'Tries', number: true, cell: j => j.attempts}, {head: 'Says', cell: j => j.message}, {head: 'Made', cell: j => html`<${Time} at=${j.createdAt}/>`},
    ...(may ? [{head: 'Cancel', cell: j => !j.endedAt && html`<${Remove} label="Cancel" name=${j.kind} onClick=${() => action.run(() => call('POST', `/api/v1/jobs/${j.id}/cancellation`))}/>`}] : [])];
  return html`<${List} load=${load} path=${path} what="jobs" caption="Jobs" columns=${columns} id=${j => j.id} empty="No job has run yet." action=${action}/>`;
}

const AUDIT_COLUMNS = [
  {head: 'Number', number: true, cell: l => l.number}, {head: 'When', main: true, cell: l => html`<${Time} at=${l.at}/>`}, {head: 'Who', cell: l => l.actor}, {head: 'From', cell: l => l.address},
  {head: 'Action', cell: l => l.action}, {head: 'Subject', cell: l => l.subject}, {head: 'Outcome', cell: l => html`<span class=${'badge ' + (l.outcome === 'ok' ? 'ok' : 'fail')}>${l.outcome}</span>`}, {head: 'Detail', cell: l => l.detail}];

function Audit({params}) {
  const path = '/api/v1/audit' + query({actor: params.get('actor'), action: params.get('action'), limit: 50});
  const load = usePages(path);
  const [chain, setChain] = useState(null);
  const [problem, setProblem] = useState(null);
  const field = name => html`<label>${name[0].toUpperCase() + name.slice(1)}<input type="search" value=${params.get(name) || ''} onChange=${e => navigate(withParams({[name]: e.target.value.trim()}), {replace: true})}/></label>`;
  const verify = () => call('GET', '/api/v1/audit/verification').then(r => setChain(r.data), setProblem);
  return html`<div class="actions"><${Copy} text=${apiCommand(path)}/><button class="plain" onClick=${verify}>Verify the chain</button>
      <span role="status">${chain && (chain.whole ? `All ${chain.lines} lines are whole.` : `Broken: ${chain.fault}`)}</span></div><${Refused} problem=${problem}/>
    <div class="filters" role="group" aria-label="Filters">${field('actor')}${field('action')}</div>
    <${States} load=${load} rows=${load.data ? load.data.items.length : undefined} what="lines" filtered=${params.get('actor') || params.get('action')} onClear=${() => navigate('/settings/audit', {replace: true})} empty="The log is empty.">
    <${Table} caption="Audit log" columns=${AUDIT_COLUMNS} rows=${load.data ? load.data.items : []} id=${l => l.number}/>${load.data && html`<${More} load=${load} what="lines"/>`}<//>`;
}

const TABS = {users: ['Users', Users], tokens: ['Tokens', Tokens], agents: ['Agents', Agents], jobs: ['Jobs', Jobs], audit: ['Audit log', Audit], connect: ['Connect', Connect], account: ['Your account', Account]};

export default function Settings({rest, ...more}) {
  const tab = rest[0] || 'users';
  const [name, body] = TABS[tab] || ['Not found', () => html`<p>There is no such page.</p>`];
  return html`<div class="head"><${Title} text=${name + ' · Settings'}>Settings: ${name}<//></div>
    <${Tabs} label="Settings" current=${tab} tabs=${Object.entries(TABS).map(([key, [text]]) => [key, text, '/settings/' + key])}/><${body} ...${more}/>`;
}
