// What runs, as the agents see it.
import {html} from '../lib/view.js';
import {query} from '../lib/api.js';
import {useLoad, usePages} from '../lib/load.js';
import {navigate, withParams} from '../lib/router.js';
import {staleText, useHealth} from '../part/health.js';
import {apiCommand, Copy, Title} from '../part/parts.js';
import {States} from '../part/states.js';
import {More, Table} from '../part/table.js';

export default function Runtime({params}) {
  const agents = useLoad('/api/v1/agents?limit=500');
  const path = '/api/v1/inventory' + query({agent: params.get('agent'), limit: 100});
  const load = usePages(path);
  const names = new Map(agents.data ? agents.data.items.map(a => [a.id, a.name]) : []);
  const columns = [
    {head: 'Name', main: true, cell: i => html`<strong>${i.name || i.id}</strong>`}, {head: 'Kind', cell: i => i.kind},
    {head: 'Host', cell: i => names.get(i.agent) || i.agent}, {head: 'Image', cell: i => i.image}, {head: 'State', cell: i => i.state}, {head: 'Engine', cell: i => i.engine}];
  return html`<div class="head"><${Title}>Runtime<//><div class="right"><${Copy} text=${apiCommand(path)}/></div></div>
    <div class="filters" role="group" aria-label="Filters"><label>Host<select value=${params.get('agent') || ''} onChange=${e => navigate(withParams({agent: e.target.value}), {replace: true})}>
      <option value="">All</option>${[...names].map(([id, name]) => html`<option key=${id} value=${id}>${name}</option>`)}</select></label></div>
    <${States} load=${load} rows=${load.data ? load.data.items.length : undefined} what="containers and images" filtered=${params.get('agent')} onClear=${() => navigate('/runtime', {replace: true})}
      stale=${staleText(useHealth())} empty=${html`<p><strong>No host is watched yet.</strong> <a href="/settings/agents">Enrol an agent</a>, and what runs there is listed here.</p>`}>
      <${Table} caption="What runs" columns=${columns} rows=${load.data ? load.data.items : []} id=${i => i.agent + i.kind + i.id}/>
      ${load.data && html`<${More} load=${load} what="rows"/>`}<//>`;
}
