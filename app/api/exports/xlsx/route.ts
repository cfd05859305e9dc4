import { exportSearchSchema } from "@/lib/contracts/search";
import { refuseFormat } from "@/lib/server/exports/not-yet";
import { route } from "@/lib/server/http/route";

export const GET = route({
  permission: "reconciliation:view",
  input: exportSearchSchema,
  handle: () => refuseFormat("XLSX"),
});
