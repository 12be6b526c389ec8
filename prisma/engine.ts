import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, type SqlQuery, type SqlResultSet } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/** What is used here of the global of that name, which the types for Node do not declare. */
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: Record<string, unknown>): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

/** The type number of `"char"` in PostgreSQL's own catalogue, and of `text`. */
const CHAR = 18;
const TEXT = 25;

interface Fields {
  fields: { name: string; dataTypeID: number }[];
}
/** The two steps of the adapter's query that have to be watched; the adapter has no public name for them. */
interface Watched {
  performIO(query: SqlQuery): Promise<Fields>;
  queryRaw(query: SqlQuery): Promise<SqlResultSet>;
}

/**
 * PostgreSQL for the schema engine. adapter-pg 7.10 does not know the type `"char"`, in which the catalogue answers when a live schema is
 * read: such columns are read as text and then declared to be characters.
 */
class CataloguePg extends PrismaPg {
  override async connect() {
    const connection = await super.connect();
    const watched = connection as unknown as Watched;
    const performIO = watched.performIO.bind(connection);
    const queryRaw = watched.queryRaw.bind(connection);
    const characters = new WeakMap<SqlQuery, boolean[]>();
    watched.performIO = async (query) => {
      const result = await performIO(query);
      characters.set(
        query,
        result.fields.map((field) => field.dataTypeID === CHAR),
      );
      result.fields = result.fields.map((field) => (field.dataTypeID === CHAR ? { ...field, dataTypeID: TEXT } : field));
      return result;
    };
    watched.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const isCharacter = characters.get(query) ?? [];
      return { ...result, columnTypes: result.columnTypes.map((type, i) => (isCharacter[i] ? ColumnTypeEnum.Character : type)) };
    };
    return connection;
  }
}

let loaded = false;

/** Prisma's schema engine needs no native binary: it is WebAssembly, instantiated once in a process. */
async function load(): Promise<void> {
  if (loaded) return;
  const require = createRequire(import.meta.url);
  const file = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
  // Without this hook a panic of the engine shows as a TypeError that says nothing.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(`Schema engine: ${message}`) },
  });
  const { instance } = await WebAssembly.instantiate(readFileSync(file), { './schema_engine_bg.js': { ...bindings } });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports['__wbindgen_start'];
  if (typeof start !== 'function') throw new Error('The schema engine has no start function');
  start();
  loaded = true;
}

/** Lends the schema engine, connected to this database, to one piece of work: comparing schemas. It is a tool of development only. */
export async function withSchemaEngine<Result>(url: string, work: (engine: bindings.SchemaEngine) => Promise<Result>): Promise<Result> {
  await load();
  const pool = new pg.Pool({ connectionString: url, options: '-c TimeZone=UTC' });
  const factory = new CataloguePg(pool);
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}
