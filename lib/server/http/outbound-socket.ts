import "server-only";

/** The only way out for what is not HTTP: a connection under the same rules, to the same lists. */
import { once } from "node:events";
import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { type OutboundPolicy, pinned, resolveAllowed, TLS, withoutBrackets } from "./outbound";
import { portOf } from "./outbound-lists";

/** What the other server's certificate is checked with, and what is shown to it. PEM. */
export type Certificates = {
  ca: string | null;
  client: { certificate: string; key: string } | null;
};

const SCHEMES = ["syslog+tls:", "syslog+tcp:"];

/** Resolves once it may be written to; what `signal` aborts is destroyed, also afterwards. */
export async function connectOutside(
  url: URL,
  { ca, client }: Certificates,
  policy: OutboundPolicy,
  signal: AbortSignal,
): Promise<Socket> {
  const addresses = await resolveAllowed(url, policy, SCHEMES);
  signal.throwIfAborted();
  const host = withoutBrackets(url);
  const options = { host, port: Number(portOf(url)), lookup: pinned(addresses) };
  const isTls = url.protocol === "syslog+tls:";
  const socket = isTls
    ? connectTls({
        ...options,
        ...TLS,
        // A name is compared with the certificate and sent; an address is compared alone.
        servername: isIP(host) === 0 ? host : "",
        ...(ca === null ? {} : { ca }),
        ...(client === null ? {} : { cert: client.certificate, key: client.key }),
      })
    : connect(options);
  signal.addEventListener("abort", () => socket.destroy(signal.reason as Error), { once: true });
  await once(socket, isTls ? "secureConnect" : "connect");
  return socket;
}
