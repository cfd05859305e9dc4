import "server-only";

/**
 * Has PostgreSQL show which request or job a statement belongs to: `pg_stat_activity` shows it at
 * the beginning of a statement, as `application_name` during a transaction, and the server's own
 * log quotes it. Neither takes a message of its own: the comment is part of the statement, and the
 * name is set by the message that begins the transaction and ends with it, so that connections and
 * PgBouncer can be shared. Statements are also reported to observers.
 */
import type { ClientBase } from "pg";
import { beginOperation, endOperation, type Operation, outcomeOf } from "../telemetry";
import { currentWork } from "../work-context";
import { noteStatement } from "./durable-reads";

export const APPLICATION_NAME = "counterfoil";

/**
 * Must be called once for each connection of a pool, before anything that compares the texts of
 * statements: what is called after it sees them without the comment.
 */
export function nameStatements(client: ClientBase): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const named = (first: unknown, ...rest: unknown[]): unknown => {
    noteStatement();
    const operation = isText(first) ? beginOperation("statement", textOf(first)) : null;
    const statement = nameStatement(first, rest);
    if (operation === null) return query(statement, ...rest);
    return endWith(operation, (args) => query(statement, ...args), rest);
  };
  client.query = named as typeof client.query;
}

/** A prepared statement has one text for all who run it, and a stream is no text. */
function nameStatement(first: unknown, [values]: readonly unknown[]): unknown {
  const work = currentWork();
  if (work === undefined) return first;
  if (typeof first === "string") {
    if (!Array.isArray(values) && /^BEGIN\b/i.test(first)) {
      return `${first}; SET LOCAL application_name = '${APPLICATION_NAME}:${work.id}'`;
    }
    return `/* ${work.id} */ ${first}`;
  }
  if (!isDescribed(first) || first.name !== undefined) return first;
  return { ...first, text: `/* ${work.id} */ ${first.text}` };
}

type Described = { text: string; name?: string | undefined };

function isText(first: unknown): first is string | Described {
  return typeof first === "string" || isDescribed(first);
}

/** A stream of rows is an object of a class. */
function isDescribed(first: unknown): first is Described {
  if (typeof first !== "object" || first === null) return false;
  return Object.getPrototypeOf(first) === Object.prototype && "text" in first;
}

function textOf(first: string | Described): string {
  return typeof first === "string" ? first : first.text;
}

/** `pg` calls back where it gets a callback, and otherwise returns a promise. */
function endWith(
  operation: Operation,
  query: (rest: readonly unknown[]) => unknown,
  rest: readonly unknown[],
): unknown {
  const end = (error: unknown) => endOperation(operation, error == null ? "ok" : outcomeOf(error));
  const callback = rest.at(-1);
  if (typeof callback === "function") {
    const ended = (error: unknown, ...results: unknown[]): unknown => {
      end(error);
      return (callback as (...args: unknown[]) => unknown)(error, ...results);
    };
    return query([...rest.slice(0, -1), ended]);
  }
  const result = query(rest);
  if (result instanceof Promise) result.then(() => end(null), end);
  return result;
}
