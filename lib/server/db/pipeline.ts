import "server-only";

/**
 * Whether a connection sends statements without waiting for the result of the one before (pipeline
 * mode of the protocol). A stream, such as a COPY, can't be sent so: it is for one batch at a time.
 */
import type { Socket } from "node:net";
import type pg from "pg";

const ABORTED = "25P02";

/** What follows a failed statement fails for the same reason, and says less about it. */
export function createFirstFailure(): (error: unknown) => unknown {
  let first: unknown;
  return (error) => {
    first ??= error;
    return (error as { code?: unknown }).code === ABORTED ? first : error;
  };
}

type Pipelined = { pipeline: boolean; connection: { stream: Socket } };

export function sendsTogether(client: pg.ClientBase): boolean {
  return (client as unknown as Pipelined).pipeline;
}

/** Everything that `send` asks leaves in one message. All results are there when it resolves. */
export async function sendTogether(
  client: pg.ClientBase,
  send: () => readonly Promise<unknown>[],
): Promise<void> {
  const pipelined = client as unknown as Pipelined;
  const { stream } = pipelined.connection;
  pipelined.pipeline = true;
  stream.cork();
  try {
    const sent = send();
    stream.uncork();
    await Promise.allSettled(sent);
  } finally {
    pipelined.pipeline = false;
  }
}
