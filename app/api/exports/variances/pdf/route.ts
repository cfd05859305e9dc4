import { varianceExportSchema } from "@/lib/contracts/variance";
import { exportVariancesPdf } from "@/lib/server/exports/variance-pdf";
import { route } from "@/lib/server/api/route";

export const GET = route({
  permission: "variance:view",
  input: varianceExportSchema,
  handle: exportVariancesPdf,
});
