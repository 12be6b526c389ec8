import { due } from './stack/due.ts';

const [command] = process.argv.slice(2);
if (command === 'due') await due(process.stdin, process.stdout);
else {
  process.stderr.write('用法：luyue due\n');
  process.exitCode = 2;
}
