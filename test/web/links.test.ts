import { expect, test } from '@jest/globals';
import { processesPath, processPath, signInPath, wayBack } from '../../web/src/links.ts';

test('nobody is sent to another host after signing in', () => {
  for (const next of ['//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example/', 'javascript:alert(1)', '', null]) {
    expect(wayBack(next)).toBe('/');
  }
});

test('the way back after signing in survives with its query', () => {
  const next = '/processes?kind=contract&q=柳河';
  const query = new URLSearchParams(signInPath(next).split('?')[1]);
  expect(wayBack(query.get('next'))).toBe(next);
  expect(signInPath('/')).toBe('/sign-in');
});

test('an id cannot break out of its address', () => {
  expect(processPath('a/b?c')).toBe('/processes/a%2Fb%3Fc');
});

test('the page of a process opens a form or an explanation', () => {
  expect(processPath('p1')).toBe('/processes/p1');
  expect(processPath('p1', { command: null })).toBe('/processes/p1');
  expect(processPath('p1', { command: 'sign' })).toBe('/processes/p1?command=sign');
  expect(processPath('p1', { why: 'report.contractor:2026-03' })).toBe('/processes/p1?why=report.contractor%3A2026-03');
});

test('a list is narrowed only by what is given', () => {
  expect(processesPath()).toBe('/processes');
  expect(processesPath({ q: '' })).toBe('/processes');
  expect(processesPath({ kind: 'contract', overdue: true })).toBe('/processes?kind=contract&overdue=true');
});
