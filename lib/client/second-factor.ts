/** The queries and requests about the second step of signing in. */
import { queryOptions } from "@tanstack/react-query";
import type { SecondFactorProof } from "../contracts/second-factor";
import { api } from "./http";

export const secondFactorQuery = () =>
  queryOptions({
    queryKey: ["second-factor"],
    queryFn: ({ signal }) => api.get("/api/me/second-factor", { signal }),
  });

export function startTotp(password: string) {
  return api.send("POST", "/api/me/second-factor", { body: { password } });
}

export function confirmTotp(code: string) {
  return api.send("POST", "/api/me/second-factor/confirmations", { body: { code } });
}

export function replaceRecoveryCodes(proof: SecondFactorProof) {
  return api.send("POST", "/api/me/second-factor/recovery-codes", { body: proof });
}

export function removeApp(proof: SecondFactorProof) {
  return api.send("DELETE", "/api/me/second-factor", { body: proof });
}

export function removePasskey(id: string, proof: SecondFactorProof) {
  return api.send("DELETE", "/api/me/passkeys/{passkeyId}", {
    params: { passkeyId: id },
    body: proof,
  });
}

export function removeSecondFactorOf(userId: string) {
  return api.send("DELETE", "/api/users/{userId}/second-factor", { params: { userId } });
}
