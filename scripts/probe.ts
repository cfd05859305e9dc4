/**
 * The part of `npm run cashrec:probe` that needs a database; scripts/cashrec-probe.ts has the rest.
 * Shows a response of Cashrec, or its specification, beside what the field map reads from it.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { currencySchema } from "@/lib/contracts/basics";
import { probeSchema } from "@/lib/contracts/connection";
import { isAppError } from "@/lib/server/app-error";
import { parseExactly } from "@/lib/server/cashrec/exact-json";
import { loadFieldMap } from "@/lib/server/cashrec/field-map-file";
import { cashrec } from "@/lib/server/cashrec/connection";
import { buildExampleResponse } from "@/lib/server/cashrec/openapi-example";
import { examine, probe } from "@/lib/server/cashrec/probe";
import { probeText } from "@/lib/server/cashrec/probe-text";
import { disconnect } from "@/lib/server/db/client";
import { DEMO_CENTRES } from "@/lib/server/sandbox/centres";
import { env } from "@/lib/server/env";
import { propose, type ProposeOptions, readProposeOptions } from "./propose";
import { readOptions } from "./process/read-options";

const USAGE = `Give either --centre ID --date YYYY-MM-DD [--currency EUR], or --openapi FILE.\n`;

try {
  process.stdout.write(await run());
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`${formatError(error)}\n`);
} finally {
  await disconnect();
}

async function run(): Promise<string> {
  const args = process.argv.slice(2);
  if (args.includes("--propose")) return proposeFetched(readProposeOptions(args));
  const { values } = readOptions({
    options: {
      centre: { type: "string" },
      date: { type: "string" },
      currency: { type: "string" },
      openapi: { type: "string" },
    },
  });
  if (values.openapi !== undefined) return describe(values.openapi);
  const parsed = probeSchema.safeParse({ centreId: values.centre, businessDate: values.date });
  const currency = currencySchema.optional().safeParse(values.currency);
  if (!parsed.success || !currency.success) {
    const error = parsed.error ?? currency.error;
    throw new Error(USAGE + (error === undefined ? "" : z.prettifyError(error)));
  }
  const known = DEMO_CENTRES.find(({ id }) => id === parsed.data.centreId)?.currency;
  const assumed = env().cashrec.kind === "sandbox" ? (known ?? null) : null;
  return probeText(await probe({ ...parsed.data, currency: currency.data ?? assumed }));
}

/** Without a centre, only the specification says what responses look like. */
async function proposeFetched(options: ProposeOptions): Promise<string> {
  const { asked, openapi, currency } = options;
  if (asked !== null) {
    const text = await (await cashrec()).fetchText({ ...asked, centreIds: [...asked.centreIds] });
    return propose([{ json: parseExactly(text), asked, currency }], options);
  }
  if (openapi === null) throw new Error(USAGE);
  const json = buildExampleResponse(parseExactly(readFileSync(openapi, "utf8")));
  return propose([{ json, asked: null, currency }], options);
}

function describe(file: string): string {
  const response = buildExampleResponse(parseExactly(readFileSync(file, "utf8")));
  const result = examine(JSON.stringify(response), loadFieldMap(env().fieldMapFile).map, null);
  return `An answer as ${file} describes it, with invented values:\n\n${probeText(result)}`;
}

function formatError(error: unknown): string {
  if (isAppError(error)) return error.message;
  if (error instanceof SyntaxError)
    return "The file is not valid JSON. YAML has to be converted first.";
  return error instanceof Error ? error.message : "Something went wrong.";
}
