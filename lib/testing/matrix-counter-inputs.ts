/** The inputs of the routes for counters' notes and photos, shared devices and PINs. */
const PDF = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";

type At = { centreId: string; date: string; counterId: string; deviceId: string };

const centre = (at: At) => ({ centreId: at.centreId });
const till = (at: At) => ({ ...centre(at), businessDate: at.date, shiftId: "1", tillId: "T1" });
const named = (body: (at: At) => object) => (at: At) => ({
  centre: "named" as const,
  body: body(at),
});

export const COUNTER_INPUTS = {
  "POST /api/till-counts/notes": named((at) => ({ ...till(at), tenderId: "CASH", text: "Seen." })),
  "POST /api/till-counts/photos": (at: At) => ({
    centre: "named" as const,
    query: { ...till(at), tenderId: "CASH", fileName: "slip.pdf" },
    text: PDF,
    type: "application/octet-stream",
  }),
  "POST /api/till-counts/spots": named((at) => ({ ...till(at), countedMinor: 14_000 })),
  "POST /api/till-counts/hand-overs": named((at) => ({ ...till(at), countedMinor: 14_000 })),
  "POST /api/till-counts/take-overs": named((at) => ({
    ...till(at),
    number: 99,
    countedMinor: 14_000,
  })),
  "POST /api/devices": named((at) => ({ ...centre(at), name: "Tablet at the bar" })),
  "DELETE /api/devices/{deviceId}": ({ deviceId }: At) => ({
    centre: "inside" as const,
    path: { deviceId },
    body: {},
  }),
  "PUT /api/pins": named((at) => ({ ...centre(at), pin: "2580" })),
  "PUT /api/centres/{centreId}/pins/{userId}": (at: At) => ({
    centre: "named" as const,
    path: { ...centre(at), userId: at.counterId },
    body: { pin: "2580" },
  }),
};
