/** The inputs of schedules, whose ids are nobody's. */
import { randomUUID } from "node:crypto";

type At = { centreId: string; viewId: string; userId: string };

const schedule = ({ centreId, viewId, userId }: At) => ({
  name: "Matrix",
  viewId,
  format: "pdf",
  period: "yesterday",
  cadence: "daily",
  atTime: "07:00",
  centreId,
  delivery: "link",
  recipientIds: [userId],
});

const path = () => ({ scheduleId: randomUUID() });

export const REPORT_INPUTS = {
  "POST /api/schedules": (at: At) => ({ centre: "named" as const, body: schedule(at) }),
  "PUT /api/schedules/{scheduleId}": (at: At) => ({
    centre: "named" as const,
    path: path(),
    body: { ...schedule(at), version: 1, paused: false },
  }),
  "DELETE /api/schedules/{scheduleId}": () => ({ centre: "none" as const, path: path() }),
  "PUT /api/schedules/{scheduleId}/mail": () => ({
    centre: "none" as const,
    path: path(),
    body: { stopped: true },
  }),
  "POST /api/schedules/{scheduleId}/runs": () => ({
    centre: "none" as const,
    path: path(),
    body: {},
  }),
  "GET /api/report-files/{fileId}": () => ({
    centre: "none" as const,
    path: { fileId: randomUUID() },
  }),
};
