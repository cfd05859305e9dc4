import "server-only";

/**
 * Has PostgreSQL show which request or job a statement belongs to: `pg_stat_activity` shows it at
 * the beginning of a statement, as `application_name` during a transaction, and the server's own
 * log quotes it. Neither takes a message of its own: the comment is part of the statement, and the
 * name is set by the message that begins the transaction and ends with it, so that connections and
 * PgBouncer can be shared.
 */
import type { PoolClient } from "pg";
import { currentWork } from "../work-context";

export const APPLICATION_NAME = "counterfoil";

/** Must be called once for each connection of a pool. */
export function nameStatements(client: Pick<PoolClient, "query">): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const named = (first: unknown, ...rest: unknown[]) => query(nameStatement(first, rest), ...rest);
  client.query = named as PoolClient["query"];
}

/** A prepared statement has one text for all who run it, and a stream is no text. */
function nameStatement(first: unknown, [values]: readonly unknown[]): unknown {
  const work = currentWork();
  if (work === undefined) return first;
  if (typeof first === "string") {
    if (!Array.isArray(values) && /^BEGIN\b/i.test(first)) {
      return `${first}; SET LOCAL application_name = '${APPLICATION_NAME}:${work.id}'`;
    }
    return `${commentOf(work.id)}${first}`;
  }
  if (!isPlainStatement(first)) return first;
  return { ...first, text: `${commentOf(work.id)}${first.text}` };
}

function commentOf(id: string): string {
  return `/* ${id} */ `;
}

type PlainStatement = { text: string; name?: undefined };

function isPlainStatement(first: unknown): first is PlainStatement {
  return (
    typeof first === "object" &&
    first !== null &&
    Object.getPrototypeOf(first) === Object.prototype &&
    "text" in first &&
    typeof first.text === "string" &&
    !("name" in first && first.name !== undefined)
  );
}
