// Loading: what a page shows is a function of {data, problem, loading}; old rows stay while new ones come.
import {useCallback, useEffect, useRef, useState} from './view.js';
import {get} from './api.js';

/**
 * Loads a path, again when it changes.
 * @param {string|null} path null: nothing to load
 * @returns {{data: any, problem: Error|null, loading: boolean, again: () => void, at: Date|null}}
 */
export function useLoad(path) {
  const [state, setState] = useState({data: null, problem: null, loading: path !== null, at: null});
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn(n => n + 1), []);
  useEffect(() => {
    if (path === null) return undefined;
    const stop = new AbortController();
    setState(old => ({...old, loading: true}));
    get(path, stop.signal)
      .then(data => setState({data, problem: null, loading: false, at: new Date()}))
      .catch(problem => problem.name === 'AbortError' || setState(old => ({...old, problem, loading: false})));
    return () => stop.abort();
  }, [path, turn]);
  return {...state, again};
}

/**
 * Loads a list page by page.
 * @param {string|null} path without cursor
 * @returns as useLoad, with data = {items, total, next} over all pages so far, and more()
 */
export function usePages(path) {
  const first = useLoad(path);
  const [rest, setRest] = useState({of: null, items: [], next: null, problem: null, loading: false});
  const mine = rest.of === first.data && first.data !== null ? rest : {items: [], next: first.data && first.data.next, problem: null, loading: false};
  const current = useRef();
  current.current = first.data;
  const more = useCallback(() => {
    const base = first.data;
    setRest({...mine, of: base, loading: true, problem: null});
    get(path + (path.includes('?') ? '&' : '?') + 'cursor=' + encodeURIComponent(mine.next))
      .then(page => current.current === base && setRest({of: base, items: [...mine.items, ...page.items], next: page.next, problem: null, loading: false}))
      .catch(problem => setRest({...mine, of: base, loading: false, problem}));
  }, [path, first.data, mine]);
  const data = first.data && {...first.data, items: [...first.data.items, ...mine.items], next: mine.next};
  return {...first, data, problem: first.problem || mine.problem, loadingMore: mine.loading, more};
}
