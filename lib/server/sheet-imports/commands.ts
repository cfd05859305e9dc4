import "server-only";

/**
 * Imports cash sheets by hand, from saved responses of Cashrec and from CSV files: all of them, or
 * none and every fault. What Cashrec itself has reported is never replaced.
 */
import {
  type ImportedSheets,
  type RejectedSheet,
  SHEET_FAULTS_MAX,
  SHEET_IMPORT_DAYS_MAX,
} from "@/lib/contracts/sheet-import";
import { expectedLines } from "@/lib/domain/reconciliation/expected-cash";
import { formatDayKey } from "@/lib/domain/keys";
import { minor, type Minor } from "@/lib/domain/money";
import type { Scope } from "@/lib/domain/permission";
import { formatSheetFault, type SheetFault } from "@/lib/domain/sheet-import/import-fault";
import { AppError } from "../app-error";
import type { FetchedSheet } from "../cashrec/parse-response";
import { findMapInForce } from "../cashrec/map-in-force";
import { findAcceptedQuestions } from "../cashrec/questions";
import { connectionKind } from "../cashrec/source";
import { listCentres } from "../centres/queries";
import { inTransaction, sql } from "../db/sql";
import { readAgreedFloats } from "../recompute/read-agreed-floats";
import { readItemKinds } from "../recompute/read-item-kinds";
import { parseFile } from "./parse-file";
import { readSheetFiles, type SheetFile } from "./read-files";
import { type Centres, readFileSheets } from "./read-sheets";
import { type FileSheet, type Outcome, storeImport } from "./store";

const DAYS_LISTED_MAX = 200;

export type SheetImportOptions = { dryRun: boolean; fileName?: string | undefined };

type FileFault = { file: string; fault: SheetFault };

export async function importCashSheets(
  scope: Scope<"sheet:import">,
  { dryRun, fileName }: SheetImportOptions,
  request: Request,
): Promise<ImportedSheets> {
  const files = await readSheetFiles(request, fileName);
  const { map, hash } = await findMapInForce();
  const centres: Centres = new Map((await listCentres(scope)).map((each) => [each.id, each]));
  const sheets: FileSheet[] = [];
  const faults: FileFault[] = [];
  const questions = new Map<string, ImportedSheets["questions"][number]>();
  for (const file of files) {
    const parsed = parseFile(file, map);
    const found = Array.isArray(parsed) ? parsed : await readFileSheets(parsed, centres);
    if (Array.isArray(found)) {
      faults.push(...found.map((fault) => ({ file: file.name, fault })));
    } else {
      sheets.push(...found.sheets.map((fetched) => ({ file, fetched })));
      for (const each of found.questions) questions.set(`${each.id} ${each.path}`, each);
    }
  }
  faults.push(...listRepeated(sheets));
  if (faults.length > 0) throw rejected(faults);
  if (sheets.length > SHEET_IMPORT_DAYS_MAX) {
    throw new AppError("TOO_LARGE", `Import at most ${SHEET_IMPORT_DAYS_MAX} centre-days at once.`);
  }
  const accepted = await findAcceptedQuestions();
  const open = [...questions.values()].filter(({ id }) => !accepted.has(id));
  if (open.length > 0 && !dryRun) throw questionsOpen(open);
  const outcomes = await inTransaction((tx) =>
    storeImport(tx, { actorId: scope.actorId, sheets, fieldMapHash: hash, dryRun }),
  );
  const taken = outcomes.filter(({ outcome }) => outcome === "from-cashrec");
  if (taken.length > 0) throw rejected(taken.map(describeTaken));
  return describe({ files, outcomes, centres, open });
}

function listRepeated(sheets: readonly FileSheet[]): FileFault[] {
  const seen = new Set<string>();
  return sheets.flatMap(({ file, fetched: { sheet } }) => {
    const key = formatDayKey(sheet);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ file: file.name, fault: faultOf("repeated", sheet) }];
  });
}

function describeTaken({ file, fetched }: FileSheet): FileFault {
  return { file: file.name, fault: faultOf("from-cashrec", fetched.sheet) };
}

function faultOf(code: SheetFault["code"], sheet: FetchedSheet["sheet"]): SheetFault {
  return { code, row: null, path: null, value: `${sheet.centreId}, ${sheet.businessDate}` };
}

function rejected(faults: readonly FileFault[]): AppError {
  const listed = faults.slice(0, SHEET_FAULTS_MAX).map(({ file, fault }): RejectedSheet => {
    const { code, row, path, value } = fault;
    return { file, code, row, path, value, reason: formatSheetFault(fault) };
  });
  const [first] = listed;
  const where = first?.row == null ? "" : ` Row ${first.row}:`;
  return new AppError(
    "REJECTED_ROWS",
    `${first?.file ?? ""}:${where} ${first?.reason ?? ""} Nothing was stored.`,
    { extra: { rejected: listed, rejectedMore: faults.length - listed.length } },
  );
}

function questionsOpen(open: ImportedSheets["questions"]): AppError {
  return new AppError(
    "REFUSED",
    "The files can be read, and leave open what some of it means. An administrator has to accept " +
      "it first. Nothing was stored.",
    { reason: "questions-open", extra: { questions: open } },
  );
}

type Described = {
  files: readonly SheetFile[];
  outcomes: readonly Outcome[];
  centres: Centres;
  open: ImportedSheets["questions"];
};

async function describe({ files, outcomes, centres, open }: Described): Promise<ImportedSheets> {
  const keys = outcomes.map(({ fetched: { sheet } }) => sheet);
  const floatsOf = await readAgreedFloats(sql, keys);
  const readSheet = await readItemKinds(sql);
  const days = outcomes.map(({ file, fetched: { sheet }, outcome, state }) => {
    const centre = centres.get(sheet.centreId);
    const lines = expectedLines(readSheet(sheet), floatsOf(sheet));
    return {
      centreId: sheet.centreId,
      centreName: centre?.name ?? "",
      businessDate: sheet.businessDate,
      currency: sheet.currency ?? centre?.currency ?? "",
      file: file.name,
      outcome: outcome as "new" | "changed" | "unchanged",
      state,
      lines: lines.length,
      expectedMinor: sumOf(lines.map(({ expected }) => expected)),
    };
  });
  const dates = keys.map(({ businessDate }) => businessDate).toSorted();
  const count = (wanted: Outcome["outcome"]) =>
    outcomes.filter(({ outcome }) => outcome === wanted).length;
  return {
    files: files.map((file) => ({
      name: file.name,
      hash: file.hash,
      sheets: outcomes.filter((each) => each.file === file).length,
    })),
    sheets: outcomes.length,
    lines: days.reduce((sum, { lines }) => sum + lines, 0),
    added: count("new"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    days: days.slice(0, DAYS_LISTED_MAX),
    questions: open,
    findings: keys.flatMap(({ findings }) => findings ?? []).slice(0, DAYS_LISTED_MAX),
    isSandbox: (await connectionKind()) === "sandbox",
    range: {
      from: dates[0] ?? "",
      to: dates.at(-1) ?? "",
      centreIds: [...new Set(keys.map(({ centreId }) => centreId))].toSorted(),
    },
  };
}

/** The sum is not known when one of its parts is not. */
function sumOf(amounts: readonly (Minor | null)[]): Minor | null {
  return amounts.reduce<Minor | null>((sum, amount) => {
    return sum === null || amount === null ? null : minor(sum + amount);
  }, minor(0));
}
