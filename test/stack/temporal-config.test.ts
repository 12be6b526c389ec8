import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { dynamicConfig, serverConfig, TEMPORAL_PORTS, uiConfig } from '../../stack/temporal-config.ts';
import { devServerArguments } from '../../stack/temporal-dev-server.ts';

const STORE = { host: '127.0.0.1', port: 15_432, user: 'luyue', password: 'a password: with "signs" # of YAML' };

describe('the configuration of the server', () => {
  const config = parse(serverConfig(TEMPORAL_PORTS, STORE, '/home/dynamic.yaml'));

  test('every service listens on the loopback interface only, each on ports of its own', () => {
    const services = Object.values<{ rpc: Record<string, unknown> }>(config.services);
    expect(services.map(({ rpc }) => rpc['bindOnIP'])).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1', '127.0.0.1']);
    const ports = services
      .flatMap(({ rpc }) => [rpc['grpcPort'], rpc['membershipPort'], rpc['httpPort']])
      .filter((port) => port !== undefined);
    expect([...ports].sort()).toEqual(Object.values(TEMPORAL_PORTS).sort());
  });

  test('the number of shards of existing data never changes', () => {
    expect(config.persistence.numHistoryShards).toBe(4);
  });

  test('both stores are databases of the one PostgreSQL, and the password arrives unharmed', () => {
    const { history, visibility } = config.persistence.datastores;
    expect([history.sql.databaseName, visibility.sql.databaseName]).toEqual(['temporal', 'temporal_visibility']);
    for (const { sql } of [history, visibility]) {
      expect(sql).toMatchObject({ pluginName: 'postgres12', connectAddr: '127.0.0.1:15432', user: 'luyue', password: STORE.password });
    }
  });
});

test('time can be skipped in tests only', () => {
  const name = 'frontend.WorkflowTimeSkippingEnabled';
  expect(parse(dynamicConfig(false))).not.toHaveProperty([name]);
  expect(parse(dynamicConfig(true))).toHaveProperty([name], [{ value: true }]);
});

test('the UI shows our namespace, on the loopback interface, and asks nobody else', () => {
  expect(parse(uiConfig(8_233, '127.0.0.1:7233', 'luyue'))).toMatchObject({
    temporalGrpcAddress: '127.0.0.1:7233',
    host: '127.0.0.1',
    port: 8_233,
    defaultNamespace: 'luyue',
    disableNewsFetch: true,
  });
});

test('the small server keeps its data in a file of the home and gets the same settings', () => {
  const ports = { temporal: 7_233, temporalHttp: 7_243, temporalUi: 8_233 };
  const line = devServerArguments({ folder: '/home/temporal', command: 'temporal', ports, namespace: 'luyue' }).join(' ');
  expect(line).toMatch(/^server start-dev --db-filename \/home\/temporal\/temporal\.db --ip 127\.0\.0\.1 --port 7233 /);
  expect(line).toContain('--namespace luyue');
  expect(line).toContain('--dynamic-config-value history.maxInFlightUpdates=1000');
});
