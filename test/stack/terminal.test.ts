import { expect, test } from '@jest/globals';
import { step, table } from '../../stack/terminal.ts';

test('a step that fails says so and passes its error on', async () => {
  const said: string[] = [];
  const failing = step(
    (line) => said.push(line),
    'build',
    async () => {
      throw new Error('broken');
    },
  );
  await expect(failing).rejects.toThrow('broken');
  expect(said).toEqual([expect.stringMatching(/^ {2}✗ build \(\d+\.\d s\)$/)]);
});

test('a step that succeeds says how long it took and hands its result on', async () => {
  const said: string[] = [];
  expect(
    await step(
      (line) => said.push(line),
      'build',
      async () => 7,
    ),
  ).toBe(7);
  expect(said).toEqual([expect.stringMatching(/^ {2}✓ build \(\d+\.\d s\)$/)]);
});

test('the columns of a table stand under each other although Chinese characters are two columns wide', () => {
  const lines = table('履约', [
    ['Console 控制台', 'one'],
    ['Stop', 'two'],
  ]).split('\n');
  expect(lines).toEqual(['', '履约', '─'.repeat(22), '  Console 控制台   one', '  Stop             two', '─'.repeat(22), '']);
});
