/** A TCP proxy before the database, whose connections can be cut or fall silent without an end. */
import { connect, createServer, type Socket } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

export type SilentProxy = {
  port: number;
  /** Where connections lead from now on. */
  leadTo: (port: number) => void;
  /** Nothing comes through in any direction, and nothing ends; also for new connections. */
  fallSilent: () => void;
  speak: () => void;
  /** Every open connection is reset. */
  cut: () => void;
  close: () => Promise<void>;
};

export async function startSilentProxy(): Promise<SilentProxy> {
  const sockets = new Set<Socket>();
  let target = 0;
  let isSilent = false;
  const server = createServer((incoming) => {
    const outgoing = connect(target, "127.0.0.1");
    join(incoming, outgoing);
    join(outgoing, incoming);
  });
  const join = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.setNoDelay(true);
    from.on("data", (chunk) => to.write(chunk));
    from.on("end", () => to.end());
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
    if (isSilent) from.pause();
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    leadTo: (port) => (target = port),
    fallSilent() {
      isSilent = true;
      for (const socket of sockets) socket.pause();
    },
    speak() {
      isSilent = false;
      for (const socket of sockets) socket.resume();
    },
    cut() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
