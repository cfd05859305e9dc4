/**
 * The driver of the WebAssembly schema engine: `@prisma/adapter-pg`, with three behaviours of the
 * native engine's own driver that this one lacks.
 */
import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";

/** PostgreSQL's types "char" and text, and what Prisma calls the former. */
const CHAR_OID = 18;
const TEXT_OID = 25;
const PRISMA_CHARACTER = 6;

export function engineAdapterFactory(url, shadowUrl) {
  const schema = new URL(url).searchParams.get("schema") ?? undefined;
  const factory = new PrismaPg({ connectionString: url }, { schema });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => toEngineFormat(await connect());
  factory.connectToShadowDb = () => connectToShadow(url, shadowUrl);
  return factory;
}

export async function runOn(url, statement) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (statement !== undefined) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The adapter's own version drops the database while its pool still has connections to it. */
async function connectToShadow(url, shadowUrl) {
  if (shadowUrl)
    return toEngineFormat(await new PrismaPg({ connectionString: shadowUrl }).connect());
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  await runOn(url, `CREATE DATABASE "${name}"`);
  const shadow = new URL(url);
  shadow.pathname = `/${name}`;
  const adapter = await new PrismaPg({ connectionString: shadow.href }).connect();
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await runOn(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  };
  return toEngineFormat(adapter);
}

function toEngineFormat(adapter) {
  // Splitting at semicolons, as the adapter does, breaks function bodies: the server accepts the
  // whole script.
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  const begin = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolation) => readingChars(await begin(isolation));
  return readingChars(adapter);
}

/** The adapter refuses the catalog's columns of type "char", which introspection reads. */
function readingChars(queryable) {
  const perform = queryable.performIO.bind(queryable);
  const queryRaw = queryable.queryRaw.bind(queryable);
  let chars = [];
  queryable.performIO = async (query) => {
    const result = await perform(query);
    chars = result.fields.map((field) => field.dataTypeID === CHAR_OID);
    for (const field of result.fields) {
      if (field.dataTypeID === CHAR_OID) field.dataTypeID = TEXT_OID;
    }
    return result;
  };
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query);
    result.columnTypes = result.columnTypes.map((type, at) =>
      chars[at] ? PRISMA_CHARACTER : type,
    );
    return result;
  };
  return queryable;
}
