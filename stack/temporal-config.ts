import { stringify } from 'yaml';

/** The ports of the four services of one Temporal server, each with its membership port, and the frontend's HTTP port. */
export const TEMPORAL_PORTS = {
  temporal: 7233,
  temporalHttp: 7243,
  temporalHistory: 7234,
  temporalMatching: 7235,
  temporalWorker: 7239,
  temporalFrontendMember: 6933,
  temporalHistoryMember: 6934,
  temporalMatchingMember: 6935,
  temporalWorkerMember: 6939,
};

/** A port for every name of `TEMPORAL_PORTS`. */
export type TemporalPorts = Record<keyof typeof TEMPORAL_PORTS, number>;

/** How Temporal reaches PostgreSQL. */
export interface StoreAddress {
  host: string;
  port: number;
  user: string;
  password: string;
}

/** Never to be changed for an existing folder: Temporal spreads its histories over this many shards once and for all. */
const HISTORY_SHARDS = 4;
const LOOPBACK = '127.0.0.1';

function store({ host, port, user, password }: StoreAddress, databaseName: string, maxConns: number) {
  const connection = { pluginName: 'postgres12', databaseName, connectAddr: `${host}:${port}`, connectProtocol: 'tcp', user, password };
  // Each of the four services has a pool of its own, and each connection holds a PostgreSQL process in memory: they live short, so that few
  // are left when nothing happens, while none is thrown away between two calls under load.
  return { sql: { ...connection, maxConns, maxIdleConns: maxConns, maxConnLifetime: '30s' } };
}

function service(grpcPort: number, membershipPort: number, httpPort?: number) {
  return { rpc: { grpcPort, membershipPort, bindOnIP: LOOPBACK, ...(httpPort === undefined ? {} : { httpPort }) } };
}

/** The configuration of a Temporal server whose four services live in one process on the loopback interface. */
export function serverConfig(ports: TemporalPorts, address: StoreAddress, dynamicConfigFile: string): string {
  const archival = { state: 'disabled', enableRead: false };
  return stringify({
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'history',
      visibilityStore: 'visibility',
      numHistoryShards: HISTORY_SHARDS,
      datastores: { history: store(address, 'temporal', 10), visibility: store(address, 'temporal_visibility', 5) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: LOOPBACK } },
    services: {
      frontend: service(ports.temporal, ports.temporalFrontendMember, ports.temporalHttp),
      history: service(ports.temporalHistory, ports.temporalHistoryMember),
      matching: service(ports.temporalMatching, ports.temporalMatchingMember),
      worker: service(ports.temporalWorker, ports.temporalWorkerMember),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: `${LOOPBACK}:${ports.temporal}` },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    archival: { history: archival, visibility: archival },
    dynamicConfigClient: { filepath: dynamicConfigFile, pollInterval: '60s' },
  });
}

/** Settings that Temporal reads while it runs; `rehearsing` serves tests: time may be skipped, and new search attributes are seen at once. */
export function dynamicSettings(rehearsing: boolean): Record<string, number | boolean> {
  return {
    // Beside the API's own limit of four commands of one process in flight; the server's default of ten answers strangely beyond it.
    'history.maxInFlightUpdates': 1000,
    // The default of ten a second is too low for the ops page.
    'frontend.namespaceRPS.visibility': 200,
    ...(rehearsing ? { 'frontend.WorkflowTimeSkippingEnabled': true, 'system.forceSearchAttributesCacheRefreshOnRead': true } : {}),
  };
}

/** The same settings as the file that the server polls. */
export function dynamicConfig(rehearsing: boolean): string {
  return stringify(Object.fromEntries(Object.entries(dynamicSettings(rehearsing)).map(([name, value]) => [name, [{ value }]])));
}

/** The configuration of the Temporal UI: loopback only, no news from the internet. */
export function uiConfig(port: number, temporalAddress: string, namespace: string): string {
  return stringify({
    temporalGrpcAddress: temporalAddress,
    host: LOOPBACK,
    port,
    enableUi: true,
    defaultNamespace: namespace,
    disableNewsFetch: true,
    cors: { cookieInsecure: true, allowOrigins: [`http://${LOOPBACK}:${port}`], unsafeAllowAllOrigins: false },
  });
}
