import { z } from "zod";
import { route } from "@/lib/server/api/route";
import { exportEntities } from "@/lib/server/entities/write-file";

export const GET = route({
  summary: "Downloads the legal entities, and whose each centre was from when on, for an import.",
  permission: "centre:administer",
  input: z.object({}),
  output: "text/csv",
  handle: exportEntities,
});
