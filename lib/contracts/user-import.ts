/**
 * POST /api/users/imports[?dryRun=true] takes text/csv with these columns in any order. A person
 * with several roles has several rows. All of them are invited, or nobody is.
 */
import { z } from "zod";
import { flagSchema } from "./basics";
import { rejectedRowSchema } from "./rejected-row";
import { linkDeliverySchema, storedRoleSchema } from "./user";

export const USER_COLUMNS = ["name", "email", "role", "centres"] as const;
export const USER_IMPORT_BYTES_MAX = 512 * 1024;
export const USER_ROWS_MAX = 1_000;

export const importUsersSchema = z.object({ dryRun: flagSchema });

/** Why a row was rejected. `facts` names what the row has in that column, or lacks. */
const USER_ROW_FAULTS = [
  "not-csv",
  "column-missing",
  "no-rows",
  "too-many",
  "name-missing",
  "name-wrong",
  "name-differs", // An earlier row gives this address another name.
  "email-missing",
  "email-wrong",
  "email-taken", // Someone with this address is here already.
  "role-unknown",
  "role-twice",
  "centres-missing",
  "centre-unknown",
] as const;

const rejectedUserRowSchema = rejectedRowSchema(USER_COLUMNS, USER_ROW_FAULTS);
export type RejectedUserRow = z.infer<typeof rejectedUserRowSchema>;

/** With status 200, `rejected` is empty. 422 is a problem document with `rejected` as a member. */
export const importedUsersSchema = z.object({
  people: z.array(
    z.object({
      name: z.string(),
      email: z.string(),
      roles: z.array(storedRoleSchema),
      /** Of these roles, a second administrator has to confirm: */
      waiting: z.array(storedRoleSchema),
      /** It is shown this once; null in a dry run. */
      inviteUrl: z.string().nullable(),
      /** Null in a dry run. */
      delivery: linkDeliverySchema.nullable(),
    }),
  ),
  rejected: z.array(rejectedUserRowSchema),
});
export type ImportedUsers = z.infer<typeof importedUsersSchema>;
