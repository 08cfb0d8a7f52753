'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const find = document.getElementById('find'), frame = document.getElementById('frame');
const outside = document.getElementById('outside'), open = document.getElementById('open');
const list = document.getElementById('list'), count = document.getElementById('count');
const isOutside = name => name.endsWith('[External]') || name.startsWith('{');
const frameOf = name => isOutside(name) ? '' : name.slice(0, Math.max(0, name.indexOf('/')));
const isOpen = c => c.ports.length === 1 && c.ports[0] === 'All Connections';
const frames = [...new Set(data.peers.map(frameOf))].sort();
for (const name of frames) {
  const option = document.createElement('option');
  option.value = option.textContent = name;
  frame.append(option);
}
const chart = echarts.init(document.getElementById('graph'), matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : null, { renderer: 'canvas' });

function shown() {
  const word = find.value.trim().toLowerCase();
  return data.connections.filter(c =>
    (outside.checked || !(isOutside(c.from) && c.from.endsWith(']') || isOutside(c.to) && c.to.endsWith(']'))) &&
    (open.checked || !isOpen(c)) &&
    (!frame.value || frameOf(c.from) === frame.value || frameOf(c.to) === frame.value) &&
    (!word || (c.from + ' ' + c.to).toLowerCase().includes(word)));
}

function draw() {
  const connections = shown();
  const word = find.value.trim().toLowerCase();
  const names = new Set(data.peers.filter(p =>
    (!frame.value || frameOf(p) === frame.value) && (!word || p.toLowerCase().includes(word))));
  connections.forEach(c => names.add(c.from).add(c.to));
  const degree = {};
  connections.forEach(c => { degree[c.from] = (degree[c.from] || 0) + 1; degree[c.to] = (degree[c.to] || 0) + 1; });
  const few = names.size <= 60;
  const categories = ['outside', ...frames.filter(f => f)].map(name => ({ name }));
  const sorted = [...names].sort((a, b) => frameOf(a) < frameOf(b) ? -1 : frameOf(a) > frameOf(b) ? 1 : a < b ? -1 : 1);
  chart.setOption({
    backgroundColor: 'transparent',
    animation: false,
    tooltip: { renderMode: 'richText', confine: true, formatter: p => p.dataType === 'edge' ? p.data.source + ' -> ' + p.data.target + '\n' + p.data.ports : p.data.name },
    legend: { type: 'scroll', bottom: 0, data: categories.map(c => c.name) },
    series: [{
      type: 'graph', layout: 'circular', roam: true, categories,
      circular: { rotateLabel: true }, left: 190, right: 190, top: 150, bottom: 190,
      emphasis: { focus: 'adjacency', label: { show: true }, lineStyle: { width: 3, opacity: 1 } },
      label: { show: true, fontSize: few ? 12 : names.size <= 220 ? 9 : 0, position: 'right', formatter: p => p.data.label },
      edgeSymbol: ['none', 'arrow'], edgeSymbolSize: 6,
      lineStyle: { curveness: 0.25, opacity: connections.length > 800 ? 0.12 : 0.45, color: 'source' },
      data: sorted.map(name => ({
        name, label: isOutside(name) ? name : few ? name.slice(name.indexOf('/') + 1) : name.slice(name.indexOf('/') + 1).replace(/\[\w+]$/, ''),
        category: isOutside(name) ? 'outside' : frameOf(name),
        symbolSize: 7 + Math.min(14, Math.sqrt(degree[name] || 0) * 2) })),
      links: connections.map(c => ({ source: c.from, target: c.to, ports: c.ports.join(', ') }))
    }]
  }, true);
  count.textContent = names.size + ' peers, ' + connections.length + ' of ' + data.connections.length + ' connections shown';
  describe(word && names.size === 1 ? sorted[0] : '', connections);
}

function describe(name, connections) {
  list.replaceChildren();
  if (name) {
    part(name + ' may open', data.connections.filter(c => c.from === name), c => c.to);
    part(name + ' may be reached from', data.connections.filter(c => c.to === name), c => c.from);
  } else {
    part('Connections shown', connections.slice(0, 500), c => c.from + ' -> ' + c.to);
    if (connections.length > 500) { text('small', 'The first 500; choose a namespace or a workload to see the others.'); }
  }
}

function part(title, connections, label) {
  text('h2', title);
  if (!connections.length) { text('small', 'nothing'); return; }
  const ul = document.createElement('ul');
  for (const c of connections) {
    const li = document.createElement('li');
    li.textContent = label(c) + ': ' + c.ports.join(', ');
    if (c.network) { li.textContent += ' (' + c.network + ')'; }
    for (const rule of c.rules || []) {
      const small = document.createElement('small');
      small.textContent = ' by ' + rule;
      li.append(document.createElement('br'), small);
    }
    ul.append(li);
  }
  list.append(ul);
}

function text(tag, content) {
  const element = document.createElement(tag);
  element.textContent = content;
  list.append(element);
}

chart.on('click', p => describe(p.dataType === 'node' ? p.data.name : '', shown()));
chart.getZr().on('click', p => { if (!p.target) { describe('', shown()); } });
for (const control of [find, frame, outside, open]) { control.addEventListener('input', draw); }
addEventListener('resize', () => chart.resize());
draw();
