import { z } from "zod";
import { idSchema } from "@/lib/contracts/basics";
import { route } from "@/lib/server/api/route";
import { exportPettyCash } from "@/lib/server/exports/petty-cash-csv";

export const GET = route({
  summary: "Sends every entry of a petty cash fund as CSV, with the balance after each.",
  permission: "reconciliation:view",
  input: z.object({ centreId: idSchema }),
  output: "text/csv",
  handle: exportPettyCash,
});
