import "server-only";

/** Streams a review of access as a workbook in the reader's language. */
import type { AccessFilter } from "@/lib/contracts/access-review";
import type { Scope } from "@/lib/domain/permission";
import { getTranslations, readPreferences } from "../language/translations";
import { readAccessLines } from "../users/access-lines";
import { ACCESS_COLUMNS, type AccessTexts } from "./access-columns";
import { respondWithFile } from "./stream-file";
import { XLSX_TYPE } from "./xlsx";
import { xlsxChunks } from "./xlsx-book";
import type { XlsxRow } from "./xlsx-sheet";

export async function exportAccessXlsx(
  scope: Scope<"user:administer">,
  filter: AccessFilter,
  request: Request,
): Promise<Response> {
  const reader = readPreferences(request);
  const [t, shell] = [
    await getTranslations("access", reader),
    await getTranslations("shell", reader),
  ];
  const texts: AccessTexts = {
    everywhere: t("everywhere"),
    yes: t("yes"),
    no: t("no"),
    role: (role) => shell(`roles.${role}`),
    state: (state) => t(`states.${state}`),
    way: (way) => t(`ways.${way}`),
    decision: (decision) => t(`decisions.${decision}`),
  };
  const table = {
    name: t("title"),
    columns: ACCESS_COLUMNS.map(({ name, width }) => ({ head: t(`columns.${name}`), width })),
    rows: readRows(scope, filter, texts),
  };
  return respondWithFile(xlsxChunks([table]), {
    name: "access.xlsx",
    type: XLSX_TYPE,
    lines: null,
    reading: null,
  });
}

async function* readRows(
  scope: Scope<"user:administer">,
  filter: AccessFilter,
  texts: AccessTexts,
): AsyncGenerator<XlsxRow[]> {
  for await (const lines of readAccessLines(scope, filter)) {
    yield lines.map((line) => ({ cells: ACCESS_COLUMNS.map(({ cell }) => cell(line, texts)) }));
  }
}
