// What do I do next? Fix first, what nobody can see, how far each practice is met, how it went.
import {html, useCallback, useMemo} from '../lib/view.js';
import {query} from '../lib/api.js';
import {useLoad} from '../lib/load.js';
import {ago, count, number} from '../lib/words.js';
import {Chart, colour} from '../part/chart.js';
import {apiCommand, Copy, Severity, Title} from '../part/parts.js';
import {staleText, useHealth} from '../part/health.js';
import {States} from '../part/states.js';
import {Table} from '../part/table.js';
import {groupName, partsOf} from './findings.js';
import {Connect} from './first.js';

const DAYS = 30;
const DAY_MILLIS = 86400000;
const FIRST = '/api/v1/findings?status=open&group=fix&limit=10';

function FixFirst({load}) {
  return html`<section class="card"><div class="head"><h2>Fix first</h2><div class="right"><${Copy} text=${apiCommand(FIRST)}/></div></div>
    <${States} load=${load} rows=${load.data ? load.data.items.length : undefined} what="what to fix first" empty=${html`<p><strong>Nothing waits for a fix.</strong></p>`}>
    <ol class="plainlist">${load.data && load.data.items.map(g => html`<li key=${g.key}><${Severity} of=${g.severity}/>${' '}
      <a href=${'/findings' + query(partsOf('fix', g.key))}>${groupName('fix', g)}</a>
      <span class="quiet"> removes ${count(g.findings, 'finding')} in ${count(g.images, 'image')}${g.exploited ? `, ${g.exploited} exploited` : ''}</span></li>`)}</ol>
    <p><a href="/findings?group=fix">All fixes</a> · <a href="/findings?kind=secret">Secrets</a> · <a href="/findings?kind=misconfiguration">Configuration</a></p><//></section>`;
}

function BlindSpots({agents, inventory, posture}) {
  const spots = [];
  if (posture.data && posture.data.notAssessed) spots.push(html`<a href="#practices">${count(posture.data.notAssessed, 'practice')} not assessed</a>`);
  if (agents.data && !agents.data.items.length) spots.push(html`No host is watched: <a href="/settings/agents">enrol an agent</a>`);
  if (agents.data) agents.data.items.filter(a => a.state === 'offline').forEach(a => spots.push(`${a.name} is offline, last heard ${ago(a.seenAt)}`));
  const unknown = unscanned(inventory);
  if (unknown.n) spots.push(html`<a href="/runtime">${count(unknown.n, 'container')}</a> run an image that was never scanned`);
  [agents, inventory, posture].filter(l => l.problem).forEach(l => spots.push(`Could not ask: ${l.problem.message}`));
  return html`<section class="card"><h2>Blind spots</h2>${spots.length ? html`<ul class="plainlist">${spots.map((s, i) => html`<li key=${i}>${s}</li>`)}</ul>` : html`<p class="quiet">None known.</p>`}</section>`;
}

function unscanned({data, digests}) {
  if (!data || !digests) return {n: 0, m: 0};
  const containers = data.items.filter(i => i.kind === 'container');
  return {n: containers.filter(c => !digests.has(c.digest)).length, m: containers.length};
}

/** n of m; nothing known is said as such and never as zero. */
function Meter({label, n, m, none}) {
  return html`<p><span>${label}: <strong>${m ? `${number(n)} of ${number(m)}` : none}</strong></span>
    ${m > 0 && html`<progress value=${n} max=${m} aria-label=${`${label}: ${n} of ${m}`}></progress>`}</p>`;
}

function Coverage({posture, agents, inventory, images}) {
  const p = posture.data;
  const run = unscanned(inventory);
  const a = agents.data ? agents.data.items : [];
  return html`<section class="card"><h2>Coverage</h2>
    <${Meter} label="Practices assessed" n=${p ? p.passed + p.failed : 0} m=${p ? p.practices.length : 0} none="not known"/>
    <${Meter} label="Practices met, of those assessed" n=${p ? p.passed : 0} m=${p ? p.passed + p.failed : 0} none="none assessed"/>
    <${Meter} label="Agents online" n=${a.filter(x => x.state === 'online').length} m=${a.length} none="no agent"/>
    <${Meter} label="Running containers whose image is scanned" n=${run.m - run.n} m=${run.m} none="not known without agents"/>
    ${images.data && html`<p class="quiet">${count(images.data.total, 'thing')} scanned in all.</p>`}</section>`;
}

function Ending({load}) {
  const soon = load.data ? load.data.items.filter(e => e.expiresAt && !e.expired && new Date(e.expiresAt) - Date.now() < 7 * DAY_MILLIS) : [];
  if (!soon.length) return null;
  return html`<section class="card"><h2>Exceptions ending in 7 days</h2><ul class="plainlist">${soon.map(e => html`<li key=${e.id}><a href="/policies/exceptions">${e.rule}</a> ${ago(e.expiresAt)}, ${e.owner}</li>`)}</ul></section>`;
}

