/** A proxy that terminates TLS before the application, with a certificate made for it. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request as forward } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

export type TlsProxy = {
  base: string;
  forwardTo: (port: number) => void;
  stop: () => Promise<void>;
};

/** The folder is for the key and the certificate. */
export async function startTlsProxy(folder: string): Promise<TlsProxy> {
  const [keyFile, certFile] = [join(folder, "tls.key"), join(folder, "tls.crt")];
  const holder = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const files = ["-nodes", "-days", "1", "-keyout", keyFile, "-out", certFile];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  execFileSync("openssl", ["req", "-x509", ...kind, ...files, ...holder], { stdio: "ignore" });
  let port = 0;
  const tls = { key: readFileSync(keyFile), cert: readFileSync(certFile) };
  const server = createServer(tls, (request, response) => {
    const { method, url, headers, socket } = request;
    const named = { "x-forwarded-for": socket.remoteAddress, "x-forwarded-proto": "https" };
    const options = { host: "127.0.0.1", port, method, path: url };
    const onward = forward({ ...options, headers: { ...headers, ...named } }, (received) => {
      response.writeHead(received.statusCode ?? 502, received.headers);
      received.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    base: `https://localhost:${(server.address() as AddressInfo).port}`,
    forwardTo: (to) => {
      port = to;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
