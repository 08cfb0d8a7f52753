// Small things that several pages show.
import {cloneElement, html, useEffect, useRef, useState} from '../lib/view.js';
import {ago, exact, number, SEVERITIES} from '../lib/words.js';

export function Severity({of}) {
  return html`<span class=${'badge ' + of.toLowerCase()}>${of.toLowerCase()}</span>`;
}

/** Findings by severity in one line; zeros are left out, "none" says that all were looked for. */
export function Counts({of}) {
  const some = SEVERITIES.filter(s => of[s] > 0);
  if (some.length === 0) return html`<span class="quiet">none</span>`;
  return html`<span class="counts">${some.map(s => html`<span key=${s} class=${'badge ' + s.toLowerCase()}>
    ${number(of[s])} ${s.toLowerCase()}</span>`)}</span>`;
}

export function Time({at}) {
  return at ? html`<time datetime=${at} title=${exact(at)}>${ago(at)}</time>` : html`<span class="quiet">never</span>`;
}

/** Puts a command on the clipboard and says so where it was pressed. */
export function Copy({text, label = 'Copy as command'}) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch (e) {
      setSaid('The browser refused; select it below');
    }
    setTimeout(() => setSaid(s => (s === 'Copied' ? '' : s)), 2000);
  };
  return html`<span class="copy"><button class="plain" onClick=${copy} title=${text}>${label}</button>
    <span role="status">${said}</span>${said.startsWith('The') && html`<code>${text}</code>`}</span>`;
}

/** A command in full with its button. */
export function Command({text}) {
  return html`<div class="command"><pre tabindex="0" aria-label="Command">${text}</pre><${Copy} text=${text} label="Copy"/></div>`;
}

/** The API call a page made, as a command. */
export function apiCommand(path) {
  return `curl -H "Authorization: Bearer $SEAWALL_TOKEN" '${location.origin}${path}'`;
}

/** The page's heading; gets the focus when the page changes, so that a screen reader says where one is. */
export function Title({children, text, quiet}) {
  const heading = useRef();
  useEffect(() => {
    document.title = (text || children) + ' · Seawall';
    if (document.body.dataset.moved) heading.current.focus({preventScroll: true});
    document.body.dataset.moved = 'yes';
  }, [location.pathname]);
  return html`<h1 tabindex="-1" ref=${heading} class=${quiet ? 'quiet' : ''}>${children}</h1>`;
}

let dialogs = 0;
let fields = 0;

/** A drawer or box over the page; Escape closes it and the focus goes back. */
export function Dialog({title, onClose, drawer, children}) {
  const box = useRef();
  const [id] = useState(() => 'dialog-' + ++dialogs);
  useEffect(() => {
    const element = box.current;
    element.showModal();
    return () => element.close(); // which gives the focus back
  }, []);
  return html`<dialog ref=${box} class=${drawer ? 'drawer' : ''} aria-labelledby=${id} onCancel=${e => { e.preventDefault(); onClose(); }}
      onClick=${e => e.target === box.current && onClose()}>
    <div class="inside"><header><h2 id=${id}>${title}</h2><button class="plain" onClick=${onClose} aria-label="Close">✕</button></header>
    ${children}</div></dialog>`;
}

/** A labelled field; its help is read after its name, not as part of it. */
export function Field({label, help, children}) {
  const [id] = useState(() => 'help-' + ++fields);
  return html`<div class="field"><label><span>${label}</span>${help ? cloneElement(children, {'aria-describedby': id}) : children}</label>
    ${help && html`<small id=${id}>${help}</small>`}</div>`;
}

/** Links that look like tabs; each is an address. */
export function Tabs({label, tabs, current}) {
  return html`<nav class="tabs" aria-label=${label}><ul>${tabs.map(([key, name, href]) => html`<li key=${key}>
    <a href=${href} aria-current=${key === current ? 'page' : null}>${name}</a></li>`)}</ul></nav>`;
}

/** What went wrong with a form. */
export function Refused({problem}) {
  return problem && html`<p class="refused" role="alert"><strong>${problem.title}.</strong> ${problem.message}</p>`;
}
