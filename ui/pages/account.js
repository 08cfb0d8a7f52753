// What somebody changes about themselves: password and second factor.
import {html, useState} from '../lib/view.js';
import {call} from '../lib/api.js';
import {Field, Refused} from '../part/parts.js';

/** A form whose answer is shown in its place; `send` gets the fields. */
function Form({button, send, onDone, children}) {
  const [problem, setProblem] = useState(null);
  const submit = event => {
    event.preventDefault();
    send(Object.fromEntries(new FormData(event.target))).then(answer => onDone(answer && answer.data), setProblem);
  };
  return html`<form onSubmit=${submit}>${children}<${Refused} problem=${problem}/><button>${button}</button></form>`;
}

function Password() {
  const [done, setDone] = useState(false);
  if (done) return html`<p role="status">Changed. <a href="/login">Log in again</a>; all your sessions have ended.</p>`;
  return html`<${Form} button="Change the password" onDone=${() => setDone(true)} send=${body => call('PUT', '/api/v1/me/password', {body: body.code ? body : {password: body.password, newPassword: body.newPassword}})}>
    <${Field} label="Password now"><input name="password" type="password" autocomplete="current-password" required maxlength="256"/><//>
    <${Field} label="Code" help="Where a second factor is on"><input name="code" autocomplete="one-time-code" maxlength="40"/><//>
    <${Field} label="New password"><input name="newPassword" type="password" autocomplete="new-password" required maxlength="256"/><//><//>`;
}

function SecondFactor() {
  const [started, setStarted] = useState(null);
  const [codes, setCodes] = useState(null);
  const [problem, setProblem] = useState(null);
  if (codes) return html`<div role="status"><p><strong>It is on.</strong> Keep these recovery codes; each works once:</p><pre tabindex="0">${codes.join('\n')}</pre></div>`;
  if (!started) return html`<${Refused} problem=${problem}/><button class="plain" onClick=${() => call('POST', '/api/v1/me/second-factor').then(r => setStarted(r.data), setProblem)}>Set up a second factor</button>`;
  return html`<p>Add this to an authenticator, then type the code it shows:</p><p class="mono">${started.secret}</p><p><a href=${started.uri}>Open in an authenticator on this device</a></p>
    <${Form} button="Turn it on" onDone=${data => setCodes(data.recoveryCodes)} send=${({code}) => call('PUT', '/api/v1/me/second-factor', {body: {secret: started.secret, code}})}>
      <${Field} label="Code"><input name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="10"/><//><//>`;
}

export function Account({session}) {
  return html`<div class="cards"><section class="card"><h2>${session.name}</h2><p>Roles: ${session.grants.map(g => g.role + (g.scope === '*' ? '' : ' of ' + g.scope)).join(', ') || 'none'}</p></section>
    <section class="card"><h2>Second factor</h2><${SecondFactor}/></section><section class="card"><h2>Password</h2><${Password}/></section></div>`;
}
