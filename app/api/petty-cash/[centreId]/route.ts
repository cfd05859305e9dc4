import { pettyCashSchema, pettyCashSearchSchema } from "@/lib/contracts/petty-cash";
import { fundNumberSchema, savePettyCashFundSchema } from "@/lib/contracts/petty-cash-change";
import { route } from "@/lib/server/api/route";
import { getPettyCash } from "@/lib/server/petty-cash/queries";
import { fundReader } from "@/lib/server/petty-cash/reader";
import { savePettyCashFund } from "@/lib/server/petty-cash/settings";

export const GET = route({
  summary: "Reads the petty cash fund of a centre: its balance, entries, counts and periods.",
  permission: "till-count:view",
  input: pettyCashSearchSchema,
  output: pettyCashSchema,
  handle: (scope, input, { actor }) => getPettyCash(scope, input, fundReader(actor)),
});

export const PUT = route({
  summary: "Opens the petty cash fund of a centre, or changes its settings.",
  permission: "tolerance:change",
  input: savePettyCashFundSchema,
  output: fundNumberSchema,
  handle: savePettyCashFund,
});
