// The frame: who is here, where one is, the menu. Each page is a module of its own, loaded when it is first opened.
import {html, render, useEffect, useState} from './lib/view.js';
import {call, get, useSession, whenSignedOut} from './lib/api.js';
import {navigate, useAddress} from './lib/router.js';
import {Health} from './part/health.js';
import {Title} from './part/parts.js';

// first part of the address -> [module, name in the menu]; Site.java has the same list
const PAGES = {
  '': ['overview', 'Overview'],
  findings: ['findings', 'Findings'],
  images: ['images', 'Images'],
  runtime: ['runtime', 'Runtime'],
  policies: ['policies', 'Policies'],
  settings: ['settings', 'Settings'],
  compare: ['compare', null],
};

const modules = new Map();

/** The component of a page; loads its module at first. */
function usePage(name) {
  const [, again] = useState(0);
  useEffect(() => {
    if (!modules.has(name)) {
      import(`./pages/${name}.js`)
        .then(module => modules.set(name, {page: module.default}), problem => modules.set(name, {problem}))
        .then(() => again(n => n + 1));
    }
  }, [name]);
  return modules.get(name);
}

function Page({name, ...more}) {
  const found = usePage(name);
  if (!found) return html`<p class="quiet" role="status">Loading the page.</p>`;
  if (found.problem) return html`<div class="state error" role="alert"><p><strong>Tried to load the page but failed</strong> because ${found.problem.message}</p>
    <p><button onClick=${() => location.reload()}>Load again</button></p></div>`;
  return html`<${found.page} ...${more}/>`;
}

function toggleTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  try {
    localStorage.setItem('theme', root.dataset.theme);
  } catch (e) { /* it holds until the page is left */ }
  dispatchEvent(new Event('themechange'));
}

async function logOut() {
  await call('POST', '/api/v1/logout').catch(() => {});
  location.assign('/login');
}

function search(event) {
  event.preventDefault();
  const text = new FormData(event.target).get('q').trim();
  if (text) navigate('/findings?q=' + encodeURIComponent(text));
}

function Top({session}) {
  return html`<header class="top">
    <a class="skip" href="#main" onClick=${e => { e.preventDefault(); document.getElementById('main').focus(); }}>Skip to the content</a>
    <a class="brand" href="/"><img src=${new URL('./icon.svg', import.meta.url).href} alt="" width="20" height="20"/>Seawall</a>
    <form role="search" onSubmit=${search}><label><span class="unseen">Search findings</span>
      <input type="search" name="q" id="search" placeholder="CVE, package or words  ( / )" maxlength="200"/></label></form>
    <div class="right"><${Health}/><button class="plain" onClick=${toggleTheme}>Light or dark</button>
      <a href="/settings/account">${session.name}</a><button class="plain" onClick=${logOut}>Log out</button></div></header>`;
}

function Menu({current}) {
  return html`<nav class="menu" aria-label="Pages"><ul>${Object.entries(PAGES).filter(([, [, name]]) => name).map(([key, [, name]]) => html`
    <li key=${key}><a href=${'/' + key} aria-current=${key === current ? 'page' : null}>${name}</a></li>`)}</ul></nav>`;
}

function NotFound() {
  return html`<div class="card"><${Title} text="Not found">There is no such page<//><p>Start from the <a href="/">overview</a>.</p></div>`;
}

function Frame({session}) {
  const {path, params} = useAddress();
  const [first, ...rest] = path.slice(1).split('/');
  const page = PAGES[first];
  return html`<${Top} session=${session}/><div class="frame"><${Menu} current=${first}/>
    <main id="main" tabindex="-1">${page ? html`<${Page} name=${page[0]} rest=${rest} params=${params} session=${session}/>` : html`<${NotFound}/>`}</main></div>`;
}

/** Outside of a session only two pages are there. */
function Door({session, onSession}) {
  const {path} = useAddress();
  const name = path === '/first' || session.firstRun ? 'first' : 'login';
  return html`<main id="main" tabindex="-1"><${Page} name=${name} session=${session} onSession=${onSession}/></main>`;
}

function App() {
  const [session, setSession] = useState(null);
  const [problem, setProblem] = useState(null);
  const [welcome, setWelcome] = useState(false);
  const know = known => {
    useSession(known);
    setSession(known);
  };
  useEffect(() => {
    whenSignedOut(() => get('/api/v1/session').then(know, () => {}));
    get('/api/v1/session').then(know, setProblem);
  }, []);
  if (problem) return html`<main><div class="state error" data-state="error" role="alert"><p><strong>Tried to ask who you are but failed</strong> because ${problem.message}</p>
    <p><button onClick=${() => location.reload()}>Try again</button></p></div></main>`;
  if (!session) return html`<p class="boot" role="status">Seawall is loading.</p>`;
  if (!session.signedIn) {
    return html`<${Door} session=${session} onSession=${(known, isFirst) => {
      setWelcome(isFirst);
      if (!isFirst) navigate(new URLSearchParams(location.search).get('to') || (/^\/(login|first)/.test(location.pathname) ? '/' : location.href), {replace: true});
      know(known);
    }}/>`;
  }
  if (welcome || location.pathname === '/first') {
    return html`<main id="main" tabindex="-1"><${Page} name="first" session=${session} onDone=${() => { setWelcome(false); navigate('/'); }}/></main>`;
  }
  if (location.pathname === '/login') navigate('/', {replace: true});
  return html`<${Frame} session=${session}/>`;
}

addEventListener('keydown', event => {
  if (event.key === '/' && !event.target.closest('input, select, textarea, dialog')) {
    const field = document.getElementById('search');
    if (field) {
      event.preventDefault();
      field.focus();
    }
  }
});

const root = document.getElementById('app');
root.textContent = '';
render(html`<${App}/>`, root);
