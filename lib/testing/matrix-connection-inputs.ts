/** The inputs of the connection to Cashrec, which belongs to the organisation. */
type At = { centreId: string; date: string };

const key = (at: At) => ({ centreId: at.centreId, businessDate: at.date });

export const CONNECTION_INPUTS = {
  "POST /api/cashrec/accepted-questions": () => ({ centre: "none" as const, body: { ids: ["x"] } }),
  "POST /api/cashrec/centres": () => ({ centre: "none" as const, body: { ids: ["M1"] } }),
  "POST /api/cashrec/field-maps": () => ({
    centre: "none" as const,
    body: { expectedVersion: 99, map: {} },
  }),
  "POST /api/cashrec/replays": () => ({ centre: "none" as const, body: { kind: "preview" } }),
  "POST /api/cashrec/trials": () => ({
    centre: "none" as const,
    body: { responses: [{ text: "[]" }] },
  }),
  "POST /api/cashrec/probe": (at: At) => ({ centre: "inside" as const, body: key(at) }),
  "PUT /api/cashrec/credentials": (at: At) => ({
    centre: "none" as const,
    body: { version: 99, probe: key(at) },
  }),
  "DELETE /api/cashrec/credentials": () => ({ centre: "none" as const, body: { version: 99 } }),
};
