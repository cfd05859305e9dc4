/** What PostgreSQL says of a statement without executing it: its parameters and its columns. */
import type pg from "pg";
import { readNullableColumns } from "./outer-joins";

export type ColumnType = { name: string; element: ColumnType | null; labels: string[] | null };

export type Column = {
  name: string;
  type: ColumnType;
  /** Null for an expression, of which PostgreSQL does not know it. */
  isNullable: boolean | null;
};

export type Description = { parameters: ColumnType[]; columns: Column[] };
/** `labels` are the texts that a constraint allows; null where there is none. */
type TableColumn = { name: string; isNullable: boolean; labels: string[] | null };

export type Catalogue = {
  types: ReadonlyMap<number, ColumnType>;
  /** The columns of tables, by `table.column` in numbers. */
  columns: ReadonlyMap<string, TableColumn>;
};

export async function readCatalogue(client: pg.ClientBase): Promise<Catalogue> {
  const { rows: types } = await client.query<{
    oid: number;
    name: string;
    element: number | null;
    labels: string[] | null;
  }>(
    `SELECT t.oid, t.typname::text AS name,
            CASE WHEN t.typcategory = 'A' THEN nullif(t.typelem, 0) END AS element,
            (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e
              WHERE e.enumtypid = t.oid) AS labels
       FROM pg_type t`,
  );
  const byId = new Map<number, ColumnType>(
    types.map(({ oid, name, labels }) => [oid, { name, labels, element: null }]),
  );
  for (const { oid, element } of types) {
    const type = byId.get(oid);
    if (type !== undefined && element !== null) type.element = byId.get(element) ?? null;
  }
  const { rows: columns } = await client.query<TableColumn & { id: string }>(
    `SELECT a.attrelid || '.' || a.attnum AS id, a.attname::text AS name,
            NOT a.attnotnull AS "isNullable",
            (SELECT array_agg(label[1])
               FROM (SELECT pg_get_constraintdef(k.oid) AS text FROM pg_constraint k
                      WHERE k.conrelid = a.attrelid AND k.contype = 'c'
                        AND k.conkey = ARRAY[a.attnum]) k,
                    regexp_matches(k.text, '''([^'']*)''::text', 'g') AS label
              WHERE k.text LIKE 'CHECK ((% = ANY (ARRAY[%') AS labels
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relkind = 'r' AND a.attnum > 0`,
  );
  return {
    types: byId,
    columns: new Map(columns.map(({ id, ...column }) => [id, column])),
  };
}

type Field = { name: string; tableID: number; columnID: number; dataTypeID: number };

/** Throws PostgreSQL's own error when it does not accept the statement. */
export async function describe(
  client: pg.ClientBase,
  catalogue: Catalogue,
  text: string,
): Promise<Description> {
  const { parameters, fields } = await parse(client, text);
  const joined = await readNullableColumns(client, text);
  return {
    parameters: parameters.map((oid) => typeOf(catalogue, oid)),
    columns: fields.map(({ name, tableID, columnID, dataTypeID }, index) => {
      const type = typeOf(catalogue, dataTypeID);
      const column = catalogue.columns.get(`${tableID}.${columnID}`);
      if (column === undefined) return { name, type, isNullable: null };
      const isNarrowed = isCompared(text, column.name);
      return {
        name,
        type: { ...type, labels: isNarrowed ? type.labels : (column.labels ?? type.labels) },
        isNullable: (column.isNullable && !isNarrowed) || joined.has(index),
      };
    }),
  };
}

/**
 * Rows in which a column is null do not pass a comparison of it, and those that pass may have some
 * of its texts only.
 */
function isCompared(text: string, column: string): boolean {
  const comparison = "is not null\\b|between\\b|(not )?in\\b|[<>=]";
  // oxlint-disable-next-line security/detect-non-literal-regexp -- of names and digits of ours
  return new RegExp(`\\b${column}"?\\s+(${comparison})`, "i").test(text);
}

function typeOf({ types }: Catalogue, oid: number): ColumnType {
  return types.get(oid) ?? { name: `type ${oid}`, element: null, labels: null };
}

type Parsed = { parameters: number[]; fields: Field[] };

/** The messages Parse and Describe of the protocol, which `pg` itself always follows by Execute. */
function parse(client: pg.ClientBase, text: string): Promise<Parsed> {
  return new Promise((resolve, reject) => {
    let connection: pg.Connection | null = null;
    const parsed: Parsed = { parameters: [], fields: [] };
    const onParameters = (message: { dataTypeIDs: number[] }) => {
      parsed.parameters = message.dataTypeIDs;
    };
    const end = () => connection?.off("parameterDescription", onParameters);
    client.query({
      submit(used: pg.Connection) {
        connection = used;
        used.on("parameterDescription", onParameters);
        used.parse({ name: "", text, types: [] }, true);
        used.describe({ type: "S", name: "" }, true);
        used.sync();
      },
      handleRowDescription(message: { fields: Field[] }) {
        parsed.fields = message.fields;
      },
      handleError(error: Error) {
        end();
        reject(error);
      },
      handleReadyForQuery() {
        end();
        resolve(parsed);
      },
    } as pg.Submittable);
  });
}
