import { z } from "zod";
import {
  changedItemKindSchema,
  changeItemKindSchema,
  itemKindListSchema,
} from "@/lib/contracts/item-kind";
import { route } from "@/lib/server/api/route";
import { changeItemKind } from "@/lib/server/item-kinds/commands";
import { listItemKinds } from "@/lib/server/item-kinds/queries";

export const GET = route({
  summary: "Lists every version of what tenders and entries are: tips, gift cards or roundings.",
  permission: "tolerance:view",
  input: z.object({}),
  output: itemKindListSchema,
  handle: listItemKinds,
});

export const POST = route({
  summary: "Says what a tender or an entry is, from a business date on.",
  permission: "centre:administer",
  input: changeItemKindSchema,
  output: changedItemKindSchema,
  handle: (scope, change) => changeItemKind(scope, change),
  status: 201,
});
