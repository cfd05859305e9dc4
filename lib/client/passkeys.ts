/** Makes and uses passkeys: what the server asks for, what the authenticator does, and both. */
import type { Assertion, PasskeyCreation, PasskeyRequest } from "../contracts/passkey";
import { api, isApiError } from "./http";

/** The library is loaded when somebody wants it. */
const load = () => import("@simplewebauthn/browser");

export async function addPasskey({ name, password }: { name: string; password: string }) {
  const options = await api.send("POST", "/api/me/passkeys/registrations", { body: { password } });
  const credential = await create(options);
  return api.send("POST", "/api/me/passkeys", { body: { name, credential } });
}

export function renamePasskey({ id, name }: { id: string; name: string }) {
  return api.send("PATCH", "/api/me/passkeys/{passkeyId}", {
    params: { passkeyId: id },
    body: { name },
  });
}

/** Proves that whoever is signed in is still there. */
export async function confirmWithPasskey(purpose: "confirmation" | "proof"): Promise<Assertion> {
  return sign(await api.send("POST", "/api/me/passkeys/challenges", { body: { purpose } }));
}

/** For the form of the sign-in page. */
export async function signInWithPasskey(): Promise<Assertion> {
  return sign(await api.get("/api/auth/passkey-options"));
}

/** What the browser did not do: somebody closed its window, or it had no passkey, or has one. */
export type PasskeyFailure = "cancelled" | "present";

export function findPasskeyFailure(error: unknown): PasskeyFailure | null {
  if (!(error instanceof Error) || isApiError(error)) return null;
  return error.name === "InvalidStateError" ? "present" : "cancelled";
}

async function sign({ allowCredentials, ...options }: PasskeyRequest): Promise<Assertion> {
  const { startAuthentication } = await load();
  const { id, rawId, type, response } = await startAuthentication({
    optionsJSON: {
      ...options,
      ...(allowCredentials === undefined
        ? {}
        : { allowCredentials: allowCredentials.map(withTransports) }),
    },
  });
  return { id, rawId, type, response };
}

async function create({ excludeCredentials, ...options }: PasskeyCreation) {
  const { startRegistration } = await load();
  const { id, rawId, type, response } = await startRegistration({
    optionsJSON: { ...options, excludeCredentials: excludeCredentials.map(withTransports) },
  });
  const { clientDataJSON, attestationObject, transports = [] } = response;
  return { id, rawId, type, response: { clientDataJSON, attestationObject, transports } };
}

type Descriptor = PasskeyCreation["excludeCredentials"][number];

function withTransports({ id, type, transports = [] }: Descriptor) {
  return { id, type, transports };
}
