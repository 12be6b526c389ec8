import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** The environment as Lüyue understands it; read once, at start, by this file only. */
const Environment = z.object({
  LUYUE_HOME: z.string().min(1).default('.luyue').describe('Folder of the embedded database, logs and generated secrets'),
  LUYUE_CACHE: z.string().min(1).optional().describe('Folder of the built Temporal binaries; default: the cache folder of the user'),
  XDG_CACHE_HOME: z.string().min(1).optional(),
  DATABASE_URL: z.string().startsWith('postgres').optional().describe('PostgreSQL of the record (owner role); replaces the embedded one'),
  DATABASE_API_URL: z.string().startsWith('postgres').optional().describe('PostgreSQL of the record with the rights of the API role'),
  TEMPORAL_ADDRESS: z.string().min(1).optional().describe('host:port of a Temporal frontend; replaces the embedded one'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('luyue'),
  TEMPORAL_TASK_QUEUE: z.string().min(1).default('luyue'),
  TEMPORAL_UI_URL: z.url().optional().describe('Where operators open the Temporal UI; the ops page links there'),
  LUYUE_HOST: z.string().min(1).default('127.0.0.1'),
  LUYUE_PORT: z.coerce.number().int().min(0).max(65535).default(8080).describe('Port of the API and the console; 0 takes any free one'),
  LUYUE_WORKER_PORT: z.coerce.number().int().min(0).max(65535).default(8081).describe('Port of /livez and /readyz of the worker'),
  LUYUE_WORKFLOW_BUNDLE: z.string().min(1).optional().describe('File of the bundled workflows; without it the worker bundles them itself'),
  LUYUE_DEMO: z.enum(['on', 'off']).default('off').describe('Demo accounts with one-click sign-in; loopback only'),
  LUYUE_PUBLIC_URL: z.url().optional().describe('Address of the console as people open it; used in e-mails'),
  SMTP_URL: z.string().startsWith('smtp').optional().describe('Where reminders are sent by e-mail; without it they stay in the inbox'),
  SMTP_FROM: z.string().min(3).default('履约 <luyue@localhost>'),
  LUYUE_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  LUYUE_FAULT: z
    .string()
    .optional()
    .describe('Fault injection for tests: `exit-after-commit:<rate>` ends the worker after that share of commits'),
});

/** Settings of this process, typed and complete. */
export type Config = ReturnType<typeof readConfig>;

/** Reads the settings; every problem is listed in one error, so that they can be mended together. */
export function readConfig(environment: Record<string, string | undefined> = process.env) {
  // A variable that is set to nothing, as docker compose passes what .env leaves out, is not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Settings are wrong:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return {
    home: env.LUYUE_HOME,
    cache: env.LUYUE_CACHE ?? join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'luyue'),
    databaseUrl: env.DATABASE_URL,
    databaseApiUrl: env.DATABASE_API_URL ?? env.DATABASE_URL,
    temporal: {
      address: env.TEMPORAL_ADDRESS,
      namespace: env.TEMPORAL_NAMESPACE,
      taskQueue: env.TEMPORAL_TASK_QUEUE,
      uiUrl: env.TEMPORAL_UI_URL,
    },
    host: env.LUYUE_HOST,
    port: env.LUYUE_PORT,
    workerPort: env.LUYUE_WORKER_PORT,
    workflowBundle: env.LUYUE_WORKFLOW_BUNDLE,
    demo: env.LUYUE_DEMO === 'on',
    publicUrl: env.LUYUE_PUBLIC_URL,
    smtp: { url: env.SMTP_URL, from: env.SMTP_FROM },
    logLevel: env.LUYUE_LOG_LEVEL,
    fault: env.LUYUE_FAULT,
  };
}

/** The environment of a child process: this one's, with the settings that the parent hands over. */
export function childEnvironment(settings: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...settings };
}
