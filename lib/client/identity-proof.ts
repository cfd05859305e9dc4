/** Proves again who is at this browser, and asks how that is possible. */
import type { ProveIdentity } from "../contracts/identity-proof";
import { api } from "./http";
import { confirmWithPasskey } from "./passkeys";

export function readProofWays() {
  return api.get("/api/me/proof");
}

export function proveIdentity(body: ProveIdentity) {
  return api.send("POST", "/api/me/proof", { body });
}

export async function proveIdentityByPasskey() {
  return proveIdentity({ assertion: await confirmWithPasskey("proof") });
}

/** The form that leads to an identity provider has to send it. */
export async function readFormToken(): Promise<string> {
  return (await api.get("/api/auth/csrf")).csrfToken;
}
