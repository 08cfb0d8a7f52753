// Charts by ECharts, which is loaded only where there is one. Each has a table beside it that says the same.
import {html, useEffect, useRef, useState} from '../lib/view.js';

let library = null;

function load() {
  library = library || new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('../vendor/echarts.js', import.meta.url).href;
    script.onload = () => resolve(globalThis.echarts);
    script.onerror = () => reject(new Error('the chart library did not load'));
    document.head.append(script);
  });
  return library;
}

/** A colour of the theme. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

/**
 * @param label what it shows, in a sentence
 * @param options made anew at each change of theme, so that its colours fit
 */
export function Chart({label, options, onPick}) {
  const place = useRef();
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    let chart = null;
    let gone = false;
    const draw = () => chart && chart.setOption({animation: false, textStyle: {color: colour('ink')}, ...options()}, true);
    const size = new ResizeObserver(() => chart && chart.resize());
    load().then(echarts => {
      if (gone) return;
      chart = echarts.init(place.current) /* canvas: its SVG sets styles that the policy of the pages forbids */;
      if (onPick) chart.on('click', event => onPick(event.data));
      draw();
      size.observe(place.current);
      place.current.dataset.drawn = 'yes';
    }, setProblem);
    addEventListener('themechange', draw);
    return () => {
      gone = true;
      size.disconnect();
      removeEventListener('themechange', draw);
      if (chart) chart.dispose();
    };
  }, [options]);
  if (problem) return html`<p class="quiet">The chart is missing: ${problem.message}. The table says the same.</p>`;
  return html`<div class="chart" role="img" aria-label=${label} ref=${place}></div>`;
}
