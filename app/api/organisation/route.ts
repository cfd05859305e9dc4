import {
  changedOrganisationSchema,
  changeOrganisationSchema,
  organisationSchema,
  organisationSearchSchema,
} from "@/lib/contracts/organisation";
import { route } from "@/lib/server/api/route";
import { changeOrganisation } from "@/lib/server/organisation/commands";
import { getOrganisation } from "@/lib/server/organisation/queries";

export const GET = route({
  summary: "Reads the tree of the organisation at a date: the reader's centres and what is above.",
  permission: "centre:view",
  input: organisationSearchSchema,
  output: organisationSchema,
  handle: getOrganisation,
});

export const POST = route({
  summary: "Adds, renames and moves nodes and centres from a date on: all of the rows, or none.",
  permission: "centre:administer",
  input: changeOrganisationSchema,
  output: changedOrganisationSchema,
  handle: changeOrganisation,
});
