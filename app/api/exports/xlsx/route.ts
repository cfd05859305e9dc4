import { exportSearchSchema } from "@/lib/contracts/search";
import { exportXlsx } from "@/lib/server/exports/xlsx";
import { route } from "@/lib/server/api/route";

export const GET = route({
  permission: "reconciliation:view",
  input: exportSearchSchema,
  handle: exportXlsx,
});
