import { storedDataKeySchema, storedDataSchema } from "@/lib/contracts/stored-data";
import { route } from "@/lib/server/api/route";
import { getStoredData } from "@/lib/server/users/stored-data";

export const GET = route({
  summary: "Says what is stored of a person, in numbers by kind.",
  permission: "security:administer",
  input: storedDataKeySchema,
  output: storedDataSchema,
  handle: getStoredData,
});
