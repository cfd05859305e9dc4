import "server-only";

/**
 * Ends the connections to this process without cutting a response short. A web server that closes
 * waits for its connections, and ends by itself only those that rest at that moment: one on which
 * nothing was requested yet, as browsers open in advance, would hold it for a minute, and one on
 * which requests follow each other for as long as they come.
 */
import { subscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { onRequest } from "../http/on-request";

type Connections = {
  /** How many there are. */
  count: () => number;
  /**
   * From now on each connection ends after its next response, and says so to its client. Resolves
   * when the connections of this moment have ended, or when those that remain rest: a web server
   * that closes ends them at once, even where a request has just been sent on one.
   */
  endAfterResponses: () => Promise<void>;
  /**
   * Resolves right after a turn in which no connection has come: who connects between the last one
   * that was accepted and the end of listening is cut off unseen.
   */
  untilNoneComes: () => Promise<void>;
  /** Resolves when every response was sent and every connection is ending. */
  end: () => Promise<void>;
};

/** A client that sends a request after the other sends the next one within this time. */
const REST_MS = 1_000;
/** What a client has sent on a new connection is read within this time. */
const ON_ITS_WAY_MS = 200;
const ROUNDS_MAX = 1_000;

/** Must be called once at start; Node publishes each connection and request from then on. */
export function trackConnections(): Connections {
  const sockets = new Set<Socket>();
  const responses = new Set<ServerResponse>();
  let accepted = 0;
  let isEnding = false;
  let noteRest = (): void => undefined;
  subscribe("net.server.socket", (message) => {
    const { socket } = message as { socket: Socket };
    accepted += 1;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  onRequest((_request, response) => {
    responses.add(response);
    if (isEnding) response.shouldKeepAlive = false;
    // It closes when its last byte was handed to the system, and when the client has gone.
    response.once("close", () => {
      responses.delete(response);
      if (responses.size === 0) noteRest();
    });
  });
  return {
    count: () => sockets.size,
    async endAfterResponses() {
      isEnding = true;
      for (const response of responses) response.shouldKeepAlive = false;
      const open = [...sockets].map((socket) => once(socket, "close"));
      await Promise.race([Promise.allSettled(open), sleep(REST_MS)]);
    },
    async untilNoneComes() {
      for (let round = 0, before = -1; before !== accepted && round < ROUNDS_MAX; round += 1) {
        before = accepted;
        await setImmediate();
      }
    },
    async end() {
      if (sockets.size > 0) await sleep(ON_ITS_WAY_MS);
      if (responses.size > 0) await new Promise<void>((resolve) => (noteRest = resolve));
      for (const socket of sockets) socket.destroySoon();
    },
  };
}
