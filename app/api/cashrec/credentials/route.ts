import { z } from "zod";
import { nothingSchema } from "@/lib/contracts/basics";
import {
  changeCredentialsSchema,
  changedCredentialsSchema,
  credentialsStatusSchema,
  removeCredentialsSchema,
} from "@/lib/contracts/cashrec-credentials";
import { route } from "@/lib/server/api/route";
import { changeCredentials, removeCredentials } from "@/lib/server/cashrec/change-credentials";
import { getCredentialsStatus } from "@/lib/server/cashrec/credentials-status";

export const GET = route({
  summary: "Says which credentials of Cashrec are in use and who set them, never what they are.",
  permission: "cashrec:probe",
  input: z.object({}),
  output: credentialsStatusSchema,
  handle: getCredentialsStatus,
});

export const PUT = route({
  summary: "Replaces the credentials of Cashrec once Cashrec has accepted the new ones.",
  permission: "cashrec:connect",
  input: changeCredentialsSchema,
  output: changedCredentialsSchema,
  handle: changeCredentials,
});

export const DELETE = route({
  summary: "Removes the stored credentials of Cashrec.",
  permission: "cashrec:connect",
  input: removeCredentialsSchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await removeCredentials(scope, input);
    return {};
  },
});
