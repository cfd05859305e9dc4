/** The thread and the assignment of a line, and the questions that wait for a centre. */
import { queryOptions } from "@tanstack/react-query";
import type { AddMessageBody, AssignLineBody, LineAddress, Question } from "../contracts/thread";
import { apiAddress } from "./api-path";
import { api } from "./http";
import type { DayKey } from "./reconciliations";

const DAY_PATH = "/api/reconciliations/{centreId}/{date}";
const EVERY_MS = 20_000;

/** Polls while it is shown, because a reply may arrive at any time. */
export function threadQuery(line: LineAddress) {
  const { centreId, date, shiftId, tillId, tenderId } = line;
  return queryOptions({
    queryKey: ["threads", centreId, date, shiftId, tillId, tenderId],
    queryFn: ({ signal }) =>
      api.get(`${DAY_PATH}/thread`, {
        params: { centreId, date },
        query: { shiftId, tillId, tenderId },
        signal,
      }),
    refetchInterval: EVERY_MS,
  });
}

export function readThread({ centreId, date, ...position }: LineAddress, number: number) {
  const key = { centreId, date };
  return api.send("PUT", `${DAY_PATH}/thread`, { params: key, body: { ...position, number } });
}

export function addMessage(key: DayKey, message: AddMessageBody, idempotencyKey: string) {
  return api.send("POST", `${DAY_PATH}/messages`, { params: key, body: message, idempotencyKey });
}

export function assignLine(key: DayKey, assignment: AssignLineBody, idempotencyKey: string) {
  return api.send("POST", `${DAY_PATH}/assignments`, {
    params: key,
    body: assignment,
    idempotencyKey,
  });
}

/** Resolves with the id by which a message names the photo. */
export function addPhoto(line: LineAddress, file: File) {
  const { centreId, date, ...position } = line;
  return api.sendFile(`${DAY_PATH}/messages/photos`, file, {
    params: { centreId, date },
    query: { ...position, fileName: file.name },
  });
}

export function photoAddress(key: DayKey, id: string): string {
  return apiAddress(`${DAY_PATH}/messages/photos/{id}`, { params: { ...key, id } });
}

export function questionsQuery(initial: Question[]) {
  return queryOptions({
    queryKey: ["questions"],
    queryFn: ({ signal }) => api.get("/api/questions", { signal }),
    initialData: { questions: initial },
    select: ({ questions }) => questions,
    refetchInterval: EVERY_MS,
  });
}
