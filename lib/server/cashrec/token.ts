import "server-only";

/**
 * Obtains the access token by password grant, and renews it early, by refresh token where there is
 * one. Concurrent requests share one sign-in. The token lives only in memory.
 */
import { z } from "zod";
import { isPassing, notNow } from "./attempts";
import { isCashrecFailure, refused } from "./failure";
import { GrantBrake } from "./grant-brake";
import type { Limits, Runtime } from "./limits";
import { exchange, type HttpResponse, isPage } from "./transport";

export type Credentials = {
  tokenUrl: string;
  username: string;
  password: string;
  clientId: string;
  clientSecret: string;
};

const WHOM = "Cashrec's sign-in";
const LIFE_SECONDS_USUAL = 3_600;
const LIFE_SECONDS_MAX = 86_400 * 30;
/** Anything but visible ASCII is not allowed in a header. */
const TOKEN = /^[\x21-\x7e]{1,16384}$/;

const tokenSchema = z.object({
  access_token: z.string().regex(TOKEN),
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .optional(),
  expires_in: z.coerce.number().min(1).max(LIFE_SECONDS_MAX).optional().catch(undefined),
  refresh_token: z.string().regex(TOKEN).nullish(),
});
const errorSchema = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) });

type Token = { access: string; refresh: string | null; renewAt: number; endsAt: number };

export class TokenSource {
  #token: Token | null = null;
  #fetching: Promise<Token> | null = null;
  readonly #brake: GrantBrake;

  constructor(
    private readonly credentials: Credentials,
    private readonly runtime: Runtime,
    private readonly limits: Limits,
  ) {
    this.#brake = new GrantBrake(runtime, limits);
  }

  /** `rejected` is a token that Cashrec refused although it had not expired. */
  async get(rejected: string | null = null): Promise<string> {
    const token = this.#token;
    if (token !== null && token.access !== rejected && this.runtime.now() < token.renewAt) {
      return token.access;
    }
    this.#fetching ??= this.#renew().finally(() => (this.#fetching = null));
    try {
      return (await this.#fetching).access;
    } catch (error) {
      // The token was renewed early, so that the previous one is still valid.
      if (token === null || token.access === rejected || this.runtime.now() >= token.endsAt)
        throw error;
      return token.access;
    }
  }

  /** A token that was refused as soon as it was issued is not replaced by another one at once. */
  distrust(status: number): void {
    this.#brake.refuse(refused(`Cashrec does not accept a token it has just issued (${status}).`));
  }

  async #renew(): Promise<Token> {
    const refresh = this.#token?.refresh ?? null;
    const refreshed = refresh === null ? null : await this.#byRefresh(refresh);
    this.#token = refreshed ?? (await this.#byPassword());
    return this.#token;
  }

  /**
   * Returns null when the refresh token is not accepted, for whatever reason, so that the password
   * grant is used. Only a request for fewer requests is obeyed.
   */
  async #byRefresh(refresh: string): Promise<Token | null> {
    const response = await this.#ask({ grant_type: "refresh_token", refresh_token: refresh }).catch(
      (error: unknown) => {
        if (isCashrecFailure(error) && error.code !== "UPSTREAM_UNAVAILABLE") return null;
        throw error;
      },
    );
    if (response?.status === 429) throw this.#passing(response);
    const token = response?.status === 200 ? this.#read(response) : null;
    // The password grant is used from here on, also if it fails this time.
    if (token === null && this.#token !== null) this.#token = { ...this.#token, refresh: null };
    return token;
  }

  async #byPassword(): Promise<Token> {
    const { username, password } = this.credentials;
    try {
      const response = await this.#ask({ grant_type: "password", username, password });
      if (isPassing(response.status)) throw this.#passing(response);
      const token = response.status === 200 ? this.#read(response) : null;
      // oxlint-disable-next-line security/detect-possible-timing-attacks -- whether there is one
      if (token === null) throw refused(refusalText(response));
      return token;
    } catch (error) {
      // A redirect and an endless response are refusals like any other.
      const isRefusal = isCashrecFailure(error) && error.code !== "UPSTREAM_UNAVAILABLE";
      if (isRefusal) this.#brake.refuse(error);
      throw error;
    }
  }

  async #ask(grant: Record<string, string>): Promise<HttpResponse> {
    this.#brake.pass();
    const { tokenUrl, clientId, clientSecret } = this.credentials;
    const body = new URLSearchParams({
      ...grant,
      client_id: clientId,
      client_secret: clientSecret,
    });
    const init = { method: "POST", body, headers: { accept: "application/json" } };
    return exchange({ url: tokenUrl, init, whom: WHOM }, this.runtime, this.limits);
  }

  #passing({ status, retryAfterMs }: HttpResponse) {
    return notNow(WHOM, { status, retryAfterMs, now: this.runtime.now() });
  }

  /** Returns null when the response has no usable token. */
  #read({ text }: HttpResponse): Token | null {
    const parsed = tokenSchema.safeParse(jsonOf(text));
    if (!parsed.success) return null;
    const { access_token: access, refresh_token: refresh = null, expires_in } = parsed.data;
    const lifeMs = (expires_in ?? LIFE_SECONDS_USUAL) * 1_000;
    const early = Math.min(this.limits.renewBeforeMs, lifeMs / 10);
    const endsAt = this.runtime.now() + lifeMs;
    return { access, refresh, renewAt: endsAt - early, endsAt };
  }
}

/** The OAuth error code is from a closed list of the standard, so it may be shown. */
function refusalText({ status, type, text }: HttpResponse): string {
  if (status === 404) {
    return `There is no sign-in at this address (404). Check CASHREC_TOKEN_URL.`;
  }
  if (status === 200) {
    const what = isPage(type, text) ? "a web page instead of a token" : "no usable token";
    return `${WHOM} answered with ${what}. Check CASHREC_TOKEN_URL, and ask Mapal.`;
  }
  const parsed = errorSchema.safeParse(jsonOf(text));
  const word = parsed.success ? parsed.data.error : `status ${status}`;
  const hint = word === "invalid_client" ? "the client id and secret" : "the user and password";
  return `${WHOM} was refused (${word}). Check ${hint} of the connection.`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Text that is not JSON does not match the schema either.
  }
}
