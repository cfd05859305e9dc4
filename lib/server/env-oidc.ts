import "server-only";

/**
 * Parses the file of identity providers that people may sign in with. Its secrets may stand in
 * files of their own, as containers mount them. Nothing is requested here: the application starts
 * whether or not a provider can be reached.
 */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { ASSURANCE_CHARACTERS_MAX } from "@/lib/domain/sign-on/assurance";
import { isLoopback } from "./env-network";
import type { Reader } from "./env-reader";

const PROVIDERS_MAX = 10;
const USUAL_SCOPES = ["openid", "email", "profile"];
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const DOMAIN = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/;

const issuerSchema = z
  .string()
  .refine(isSecureUrl, "must begin with https:// (http:// is for this machine alone)")
  .refine((issuer) => !/[?#]/.test(issuer), "must have no query and no fragment");

const assuranceSchema = z
  .array(
    z
      .string()
      .max(ASSURANCE_CHARACTERS_MAX)
      .regex(/^[\x21-\x7e]+$/, "must be one word"),
  )
  .max(20)
  .default([]);

const providerSchema = z
  .strictObject({
    /** It is part of the redirect URI, so that it stays as it is. */
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,30}$/, "must be a short word of lower-case letters")
      .refine(
        (id) => !["credentials", "passkey", "pin"].includes(id),
        "is a word that we use ourselves",
      ),
    name: z.string().trim().min(1).max(60),
    issuer: issuerSchema,
    clientId: z.string().min(1).max(500),
    clientSecret: z.string().min(1).max(2_000).optional(),
    clientSecretFile: z.string().min(1).optional(),
    /** How the token endpoint is shown the secret; absent: as its metadata prefers. */
    tokenEndpointAuthMethod: z.enum(["client_secret_basic", "client_secret_post"]).optional(),
    scopes: z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/)).default(USUAL_SCOPES),
    /** The domains of e-mail for which the provider's word is good. */
    domains: z
      .array(z.string().toLowerCase().regex(DOMAIN, "must be a domain"))
      .max(100)
      .default([]),
    /** Whether somebody of these domains who has no account gets one by signing in. */
    createsAccounts: z.boolean().default(false),
    /** The claim of the ID token that lists the groups of a person, for the rules about roles. */
    groupsClaim: z.string().min(1).max(200).default("groups"),
    /** What an ID token has to say of how somebody signed in: one of each, where any are listed. */
    acrValues: assuranceSchema,
    amrValues: assuranceSchema,
    /**
     * Whether its ID tokens say when somebody proved who they are. Where they do not, every sign-in
     * counts as such a proof.
     */
    statesAuthTime: z.boolean().default(true),
  })
  .refine(({ clientSecret, clientSecretFile }) => {
    return (clientSecret === undefined) !== (clientSecretFile === undefined);
  }, "needs either clientSecret or clientSecretFile")
  .refine(
    ({ createsAccounts, domains }) => !createsAccounts || domains.length > 0,
    "needs domains, if createsAccounts is true",
  );

export type OidcProvider = Omit<
  z.infer<typeof providerSchema>,
  "clientSecret" | "clientSecretFile"
> & { clientSecret: string };

const fileSchema = z.array(providerSchema).min(1).max(PROVIDERS_MAX);

export function readOidcProviders(read: Reader): readonly OidcProvider[] {
  const path = read.file("OIDC_PROVIDERS");
  if (path === null) return [];
  const value = readJson(read, path);
  if (value === undefined) return [];
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) read.wrong(`OIDC_PROVIDERS: ${describeIssue(issue)}`);
    return [];
  }
  refuseRepeated(read, parsed.data, "id");
  refuseRepeated(read, parsed.data, "issuer");
  return parsed.data.map(({ clientSecret, clientSecretFile, ...provider }) => ({
    ...provider,
    scopes: [...new Set(["openid", ...provider.scopes])],
    clientSecret: clientSecret ?? readSecret(read, path, provider.id, clientSecretFile ?? ""),
  }));
}

/** An unreadable file was reported already. */
function readJson(read: Reader, path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) read.wrong("OIDC_PROVIDERS names a file that is not JSON");
    return undefined;
  }
}

/**
 * A path that is not absolute starts from the folder of the providers' file. The bundler must not
 * take it for a file of the program.
 */
function readSecret(read: Reader, path: string, id: string, file: string): string {
  try {
    const secret = readFileSync(
      resolve(/* turbopackIgnore: true */ dirname(path), file),
      "utf8",
    ).trim();
    // oxlint-disable-next-line security/detect-possible-timing-attacks -- whether there is one
    if (secret === "") read.wrong(`OIDC_PROVIDERS: the clientSecretFile of ${id} is empty`);
    return secret;
  } catch {
    read.wrong(`OIDC_PROVIDERS: the clientSecretFile of ${id} can't be read`);
    return "";
  }
}

function refuseRepeated(
  read: Reader,
  providers: z.infer<typeof fileSchema>,
  field: "id" | "issuer",
): void {
  const values = providers.map((provider) => provider[field]);
  if (new Set(values).size < values.length) {
    read.wrong(`OIDC_PROVIDERS: every provider needs an ${field} of its own`);
  }
}

/** Says where the file is wrong, and never quotes a value. */
function describeIssue({ path, message }: z.core.$ZodIssue): string {
  const [at, ...rest] = path;
  if (at === undefined) return `the file needs a list of providers (${message})`;
  return [`provider ${Number(at) + 1}`, rest.join("."), message].filter(Boolean).join(" ");
}

/** Requests that carry secrets and keys are readable by nobody else. */
export function isSecureUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}
