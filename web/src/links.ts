/*
 * Addresses of the console that more than one page writes. The process page reads `command` (open this form) and `why` (explain this duty's
 * date) from its query, so that both can be linked to, sent and reloaded.
 */

/** The page of a process; with `command` its form stands open, with `why` the explanation of that duty's date. */
export function processPath(id: string, open: { command?: string | null; why?: string } = {}): string {
  const query = new URLSearchParams();
  if (open.command) query.set('command', open.command);
  if (open.why) query.set('why', open.why);
  const text = query.toString();
  return `/processes/${encodeURIComponent(id)}${text === '' ? '' : `?${text}`}`;
}

/** The list of processes, narrowed. */
export function processesPath(filter: { kind?: string; q?: string; waiting?: string; overdue?: boolean } = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined && value !== '') query.set(name, String(value));
  const text = query.toString();
  return `/processes${text === '' ? '' : `?${text}`}`;
}

/** The sign-in page, with the way back. */
export function signInPath(next: string): string {
  return next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}

/** Only a page of ours may be gone back to: a path, and no other host's. */
export function wayBack(next: string | null): string {
  return next?.startsWith('/') && !/^\/[/\\]/.test(next) ? next : '/';
}
