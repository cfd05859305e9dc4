/**
 * Which routes take a fresh proof of who is there. By default the permission and the method decide,
 * so that no new route can forget it; those that say otherwise are listed here.
 */
import { expect, test } from "vitest";
import { requestTakesFreshProof } from "@/lib/domain/security/fresh-proof";
import { freshProofOf } from "@/lib/server/api/list-routes";
import { nameOf, ROUTES } from "./api-routes";

const namesOf = (routes: typeof ROUTES) => routes.map(nameOf).toSorted();

test("signing off, rules, rights, tokens, original sheets and the connection take a proof", () => {
  expect(namesOf(ROUTES.filter((route) => freshProofOf(route) !== false))).toEqual(
    expect.arrayContaining([
      "DELETE /api/cashrec/credentials",
      "DELETE /api/me/sessions",
      "DELETE /api/me/sessions/{sessionId}",
      "DELETE /api/tokens/{tokenId}",
      "DELETE /api/users/{userId}/second-factor",
      "GET /api/me/data-export",
      "GET /api/reconciliations/{centreId}/{date}/sheet",
      "GET /api/users/{userId}/data-export",
      "PATCH /api/users/{userId}",
      "POST /api/access-requests/{requestId}/confirmation",
      "POST /api/cashrec/field-maps",
      "POST /api/cashrec/probe",
      "POST /api/me/passkeys/registrations",
      "POST /api/me/second-factor",
      "POST /api/organisation",
      "POST /api/periods",
      "POST /api/petty-cash/{centreId}/approvals",
      "POST /api/petty-cash/{centreId}/closings",
      "POST /api/quiet-days/rules",
      "POST /api/reconciliations/moves",
      "POST /api/reconciliations/{centreId}/{date}/acceptance",
      "POST /api/reconciliations/{centreId}/{date}/approval",
      "POST /api/reconciliations/{centreId}/{date}/closure",
      "POST /api/reconciliations/{centreId}/{date}/reopening",
      "POST /api/tokens",
      "POST /api/tolerances",
      "POST /api/users",
      "POST /api/users/imports",
      "POST /api/users/{userId}/invitation",
      "POST /api/webhooks",
      "PUT /api/cashrec/credentials",
      "PUT /api/counting",
      "PUT /api/journal/settings",
    ]),
  );
});

test("no route says that it takes none where its permission asks for one", () => {
  const exempt = ROUTES.filter(
    (route) =>
      freshProofOf(route) !== true &&
      route.contract.permission !== null &&
      requestTakesFreshProof(route.contract.permission, route.method),
  );
  expect(namesOf(exempt)).toEqual([]);
});
