import "server-only";

/**
 * Obtains the access token by password grant, and renews it early, by refresh token where there is
 * one. Concurrent requests share one sign-in. The token lives only in memory.
 */
import { z } from "zod";
import { isPassing, notNow } from "./attempts";
import type { CashrecFailure } from "./failure";
import { isCashrecFailure, changed, refused } from "./failure";
import type { Limits, Runtime } from "./limits";
import { exchange } from "./transport";

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
  #refusedUntil = 0;
  #refusal: CashrecFailure | null = null;

  constructor(
    private readonly credentials: Credentials,
    private readonly runtime: Runtime,
    private readonly limits: Limits,
  ) {}

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

  async #renew(): Promise<Token> {
    const refresh = this.#token?.refresh ?? null;
    const refreshed = refresh === null ? null : await this.#byRefresh(refresh);
    this.#token = refreshed ?? (await this.#byPassword());
    return this.#token;
  }

  /**
   * Returns null when the refresh token is no longer accepted, so that the password grant is used.
   */
  async #byRefresh(refresh: string): Promise<Token | null> {
    try {
      return await this.#ask({ grant_type: "refresh_token", refresh_token: refresh });
    } catch (error) {
      if (isCashrecFailure(error) && !error.passing) return null;
      throw error;
    }
  }

  async #byPassword(): Promise<Token> {
    if (this.#refusal !== null && this.runtime.now() < this.#refusedUntil) throw this.#refusal;
    const { username, password } = this.credentials;
    try {
      return await this.#ask({ grant_type: "password", username, password });
    } catch (error) {
      if (isCashrecFailure(error) && error.code === "UPSTREAM_REFUSED") {
        this.#refusal = error;
        this.#refusedUntil = this.runtime.now() + this.limits.refusedSignInMs;
      }
      throw error;
    }
  }

  async #ask(grant: Record<string, string>): Promise<Token> {
    const { tokenUrl, clientId, clientSecret } = this.credentials;
    const body = new URLSearchParams({
      ...grant,
      client_id: clientId,
      client_secret: clientSecret,
    });
    const init = { method: "POST", body, headers: { accept: "application/json" } };
    const response = await exchange({ url: tokenUrl, init, whom: WHOM }, this.runtime, this.limits);
    if (isPassing(response.status)) throw notNow(WHOM, response.status, response.retryAfterMs);
    if (response.status !== 200) throw refused(refusalText(response.status, response.text));
    return this.#parse(response.text);
  }

  #parse(text: string): Token {
    const parsed = tokenSchema.safeParse(jsonOf(text));
    if (!parsed.success) {
      throw changed(`${WHOM} answered without a usable token.`);
    }
    const { access_token: access, refresh_token: refresh = null, expires_in } = parsed.data;
    const lifeMs = (expires_in ?? LIFE_SECONDS_USUAL) * 1_000;
    const early = Math.min(this.limits.renewBeforeMs, lifeMs / 10);
    const endsAt = this.runtime.now() + lifeMs;
    return { access, refresh, renewAt: endsAt - early, endsAt };
  }
}

/** The OAuth error code is from a closed list of the standard, so it may be shown. */
function refusalText(status: number, text: string): string {
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
