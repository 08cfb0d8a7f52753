// Addresses: every page and every filter has one, the back button works, and a link can be opened in a new tab.
import {useEffect, useState} from './view.js';

const listeners = new Set();

function tell() {
  listeners.forEach(listener => listener());
}

/** Goes to an address of these pages. */
export function navigate(url, {replace = false} = {}) {
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  tell();
}

addEventListener('popstate', tell);
document.addEventListener('click', event => {
  const link = event.target.closest && event.target.closest('a[href]');
  const own = link && link.origin === location.origin && !link.target && !link.hasAttribute('download') && !/^\/(api|openapi)/.test(link.pathname);
  if (!own || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.href !== location.href) navigate(link.href);
});

/** The address now: {path, params}; renders again when it changes. */
export function useAddress() {
  const [, again] = useState(0);
  useEffect(() => {
    const listener = () => again(n => n + 1);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return {path: location.pathname, params: new URLSearchParams(location.search)};
}

/** The address of this page with some parameters changed; empty values go. */
export function withParams(changes, path = location.pathname) {
  const params = new URLSearchParams(path === location.pathname ? location.search : '');
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === null || value === '') params.delete(name);
    else params.set(name, value);
  }
  const text = params.toString();
  return path + (text ? '?' + text : '');
}
