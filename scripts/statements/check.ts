/** Compares what production code declares of its statements with what PostgreSQL says of them. */
import type pg from "pg";
import ts from "typescript";
import { acceptsNull, canRead, canSend, type Declared, showType } from "./column-types";
import { type Catalogue, type Column, describe, type Description } from "./describe";
import { readCatalogue } from "./describe";
import type { ParameterType, Statement, StatementText } from "./find-statements";
import { partsOf } from "./operators";
import { groupBy } from "@/lib/domain/group-by";
import { CREATE_CHANGED_DAYS } from "@/lib/server/as-of/states";

export type Finding = { at: string; problem: string };
export type Checked = { checked: number; unchecked: Finding[]; findings: Finding[] };

const EXCERPT_CHARACTERS = 400;

/** What these make exists for the statements that follow in the same file. */
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const CREATES = /^\s*CREATE\s+(OR\s+REPLACE\s+)?TEMP/i;

/** What statements about a past moment read, which others have made before. */
const NOTES_DAYS = "lib/server/as-of/states.ts";
const COMPUTED = `
  CREATE TEMP TABLE computed_reconciliation (LIKE public.reconciliation);
  CREATE TEMP TABLE computed_reconciliation_line (LIKE public.reconciliation_line);
  CREATE TEMP TABLE computed_variance_day (LIKE public.variance_day)`;

/** The database must be migrated. It is left as it was. */
export async function checkStatements(
  checker: ts.TypeChecker,
  statements: readonly Statement[],
  client: pg.ClientBase,
): Promise<Checked> {
  const result: Checked = { checked: 0, unchecked: [], findings: [] };
  const catalogue = await readCatalogue(client);
  for (const ofFile of groupByFile(statements)) {
    await client.query("BEGIN");
    const isOf = (path: string) => ofFile[0]?.at.startsWith(path) === true;
    if (!isOf(NOTES_DAYS)) await client.query(CREATE_CHANGED_DAYS);
    await client.query(COMPUTED);
    for (const statement of ofFile) {
      const uncheckable = findUncheckable(statement);
      if (uncheckable !== null) {
        result.unchecked.push({ at: statement.at, problem: uncheckable });
        continue;
      }
      result.checked += 1;
      const problems = new Set<string>();
      for (const text of statement.texts) {
        for (const problem of await checkText(checker, catalogue, client, statement, text)) {
          problems.add(problem);
        }
      }
      for (const problem of problems) result.findings.push({ at: statement.at, problem });
    }
    await client.query("ROLLBACK");
  }
  return result;
}

function groupByFile(statements: readonly Statement[]): Statement[][] {
  return [...groupBy(statements, ({ at }) => at.replace(/:\d+$/, "")).values()];
}

function findUncheckable({ unknown, texts }: Statement): string | null {
  if (unknown !== null) return `its text depends on ${unknown}`;
  const isCounted = texts.every(({ parameters }) => parameters !== null);
  return isCounted ? null : "how many parameters it has can't be told";
}

async function checkText(
  checker: ts.TypeChecker,
  catalogue: Catalogue,
  client: pg.ClientBase,
  { row }: Statement,
  { text, parameters }: StatementText,
): Promise<string[]> {
  await client.query("SAVEPOINT statement");
  try {
    const description = await describe(client, catalogue, innerOf(text));
    if (CREATES.test(text)) await client.query(text);
    await checkRights(client, innerOf(text));
    return [
      ...checkParameters(checker, parameters ?? [], description),
      ...(row === null ? [] : checkRow(checker, row, description)),
    ];
  } catch (error) {
    await client.query("ROLLBACK TO statement");
    const reason = error instanceof Error ? error.message : String(error);
    const excerpt = text.replace(/\s+/g, " ").slice(0, EXCERPT_CHARACTERS);
    return [`PostgreSQL refuses it (${reason}): ${excerpt}`];
  }
}

/** A plan is made only for a role that may execute the statement. */
async function checkRights(client: pg.ClientBase, text: string): Promise<void> {
  if (!/^\s*(select|with|insert|update|delete)\b/i.test(text)) return;
  await client.query(`EXPLAIN (GENERIC_PLAN) ${text}`);
}

/** COPY itself is not analysed before it runs. */
function innerOf(text: string): string {
  const [, query] = /^\s*COPY\s*\(([\s\S]*)\)\s*TO\s+STDOUT/i.exec(text) ?? [];
  if (query !== undefined) return query;
  const [, table, columns] = /^\s*COPY\s+(\S+)\s*\(([^)]*)\)\s+FROM/i.exec(text) ?? [];
  return table === undefined ? text : `SELECT ${columns} FROM ${table}`;
}

function checkParameters(
  checker: ts.TypeChecker,
  sent: readonly ParameterType[],
  { parameters }: Description,
): string[] {
  if (sent.length !== parameters.length) {
    return [`it has ${parameters.length} parameters and gets ${sent.length}`];
  }
  return parameters.flatMap((parameter, index) => {
    const type = sent[index];
    if (type === null || type === undefined || canSend(checker, type, parameter)) return [];
    const given = checker.typeToString(type);
    return [`$${index + 1} is ${showType(parameter)} and gets ${given}`];
  });
}

type Fields = ReadonlyMap<string, { types: ts.Type[]; isOptional: boolean }>;

/** A row that is one of several has the fields of all. */
function listFields(checker: ts.TypeChecker, row: ts.Type): Fields {
  const fields = new Map<string, { types: ts.Type[]; isOptional: boolean }>();
  for (const field of partsOf(row).flatMap((part) => checker.getPropertiesOfType(part))) {
    const { types = [] } = fields.get(field.name) ?? {};
    const isOptional = Boolean(field.flags & ts.SymbolFlags.Optional);
    fields.set(field.name, { types: [...types, checker.getTypeOfSymbol(field)], isOptional });
  }
  return fields;
}

function checkRow(checker: ts.TypeChecker, row: ts.Type, { columns }: Description): string[] {
  const fields = listFields(checker, row);
  const others = checker.getIndexTypeOfType(row, ts.IndexKind.String);
  const names = columns.map(({ name }) => name);
  return [
    ...[...fields]
      .filter(([name, { isOptional }]) => !names.includes(name) && !isOptional)
      .map(([name]) => `${name} is declared and not selected`),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => `${name} is selected twice`),
    ...(isMixed([...fields.keys()]) ? ["its row mixes snake_case and camelCase"] : []),
    ...columns.flatMap((column) => {
      const types = fields.get(column.name)?.types ?? (others === undefined ? [] : [others]);
      if (types.length === 0) return [`${column.name} is selected and not declared`];
      return checkColumn(checker, column, types);
    }),
  ];
}

function isMixed(names: readonly string[]): boolean {
  return names.some((name) => name.includes("_")) && names.some((name) => /[A-Z]/.test(name));
}

function checkColumn(checker: ts.TypeChecker, column: Column, declared: Declared): string[] {
  const { name, type, isNullable } = column;
  const shown = declared.map((one) => checker.typeToString(one)).join(" | ");
  if (!canRead(checker, declared, type)) {
    return [`${name} is ${showType(type)} and declared ${shown}`];
  }
  const mayBeNull = isNullable === true && !acceptsNull(declared);
  return mayBeNull ? [`${name} may be null and is declared ${shown}`] : [];
}
