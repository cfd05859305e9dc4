import "server-only";

/** Streams a review of access as CSV, in the fixed words of the API, for scripts. */
import type { AccessFilter } from "@/lib/contracts/access-review";
import type { Scope } from "@/lib/domain/permission";
import { csvRow } from "@/lib/domain/report/csv";
import { readAccessLines } from "../users/access-lines";
import { ACCESS_COLUMNS, type AccessTexts } from "./access-columns";
import { respondWithFile } from "./stream-file";

const asIs = (value: string) => value;
const TEXTS: AccessTexts = {
  everywhere: "*",
  yes: "yes",
  no: "no",
  role: asIs,
  state: asIs,
  way: asIs,
  decision: asIs,
};

export function exportAccessCsv(
  scope: Scope<"user:administer">,
  filter: AccessFilter,
): Promise<Response> {
  return respondWithFile(writeRows(scope, filter), {
    name: "access.csv",
    type: "text/csv; charset=utf-8; header=present",
    lines: null,
    reading: null,
  });
}

async function* writeRows(
  scope: Scope<"user:administer">,
  filter: AccessFilter,
): AsyncGenerator<Uint8Array> {
  let heading = csvRow(ACCESS_COLUMNS.map(({ name }) => ({ kind: "text", text: name })));
  for await (const lines of readAccessLines(scope, filter)) {
    const rows = lines.map((line) => csvRow(ACCESS_COLUMNS.map(({ cell }) => cell(line, TEXTS))));
    yield Buffer.from(heading + rows.join(""));
    heading = "";
  }
}
