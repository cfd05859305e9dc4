import { exportSearchSchema } from "@/lib/contracts/search";
import { exportPdf } from "@/lib/server/exports/pdf";
import { route } from "@/lib/server/api/route";

export const GET = route({
  permission: "reconciliation:view",
  input: exportSearchSchema,
  handle: exportPdf,
});
