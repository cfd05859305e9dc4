import "server-only";

/** The sandbox's token endpoint: password and refresh grants, with the errors of OAuth. */
import { randomBytes } from "node:crypto";
import { json } from "./fault";

type Credentials = { username: string; password: string; clientId: string; clientSecret: string };

const LIFE_SECONDS = 3_600;
/** The oldest tokens are removed, because a sandbox that runs for months must not grow. */
const TOKENS_MAX = 1_000;

export class TokenEndpoint {
  readonly #endsAt = new Map<string, number>();
  readonly #refresh = new Set<string>();

  constructor(
    private readonly credentials: Credentials,
    private readonly options: { tokenSeconds?: number; now?: () => number },
  ) {}

  issue(form: URLSearchParams): Response {
    const { username, password, clientId, clientSecret } = this.credentials;
    const is = (name: string, value: string) => form.get(name) === value;
    if (!is("client_id", clientId) || !is("client_secret", clientSecret)) {
      return json(400, { error: "invalid_client" });
    }
    const grant = form.get("grant_type");
    if (grant === "password") {
      const known = is("username", username) && is("password", password);
      return known ? this.#fresh() : json(400, { error: "invalid_grant" });
    }
    if (grant !== "refresh_token") return json(400, { error: "unsupported_grant_type" });
    const taken = this.#refresh.delete(form.get("refresh_token") ?? "");
    return taken ? this.#fresh() : json(400, { error: "invalid_grant" });
  }

  isGood(authorization: string | null): boolean {
    const token = /^Bearer (\S+)$/.exec(authorization ?? "")?.[1] ?? "";
    return (this.#endsAt.get(token) ?? 0) > this.#now();
  }

  revokeAll(): void {
    this.#endsAt.clear();
  }

  #fresh(): Response {
    const seconds = this.options.tokenSeconds ?? LIFE_SECONDS;
    const [access, refresh] = [newToken(), newToken()];
    this.#endsAt.set(access, this.#now() + seconds * 1_000);
    this.#refresh.add(refresh);
    for (const issued of [this.#endsAt, this.#refresh]) {
      const [oldest] = issued.keys();
      if (issued.size > TOKENS_MAX && oldest !== undefined) issued.delete(oldest);
    }
    return json(200, {
      access_token: access,
      expires_in: seconds,
      token_type: "Bearer",
      refresh_token: refresh,
      scope: "cashrec offline_access",
    });
  }

  #now(): number {
    return this.options.now?.() ?? Date.now();
  }
}

function newToken(): string {
  return randomBytes(24).toString("base64url");
}
