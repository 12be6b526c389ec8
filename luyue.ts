import { messageOf } from './stack/failure.ts';

/** One command for everything that is done with Lüyue on a machine; each sub-command lives in its own module and is loaded when it is asked for. */
type Run = (args: string[]) => Promise<number>;

interface SubCommand {
  summary: string;
  load: () => Promise<Run>;
}

const COMMANDS: Record<string, SubCommand> = {
  up: {
    summary: 'start everything on this machine 在本机启动全部服务',
    load: async () => (await import('./stack/up.ts')).up,
  },
  due: {
    summary: 'read terms as NDJSON, answer due dates 逐行读入期限，输出到期日',
    load: async () => {
      const { due } = await import('./stack/due.ts');
      return async () => {
        await due(process.stdin, process.stdout);
        return 0;
      };
    },
  },
  rehearse: {
    summary: 'walk one contract year of a policy pack 按政策包演练一个合同年度',
    load: async () => (await import('./rehearsal/command.ts')).rehearse,
  },
  packs: {
    summary: 'check and list the policy packs 校验并列出政策包',
    load: async () => async (args) => {
      const [command, ...rest] = args;
      if (command === 'migrate') return (await import('./stack/migrate-packs.ts')).migratePacks(rest);
      return (await import('./policies/cli.ts')).packs(args);
    },
  },
  bureau: {
    summary: 'set up a bureau under a policy pack 按政策包新设机构和账号',
    load: async () => (await import('./stack/bureau.ts')).bureau,
  },
  doctor: {
    summary: 'check this machine and say what to do 检查本机环境并给出建议',
    load: async () => (await import('./stack/doctor.ts')).doctor,
  },
  rebuild: {
    summary: 'start workflow runs anew from the record 依据数据库重建流程',
    load: async () => (await import('./stack/rebuild.ts')).rebuildCommand,
  },
};

function help(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  luyue ${name.padEnd(10)}${summary}`);
  return ['Lüyue 履约', '', ...lines].join('\n');
}

async function main([name = 'help', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return (await command.load())(args);
  const asked = ['help', '--help', '-h'].includes(name);
  (asked ? console.log : console.error)(asked ? help() : `There is no command "${name}".\n\n${help()}`);
  return asked ? 0 : 2;
}

// Whoever reads our output may stop reading (head, less): that is no error.
process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
  if (failure.code !== 'EPIPE') throw failure;
  process.exit(0);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
