// Logging in; asks for the second factor only where there is one.
import {html, useState} from '../lib/view.js';
import {call} from '../lib/api.js';
import {Field, Refused, Title} from '../part/parts.js';

export default function Login({onSession}) {
  const [problem, setProblem] = useState(null);
  const [needsCode, setNeedsCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const send = async event => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const fields = Object.fromEntries(new FormData(event.target));
      onSession((await call('POST', '/api/v1/login', {body: fields})).data);
    } catch (refused) {
      if (refused.title === 'Code needed') setNeedsCode(true);
      setProblem(refused);
      setBusy(false);
    }
  };
  return html`<div class="card narrow"><${Title} text="Log in">Log in to Seawall<//>
    <form onSubmit=${send}>
      <p></p>
      <${Field} label="Name"><input name="name" autocomplete="username" required maxlength="63" autofocus/><//>
      <${Field} label="Password"><input name="password" type="password" autocomplete="current-password" required maxlength="256"/><//>
      ${needsCode && html`<${Field} label="Code" help="Of your authenticator, or a recovery code"><input name="code" autocomplete="one-time-code" required maxlength="40"/><//>`}
      <${Refused} problem=${problem}/>
      <button disabled=${busy}>Log in</button>
    </form></div>`;
}
