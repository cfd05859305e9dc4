import { z } from "zod";
import {
  scimKeySchema,
  scimListSchema,
  scimPatchSchema,
  scimResourceSchema,
} from "@/lib/contracts/scim";
import { scimRoute } from "@/lib/server/api/scim-route";

const none = z.object({});
const changed = scimResourceSchema.extend(scimKeySchema.shape);
const patched = scimPatchSchema.extend(scimKeySchema.shape);

export const GET = scimRoute({
  ServiceProviderConfig: { summary: "Says to a directory what SCIM does here.", input: none },
  ResourceTypes: { summary: "Lists the kinds of resources for a directory.", input: none },
  Schemas: { summary: "Lists the attributes that a directory sets.", input: none },
  Users: { summary: "Lists people for a directory, by filter and page.", input: scimListSchema },
  "Users/{id}": { summary: "Returns a person to a directory.", input: scimKeySchema },
  Groups: { summary: "Lists groups for a directory, by filter and page.", input: scimListSchema },
  "Groups/{id}": { summary: "Returns a group to a directory.", input: scimKeySchema },
});

export const POST = scimRoute({
  Users: { summary: "A directory creates a person.", input: scimResourceSchema, status: 201 },
  Groups: { summary: "A directory creates a group.", input: scimResourceSchema, status: 201 },
});

export const PUT = scimRoute({
  "Users/{id}": { summary: "A directory replaces a person.", input: changed },
  "Groups/{id}": { summary: "A directory replaces a group.", input: changed },
});

export const PATCH = scimRoute({
  "Users/{id}": { summary: "A directory changes or deactivates a person.", input: patched },
  "Groups/{id}": { summary: "A directory changes a group or its members.", input: patched },
});

export const DELETE = scimRoute({
  "Users/{id}": {
    summary: "A directory deactivates a person for good.",
    input: scimKeySchema,
    status: 204,
  },
  "Groups/{id}": { summary: "A directory deletes a group.", input: scimKeySchema, status: 204 },
});
