/** Sends bytes as they are, and returns all that comes back until the connection is closed. */
import { connect } from "node:net";

export function exchange(base: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.once("error", () => socket.destroy());
    socket.once("close", () => resolve(Buffer.concat(chunks).toString("latin1")));
  });
}
