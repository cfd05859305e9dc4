import { z } from "zod";
import { cashRoundingListSchema, changeCashRoundingSchema } from "@/lib/contracts/cash-rounding";
import { route } from "@/lib/server/api/route";
import { changeRounding } from "@/lib/server/item-kinds/change-rounding";
import { listRoundings } from "@/lib/server/item-kinds/roundings";

export const GET = route({
  summary: "Lists every version of the rules by which cash payments are rounded.",
  permission: "tolerance:view",
  input: z.object({}),
  output: cashRoundingListSchema,
  handle: listRoundings,
});

export const POST = route({
  summary: "Says to which multiple cash payments are rounded, from a business date on.",
  permission: "centre:administer",
  input: changeCashRoundingSchema,
  output: cashRoundingListSchema.shape.roundings.element,
  handle: changeRounding,
  status: 201,
});
