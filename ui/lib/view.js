// The view library, bound once: html`<p>…</p>`, hooks, render.
import {cloneElement, h, render} from '../vendor/preact.js';
import htm from '../vendor/htm.js';

export const html = htm.bind(h);
export {cloneElement, render};
export {useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState} from '../vendor/hooks.js';
