import { z } from "zod";
import { changeExpenseTypesSchema, expenseTypeListSchema } from "@/lib/contracts/expense-type";
import { route } from "@/lib/server/api/route";
import { changeExpenseTypes, listExpenseTypes } from "@/lib/server/petty-cash/expense-types";

export const GET = route({
  summary: "Lists the types of expense that receipts of petty cash name.",
  permission: "till-count:view",
  input: z.object({}),
  output: expenseTypeListSchema,
  handle: listExpenseTypes,
});

export const PUT = route({
  summary: "Replaces the list of expense types; one is switched off, never removed.",
  permission: "centre:administer",
  input: changeExpenseTypesSchema,
  output: expenseTypeListSchema,
  handle: changeExpenseTypes,
});
