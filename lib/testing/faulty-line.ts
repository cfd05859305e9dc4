/**
 * A TCP proxy between an application and its PostgreSQL that loses messages: it
 * falls silent without closing anything, as a firewall that has forgotten a connection does, or
 * ends a connection after it has passed on a COMMIT and before its result.
 */
import { connect, createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

type Line = { client: Socket; server: Socket; isSilent: boolean };

export type FaultyLine = {
  /** The same database through the proxy. */
  url: string;
  /** Nothing passes on the connections that are open now, nor on new ones unless `only` is set. */
  silence: (options?: { only?: "open" }) => void;
  /** New connections work again; those that fell silent stay so. */
  speak: () => void;
  /** The next COMMIT reaches the server, or is lost; its connection ends before the result. */
  cutAtCommit: (when: "sent" | "lost") => void;
  stop: () => Promise<void>;
};

export async function startFaultyLine(databaseUrl: string, port = 0): Promise<FaultyLine> {
  const target = new URL(databaseUrl);
  const lines = new Set<Line>();
  let isSilent = false;
  let cut: "sent" | "lost" | null = null;
  const proxy = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    const line = { client, server, isSilent };
    lines.add(line);
    const end = () => {
      if (line.isSilent) return;
      lines.delete(line);
      client.destroy();
      // What was passed on before still arrives.
      server.end();
    };
    for (const socket of [client, server]) socket.on("error", end).on("close", end);
    client.on("data", (sent) => {
      if (line.isSilent) return;
      const isCut = cut !== null && sent.includes("COMMIT");
      if (!isCut || cut === "sent") server.write(sent);
      if (!isCut) return;
      cut = null;
      client.destroy();
    });
    server.on("data", (result) => {
      if (!line.isSilent && !client.destroyed) client.write(result);
    });
  });
  await new Promise<void>((resolve) => {
    proxy.listen(port, "127.0.0.1", resolve);
  });
  const url = new URL(databaseUrl);
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    silence({ only } = {}) {
      for (const line of lines) line.isSilent = true;
      isSilent = only !== "open";
    },
    speak() {
      isSilent = false;
    },
    cutAtCommit(when) {
      cut = when;
    },
    async stop() {
      for (const { client, server } of lines) {
        client.destroy();
        server.destroy();
      }
      await new Promise((resolve) => {
        proxy.close(resolve);
      });
    },
  };
}
