import { randomBytes, randomInt } from 'node:crypto';
import { type Algorithm, hash, verify } from '@node-rs/argon2';

// RFC 9106, second recommended option with OWASP's memory floor: 19 MiB, two passes; the library's enum has no values at run time here.
const ARGON2ID: Algorithm = 2;
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The argon2id hash of a password, with its own salt. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password, COST);
}

let nobody: Promise<string> | undefined;

/**
 * Whether the password is right. An account that does not exist, or has no password (`!`), costs the same time, so that nobody can learn
 * which accounts exist.
 */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(32).toString('hex'));
  const hashed = stored?.startsWith('$') ? stored : undefined;
  const right = await verify(hashed ?? (await nobody), password);
  return hashed !== undefined && right;
}

/** Without what is read as something else: 0 and o, 1 and l and i. */
const LEGIBLE = '23456789abcdefghjkmnpqrstuvwxyz';

/** A password for the first sign-in, to be read from paper and typed: four groups of four, 79 bits. */
export function oneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => LEGIBLE[randomInt(LEGIBLE.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
