/** The credentials of Cashrec on the connection page: they are sent, and never returned. */
import { z } from "zod";
import { businessDateSchema, idSchema, instantSchema } from "./basics";

const TEXT_MAX = 500;

/** Without credentials in the address itself, because an address is shown and logged. */
const addressSchema = z
  .url({ protocol: /^https?$/, error: "Use an https:// address" })
  .max(2_000)
  .refine((text) => {
    const { username, password } = new URL(text);
    return username === "" && password === "";
  }, "Leave the user name and password out of the address")
  .transform((text) => text.replace(/\/+$/, ""));

/** An absent field keeps what is stored. */
const retained = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null);
const secretText = z.string().min(1).max(TEXT_MAX);

export const changeCredentialsSchema = z.object({
  apiUrl: retained(addressSchema),
  tokenUrl: retained(addressSchema),
  username: retained(secretText),
  password: retained(secretText),
  clientId: retained(secretText),
  clientSecret: retained(secretText),
  /** The version that was read; another one is a conflict. */
  version: z.int().min(0),
  /** What Cashrec is asked for with the new credentials before they are stored. */
  probe: z.object({ centreId: idSchema, businessDate: businessDateSchema }),
  /** Stores them although Cashrec did not accept them. */
  storeUnchecked: z.boolean().default(false),
});
export type ChangeCredentials = z.infer<typeof changeCredentialsSchema>;

export const changedCredentialsSchema = z.object({
  version: z.int(),
  /** Whether Cashrec accepted them. */
  isChecked: z.boolean(),
});

export const removeCredentialsSchema = z.object({ version: z.coerce.number().int().min(0) });

export const credentialsStatusSchema = z.object({
  /** Which credentials are in use. */
  from: z.enum(["environment", "stored", "none"]),
  /** What the database has; "unreadable" was encrypted with a key that this server has not. */
  stored: z.enum(["readable", "unreadable", "none"]),
  version: z.int(),
  host: z.string().nullable(),
  setBy: z.string().nullable(),
  setAt: instantSchema.nullable(),
  isChecked: z.boolean(),
  /** Why none can be stored here; null when they can. */
  blockedBy: z.enum(["sandbox", "plain-http"]).nullable(),
});
export type CredentialsStatus = z.infer<typeof credentialsStatusSchema>;
