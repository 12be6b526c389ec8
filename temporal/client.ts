import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';

/** A client of the Temporal frontend; short retries, because continue-as-new answers "exhausted" for some milliseconds. */
export async function connectClient(address: string, namespace: string): Promise<Client> {
  const retry = makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ initialIntervalMs: () => 50, maxAttempts: 15 }));
  const connection = Connection.lazy({ address, interceptors: [retry], connectTimeout: '3s' });
  return new Client({ connection, namespace });
}
