// First run: the one-time link makes the administrator; the steps after it may be left out and come again in Settings.
import {html, useEffect, useState} from '../lib/view.js';
import {call, get} from '../lib/api.js';
import {Command, Field, Refused, Severity, Title} from '../part/parts.js';

function Administrator({onSession}) {
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const [secret] = useState(() => location.hash.slice(1));
  const send = async event => {
    event.preventDefault();
    const {name, password, again} = Object.fromEntries(new FormData(event.target));
    if (password !== again) {
      setProblem({title: 'Typed differently', message: 'The two passwords are not the same.'});
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const session = (await call('POST', '/api/v1/first', {body: {secret, name, password}})).data;
      history.replaceState(null, '', '/first');
      onSession(session, true);
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
    }
  };
  if (!secret) return html`<div class="card narrow"><${Title} text="First run">This server has no administrator yet<//>
    <p>Whoever started it saw a link that works once, within 24 hours. Open that link. A restart of the server prints a new one.</p></div>`;
  return html`<div class="card narrow"><${Title} text="First run">Make the administrator<//>
    <p class="quiet">Step 1 of 2. The link you came by works once.</p>
    <form onSubmit=${send}>
      <${Field} label="Name" help="Small letters, digits, dots and dashes"><input name="name" autocomplete="username" required maxlength="63" autofocus/><//>
      <${Field} label="Password" help="A few words that do not belong together are better than one odd word"><input name="password" type="password" autocomplete="new-password" required maxlength="256"/><//>
      <${Field} label="Password again"><input name="again" type="password" autocomplete="new-password" required maxlength="256"/><//>
      <${Refused} problem=${problem}/>
      <button disabled=${busy}>Make the administrator</button>
    </form></div>`;
}

/** A button that asks the server for a secret, and then the command that uses it. */
function Secret({label, make, command}) {
  const [made, setMade] = useState(null);
  const [problem, setProblem] = useState(null);
  if (made) return html`<p>Shown once:</p><${Command} text=${command(made)}/>`;
  return html`<${Refused} problem=${problem}/><button class="plain" onClick=${() => make().then(r => setMade(r.data), setProblem)}>${label}</button>`;
}

function FirstFinding() {
  const [found, setFound] = useState(null);
  useEffect(() => {
    const look = () => get('/api/v1/findings?limit=1').then(page => page.items[0] && setFound(page), () => {});
    look();
    const timer = setInterval(look, 3000);
    return () => clearInterval(timer);
  }, []);
  if (!found) return html`<p role="status" class="quiet">No finding yet. This page shows the first one as soon as a scan comes in.</p>`;
  const worst = found.items[0];
  return html`<p role="status"><${Severity} of=${worst.severity}/> <strong>${worst.id}</strong> ${worst.title} in <a href=${'/images/' + worst.image}>${worst.imageName}</a>;
    ${found.total} in all. <a href="/findings">Open findings</a></p>`;
}

export function Connect() {
  const scan = made => `export SEAWALL_TOKEN=${made.secret}\nseawall scan IMAGE --server ${location.origin}`;
  return html`<div class="cards">
    <section class="card"><h2>Scan an image</h2><p>A scan with <code>--server</code> is stored here as well. From a shell of your own:</p><${Command} text=${`seawall login ${location.origin}\nseawall scan IMAGE --server ${location.origin}`}/><p>From a pipeline, with a token that may store scans:</p>
      <${Secret} label="Make a token for scans" command=${scan} make=${() => call('POST', '/api/v1/tokens', {body: {name: 'scans ' + new Date().toISOString().slice(0, 19), role: 'operator'}})}/></section>
    <section class="card"><h2>Enrol a host</h2><p>The agent tells what runs there. The enrolment token is good once, within the hour.</p>
      <${Secret} label="Make an enrolment token" command=${made => `seawall agent --server ${location.origin} --token ${made.token}`} make=${() => call('POST', '/api/v1/enrolment-tokens', {body: {}})}/></section>
    <section class="card"><h2>Protect your account</h2><p>A second factor keeps a stolen password from being enough.</p>
      <p><a class="button plain" href="/settings/account">Set up a second factor</a></p></section>
    <section class="card"><h2>Let others in</h2><p>Give each person and each pipeline an account of its own, with the least that it needs.</p>
      <p><a class="button plain" href="/settings/users">Add users</a></p></section></div>`;
}

export default function First({session, onSession, onDone}) {
  if (!session.signedIn) {
    return session.firstRun ? html`<${Administrator} onSession=${onSession}/>` : html`<div class="card narrow"><${Title} text="First run">This server has its administrator<//>
      <p><a class="button" href="/login">Log in</a></p></div>`;
  }
  return html`<div class="head"><${Title} text="First run">Connect something<//><div class="right"><button onClick=${onDone}>Go to the overview</button></div></div>
    <p class="quiet">Step 2 of 2. Each of these may be left out now; Settings has them all.</p>
    <${Connect}/><section class="card"><h2>First finding</h2><${FirstFinding}/></section>`;
}
