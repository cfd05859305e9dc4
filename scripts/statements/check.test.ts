/** Statements that are wrong on purpose, each in one way, and some that only look so. */
import { createHash } from "node:crypto";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { checkStatements, type Checked } from "./check";
import { findStatements } from "./find-statements";
import { openSources } from "./program";

const WRONG: Record<string, [statement: string, problem: string]> = {
  "a column that is not selected": [
    "sql<{ id: string; name: string }>(`SELECT id FROM centre`)",
    "name is declared and not selected",
  ],
  "a column that is not declared": [
    "sql<{ id: string }>(`SELECT id, name FROM centre`)",
    "name is selected and not declared",
  ],
  "a column that the table does not have": [
    "sql<{ title: string }>(`SELECT title FROM centre`)",
    'PostgreSQL refuses it (column "title" does not exist): SELECT title FROM centre',
  ],
  "a large number declared as a number": [
    "sql<{ counted_minor: number }>(`SELECT counted_minor FROM till_count`)",
    "counted_minor is int8 and declared number",
  ],
  "an instant declared as text": [
    "sql<{ created_at: string }>(`SELECT created_at FROM explanation`)",
    "created_at is timestamptz and declared string",
  ],
  "a list declared as a list of something else": [
    "sql<{ permissions: number[] }>(`SELECT permissions FROM api_token`)",
    "permissions is text[] and declared number[]",
  ],
  "a column that may be null": [
    "sql<{ message: string }>(`SELECT message FROM sync_part`)",
    "message may be null and is declared string",
  ],
  "a column that an outer join may leave null": [
    "sql<{ name: string }>(`SELECT c.name FROM setting s LEFT JOIN centre c ON c.id = s.name`)",
    "name may be null and is declared string",
  ],
  "a closed union that lacks what a constraint allows": [
    "sql<{ action: 'closed' }>(`SELECT action FROM closed_period`)",
    'action is text and declared "closed"',
  ],
  "two ways of naming columns": [
    'sql<{ zone_id: string; centreId: string }>(`SELECT id zone_id, id "centreId" FROM centre`)',
    "its row mixes snake_case and camelCase",
  ],
  "one parameter too few": [
    "sql(`DELETE FROM centre WHERE id = $1 AND name = $2`, [text])",
    "it has 2 parameters and gets 1",
  ],
  "a parameter of another type": [
    "sql(`SELECT FROM till_count WHERE version = $1`, [text])",
    "$1 is int4 and gets string",
  ],
  "a parameter that may be undefined": [
    "sql(`SELECT FROM centre WHERE id = $1`, [maybe])",
    "$1 is text and gets string | undefined",
  ],
  "a list where one value is wanted": [
    "sql(`SELECT FROM centre WHERE id = $1`, [[text]])",
    "$1 is text and gets string[]",
  ],
  "one of two conditions": [
    "sql(`SELECT FROM centre WHERE ${maybe === undefined ? 'true' : 'nothing'}`)",
    'PostgreSQL refuses it (column "nothing" does not exist): SELECT FROM centre WHERE nothing',
  ],
  "a column of a copy": [
    "copyRows({ sql, client }, { table: 'centre', columns: ['id', 'title'] }, [])",
    'PostgreSQL refuses it (column "title" does not exist): COPY centre (id, title) FROM STDIN',
  ],
};

const RIGHT = [
  "sql<{ id: string; version: number }>(`SELECT id::text, 1 AS version FROM centre`)",
  "sql<{ message: string }>(`SELECT message FROM sync_part WHERE message IS NOT NULL`)",
  "sql<{ message: string | null }>(`SELECT message FROM sync_part WHERE part = ANY($1)`, [[1]])",
  "sql<{ roles: string[] }>(`SELECT array_agg(role) AS roles FROM membership`)",
  "sql(`INSERT INTO setting (name, value) VALUES ($1, $2)`, [text, JSON.stringify(text)])",
];

const UNKNOWN = "sql(`SELECT FROM ${text}`)";

const FOLLOWED = "select(newList(), 'id'), select(newList(), 'title')";
const FOLLOWED_THROUGH = `
  const TABLE = "centre";
  const newList = () => {
    const list: string[] = [];
    return { list, add: (one: string) => \`$\${list.push(one)}\` };
  };
  function select({ list, add }: ReturnType<typeof newList>, column: string) {
    const conditions = ["true"];
    if (column !== "id") conditions.push(\`name = \${add("x")}\`);
    return sql(\`SELECT \${column} FROM \${TABLE} WHERE \${conditions.join(" AND ")}\`, list);
  }`;

const { findings, unchecked, checked } = await checkAll([
  ...Object.values(WRONG).map(([statement]) => statement),
  ...RIGHT,
  UNKNOWN,
  FOLLOWED,
]);

describe("the check finds", () => {
  test.each(Object.entries(WRONG))("%s", (_name, [statement, problem]) => {
    expect(problemsOf(statement)).toEqual([problem]);
  });
});

test.each(RIGHT)("nothing is found in %s", (statement) => {
  expect(problemsOf(statement)).toEqual([]);
});

test("a statement whose text can't be known is named as unchecked, and no other", () => {
  expect(unchecked.map(({ problem }) => problem)).toEqual([
    expect.stringMatching(/^its text depends on .*:text: string$/),
  ]);
  expect(checked).toBe(Object.keys(WRONG).length + RIGHT.length + 1);
});

test("a text is followed through constants, functions, lists and callers", () => {
  expect(problemsOf(FOLLOWED)).toEqual([
    'PostgreSQL refuses it (column "title" does not exist): ' +
      "SELECT title FROM centre WHERE true AND name = $1",
  ]);
});

function problemsOf(statement: string): string[] {
  const path = pathOf(statement);
  return findings.filter(({ at }) => at.startsWith(path)).map(({ problem }) => problem);
}

function pathOf(statement: string): string {
  return `lib/server/examined-${createHash("sha256").update(statement).digest("hex")}.ts`;
}

/** Each statement is a file of its own. They are compiled together, which takes seconds. */
async function checkAll(statements: readonly string[]): Promise<Checked> {
  const { url } = await testDatabase();
  const project = openSources(
    Object.fromEntries(statements.map((statement) => [pathOf(statement), moduleOf(statement)])),
  );
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await checkStatements(project.checker, findStatements(project), client);
  } finally {
    await client.end();
  }
}

function moduleOf(statement: string): string {
  return `
    import type { PoolClient } from "pg";
    import { copyRows } from "@/lib/server/db/copy";
    import { sql } from "@/lib/server/db/sql";
    declare const client: PoolClient;
    export const examined = (text: string, maybe: string | undefined) =>
      [${statement}, text, maybe, client, copyRows];
    ${statement === FOLLOWED ? FOLLOWED_THROUGH : ""}`;
}