/** Open critical and high findings at the end of each day, from the newest scan of each target until then. */
export function trend(scans, now) {
  const byTime = [...scans].sort((x, y) => (x.at < y.at ? -1 : 1));
  const newest = new Map();
  const out = [];
  let next = 0;
  for (let day = DAYS - 1; day >= 0; day--) {
    const end = now - day * DAY_MILLIS;
    for (; next < byTime.length && new Date(byTime[next].at).getTime() <= end; next++) newest.set(byTime[next].image, byTime[next].summary);
    const sum = severity => [...newest.values()].reduce((total, s) => total + s[severity], 0);
    out.push({day: new Date(end).toISOString().slice(0, 10), targets: newest.size, critical: sum('CRITICAL'), high: sum('HIGH')});
  }
  return out;
}

function lines(days) {
  const line = (name, key) => ({name, type: 'line', step: 'end', symbolSize: 6, lineStyle: {width: 2, type: key === 'high' ? 'dashed' : 'solid'},
    color: colour(key), data: days.map(d => (d.targets ? d[key] : null))});
  return {grid: {left: 45, right: 15, top: 30, bottom: 25}, legend: {top: 0, textStyle: {color: colour('ink')}},
    tooltip: {trigger: 'axis', renderMode: 'richText'},
    xAxis: {type: 'category', data: days.map(d => d.day.slice(5)), axisLabel: {color: colour('quiet')}},
    yAxis: {type: 'value', minInterval: 1, axisLabel: {color: colour('quiet')}, splitLine: {lineStyle: {color: colour('line')}}},
    series: [line('Critical', 'critical'), line('High', 'high')]};
}

const TREND_COLUMNS = [{head: 'Day', main: true, cell: d => d.day}, {head: 'Scanned things', number: true, cell: d => d.targets},
  {head: 'Critical', number: true, cell: d => (d.targets ? d.critical : '–')}, {head: 'High', number: true, cell: d => (d.targets ? d.high : '–')}];

function Trend({load}) {
  const days = useMemo(() => (load.data ? trend(load.data.items, Date.now()) : []), [load.data]);
  const options = useCallback(() => lines(days), [days]);
  return html`<section class="card"><h2>Open critical and high findings, ${DAYS} days</h2>
    <${States} load=${load} rows=${load.data ? load.data.items.length : undefined} what="the trend" empty=${html`<p class="quiet">No scans yet.</p>`}
      partial=${load.data && load.data.next ? 'From the newest 500 scans; older ones are not counted.' : null}>
    <${Chart} label="Open critical and high findings by day; the table below says the same" options=${options}/>
    <details><summary>As a table</summary><${Table} caption="Open findings by day" columns=${TREND_COLUMNS} rows=${days} id=${d => d.day}/></details><//></section>`;
}

const STATE_WORDS = {pass: 'pass', fail: 'fail', 'not-assessed': 'not assessed'};
const PRACTICE_COLUMNS = [
  {head: 'Practice', main: true, cell: p => html`<strong>${p.id}</strong> ${p.title}`},
  {head: 'State', cell: p => html`<span class=${'badge ' + p.state}>${STATE_WORDS[p.state] || p.state}</span>`},
  {head: 'Evidence', cell: p => (p.evidence.length ? html`<details><summary>${p.evidence[0].source}: ${p.evidence[0].text}${p.sources > 1 ? ` and ${p.sources - 1} more` : ''}</summary>
    <ul class="plainlist">${p.evidence.map((e, i) => html`<li key=${i}>${e.holds ? 'holds' : 'does not hold'}: ${e.source}: ${e.text}</li>`)}</ul></details>` : html`<span class="quiet">none</span>`)},
  {head: 'Next step', cell: p => p.nextStep || ''}];

function Practices({load}) {
  return html`<section id="practices" class="card"><div class="head"><h2>Practices</h2><div class="right"><${Copy} text=${`seawall posture --server ${location.origin}`}/></div></div>
    <${States} load=${load} what="the practices">${load.data && html`
      <p><strong>${load.data.passed} of ${load.data.passed + load.data.failed} passed, ${load.data.notAssessed} not assessed.</strong> ${load.data.nextStep && html`Next: ${load.data.nextStep}`}</p>
      <details><summary>How this is counted</summary><p>${load.data.formula}</p></details>
      <${Table} caption="Practices" columns=${PRACTICE_COLUMNS} rows=${load.data.practices} id=${p => p.id}/>`}<//></section>`;
}

export default function Overview() {
  const fixes = useLoad(FIRST);
  const scans = useLoad('/api/v1/scans?limit=500');
  const posture = useLoad('/api/v1/posture');
  const agents = useLoad('/api/v1/agents?limit=500');
  const inventory = useLoad('/api/v1/inventory?limit=500');
  const images = useLoad('/api/v1/images?limit=500');
  const exceptions = useLoad('/api/v1/exceptions?limit=100');
  const seen = {...inventory, digests: images.data && new Set(images.data.items.map(i => i.digest))};
  const health = useHealth();
  return html`<div class="head"><${Title}>Overview<//></div>
    <${States} load=${images} rows=${images.data ? images.data.items.length : undefined} what="the overview" stale=${staleText(health)}
      empty=${html`<p><strong>Nothing was scanned yet.</strong> Connect something:</p><${Connect}/>`}>
    <div class="columns"><div><${FixFirst} load=${fixes}/><${Trend} load=${scans}/></div>
      <div><${BlindSpots} agents=${agents} inventory=${seen} posture=${posture}/><${Ending} load=${exceptions}/><${Coverage} posture=${posture} agents=${agents} inventory=${seen} images=${images}/></div></div>
    <//><${Practices} load=${posture}/>`;
}
