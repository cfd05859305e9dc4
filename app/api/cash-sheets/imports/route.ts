import {
  importedSheetsSchema,
  refusedSheetsSchema,
  sheetImportSearchSchema,
} from "@/lib/contracts/sheet-import";
import { route } from "@/lib/server/api/route";
import { importCashSheets } from "@/lib/server/sheet-imports/commands";

export const POST = route({
  summary:
    "Imports cash sheets from saved responses (JSON) and CSV files, sent as a form of files or as " +
    "one file: all of them, or 422 with every fault.",
  permission: "sheet:import",
  input: sheetImportSearchSchema,
  output: importedSheetsSchema,
  refusal: refusedSheetsSchema,
  handle: (scope, input, { request }) => importCashSheets(scope, input, request),
  body: "multipart/form-data",
});
