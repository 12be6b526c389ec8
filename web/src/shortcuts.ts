import { useEffect, useRef } from 'react';

/** Milliseconds within which the second key of `g t` must follow. */
const SECOND_KEY_MS = 1_200;

/** What the keys of the whole console do; rows of lists are the links marked `data-row`. */
export interface Shortcuts {
  search(): void;
  help(): void;
  go(path: string): void;
}

const PLACES: Record<string, string> = { t: '/', p: '/processes', i: '/inbox' };

/** Listens for `/`, `?`, `g t`, `g p`, `g i`, `j`, `k`; never while somebody types or a window stands open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    let wentAt = 0;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (isTyping(event.target)) {
        if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
        return;
      }
      if (isWindowOpen()) return;
      const place = event.timeStamp - wentAt < SECOND_KEY_MS ? PLACES[event.key] : undefined;
      wentAt = event.key === 'g' ? event.timeStamp : 0;
      if (place) latest.current.go(place);
      else if (event.key === '/') latest.current.search();
      else if (event.key === '?') latest.current.help();
      else if (event.key === 'j') moveRow(1);
      else if (event.key === 'k') moveRow(-1);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

function isWindowOpen(): boolean {
  return document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open') !== null;
}

/** Focuses the next or previous row; the browser's own Enter opens it. */
function moveRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')];
  const here = rows.findIndex((row) => row === document.activeElement);
  const next = here === -1 ? rows[step === 1 ? 0 : rows.length - 1] : rows[here + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
