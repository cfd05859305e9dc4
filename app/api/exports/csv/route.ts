import { exportSearchSchema } from "@/lib/contracts/search";
import { exportCsv } from "@/lib/server/exports/csv";
import { route } from "@/lib/server/api/route";

export const GET = route({
  permission: "reconciliation:view",
  input: exportSearchSchema,
  handle: exportCsv,
});
