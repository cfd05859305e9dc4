import { z } from "zod";
import { route } from "@/lib/server/api/route";
import { exportOwnData } from "@/lib/server/personal-data/export";

export const GET = route({
  summary: "Downloads what is stored of the caller, as an archive of JSON files.",
  permission: "account:use",
  freshProof: true,
  input: z.object({}),
  output: "application/zip",
  handle: (scope, _input, call) => exportOwnData(scope, call),
});
