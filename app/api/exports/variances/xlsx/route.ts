import { varianceExportSchema } from "@/lib/contracts/variance";
import { exportVariancesXlsx } from "@/lib/server/exports/variance-xlsx";
import { route } from "@/lib/server/api/route";

export const GET = route({
  permission: "variance:view",
  input: varianceExportSchema,
  handle: exportVariancesXlsx,
});
