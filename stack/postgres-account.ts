import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

interface Account {
  uid: number;
  gid: number;
}

/** How a program of PostgreSQL is run: the owner of its files (absent: ourselves) and the command as that account. */
export interface PostgresAccount {
  owner?: Account;
  command(program: string, args: string[]): { command: string; args: string[]; account?: Account };
}

function lookUp(name: string): Account | undefined {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
    );
    return uid === undefined || gid === undefined ? undefined : { uid, gid };
  } catch {
    return undefined;
  }
}

/** Whether every folder above the path lets any account pass through. */
function openToAll(path: string): boolean {
  const folder = dirname(path);
  const passable = !existsSync(folder) || (statSync(folder).mode & 0o001) !== 0;
  return passable && (folder === dirname(folder) || openToAll(folder));
}

/**
 * PostgreSQL refuses to run as root. An ordinary user runs it as himself; root (containers, build machines) runs it as the owner of the
 * existing data, else as `postgres`, else as `nobody`. Where root's folders are closed to that account, `setpriv` lets it pass through them.
 */
export function postgresAccount(data: string, programs: string): PostgresAccount {
  if (process.getuid?.() !== 0) return { command: (command, args) => ({ command, args }) };
  const present = existsSync(data) ? statSync(data) : undefined;
  const owner =
    present === undefined || present.uid === 0 ? (lookUp('postgres') ?? lookUp('nobody')) : { uid: present.uid, gid: present.gid };
  if (owner === undefined) throw new Error('PostgreSQL cannot run as root, and this machine has no account postgres or nobody');
  if (openToAll(data) && openToAll(programs)) return { owner, command: (command, args) => ({ command, args, account: owner }) };
  const account = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  // The last one lets the capability count in access(2) too, by which PostgreSQL looks for its own programs.
  const passage = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup'];
  return { owner, command: (program, args) => ({ command: 'setpriv', args: [...account, ...passage, '--', program, ...args] }) };
}
