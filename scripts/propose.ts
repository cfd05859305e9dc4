/** Proposes a field map on the command line, from files or from what was fetched. */
import { readFileSync, writeFileSync } from "node:fs";
import { currencySchema } from "@/lib/contracts/basics";
import { fieldMapFileSchema } from "@/lib/contracts/field-map";
import type { Json } from "@/lib/domain/field-map/field-map";
import type { Proposal, SampleResponse } from "@/lib/domain/field-map/proposal/proposal";
import { proposeFieldMap } from "@/lib/domain/field-map/proposal/propose";
import { parseExactly } from "@/lib/server/cashrec/exact-json";
import { formatProposal } from "./proposal-text";
import { readOptions } from "./process/read-options";

export type ProposeOptions = {
  files: string[];
  openapi: string | null;
  write: string | null;
  currency: string | null;
  asked: SampleResponse["asked"];
};

const DATE = /^\d{4}-\d\d-\d\d$/;

export function readProposeOptions(args: readonly string[]): ProposeOptions {
  const { values } = readOptions({
    args: [...args],
    options: {
      propose: { type: "boolean" },
      file: { type: "string", multiple: true },
      openapi: { type: "string" },
      write: { type: "string" },
      centre: { type: "string", multiple: true },
      date: { type: "string" },
      to: { type: "string" },
      currency: { type: "string" },
    },
  });
  const { centre, date, to = date, currency } = values;
  if ((centre === undefined) !== (date === undefined)) {
    throw new Error("Give --centre and --date together.");
  }
  for (const each of [date, to]) {
    if (each !== undefined && !DATE.test(each)) throw new Error("A date is YYYY-MM-DD.");
  }
  if (currency !== undefined && !currencySchema.safeParse(currency).success) {
    throw new Error("--currency is an ISO 4217 code, such as EUR.");
  }
  return {
    files: values.file ?? [],
    openapi: values.openapi ?? null,
    write: values.write ?? null,
    currency: currency ?? null,
    asked:
      centre === undefined || date === undefined || to === undefined
        ? null
        : { centreIds: centre, from: date, to },
  };
}

export function proposeFromFiles(options: ProposeOptions): string {
  const { files, currency, asked } = options;
  const responses = files.map((file) => ({ json: readJson(file), currency, asked }));
  return propose(responses, options);
}

/** Prints the proposal, and writes its map where `--write` says. */
export function propose(responses: SampleResponse[], options: ProposeOptions): string {
  const specification = options.openapi === null ? null : readJson(options.openapi);
  const proposal = proposeFieldMap({ responses, specification });
  return formatProposal(proposal) + writeMap(proposal, options.write);
}

function writeMap({ map }: Proposal, file: string | null): string {
  if (file === null) return "";
  // What is written has to be what the application reads.
  writeFileSync(file, `${JSON.stringify(fieldMapFileSchema.parse(map), null, 2)}\n`);
  return `\nThe map is written to ${file}. CASHREC_FIELD_MAP=${file} reads with it.\n`;
}

function readJson(file: string): Json {
  try {
    return parseExactly(readFileSync(file, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "it is not valid JSON" : "it can't be read";
    throw new Error(`${file}: ${reason}.`, { cause: error });
  }
}
