import { spawn } from 'node:child_process';
import { childEnvironment } from '../config.ts';

/** A program that is run to its end. */
export interface Command {
  command: string;
  args: string[];
  folder?: string;
  environment?: Record<string, string>;
  /** Ends the program when the start is broken off. */
  signal?: AbortSignal;
}

/** How much of a failing program's output is shown: its end, in characters. */
const SHOWN = 3_000;

/** Runs a program to its end and returns what it printed; rejects with the end of that when it fails or cannot be run. */
export function run({ command, args, folder, environment, signal }: Command): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: childEnvironment(environment),
      ...(folder === undefined ? {} : { cwd: folder }),
      ...(signal === undefined ? {} : { signal }),
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output.trim());
      else reject(new Error(`${command} ${args[0] ?? ''} ended with code ${code}:\n${output.trim().slice(-SHOWN)}`));
    });
  });
}
