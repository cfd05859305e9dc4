/** The site for nginx passes on what the application needs, in an nginx where there is one. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { request } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { makeAuthority, type TestAuthority } from "@/lib/testing/certificates";
import { isInstalled, skips } from "@/lib/testing/skips";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { freePort } from "./process/processes";

const missing = !isInstalled("nginx", "-v") && "nginx: apt-get install nginx";
const HOST = "counterfoil.example.com";
const IMPORT_BYTES = 32 * 1024 * 1024;

type Received = { version: string; headers: IncomingHttpHeaders; bytes: number };

describe.skipIf(skips(missing))("nginx in front of an instance", () => {
  const folder = makeTemporaryFolder("nginx");
  const at = (file: string) => path.join(folder, file);
  const received: Received[] = [];
  const instance: Server = createServer((req, res) => {
    let bytes = 0;
    req.on("data", (chunk: Buffer) => (bytes += chunk.length));
    req.on("end", () => {
      received.push({ version: req.httpVersion, headers: req.headers, bytes });
      res.end("ok");
    });
  });
  let authority: TestAuthority;
  let nginx: ChildProcess;
  let port: number;

  beforeAll(async () => {
    authority = makeAuthority("Test", folder);
    await new Promise<void>((resolve) => {
      instance.listen(0, "127.0.0.1", resolve);
    });
    port = await freePort();
    const { certificate, key } = authority.issue(HOST);
    writeFileSync(at("certificate"), certificate);
    writeFileSync(at("key"), key);
    const site = readFileSync("ops/nginx/counterfoil.conf", "utf8")
      .replace("127.0.0.1:3000", `127.0.0.1:${(instance.address() as AddressInfo).port}`)
      .replaceAll(/listen \[::\].*;/g, "")
      .replace("listen 443 ssl;", `listen 127.0.0.1:${port} ssl;`)
      .replace("listen 80;", `listen 127.0.0.1:${await freePort()};`)
      .replace("/etc/ssl/certs/counterfoil.pem", at("certificate"))
      .replace("/etc/ssl/private/counterfoil.pem", at("key"));
    const ownFolders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (part) => `${part}_temp_path ${at(part)};`,
    );
    writeFileSync(
      at("nginx.conf"),
      // Its workers have another user where root starts it, who can't write to these folders.
      `daemon off; user root; pid ${at("pid")}; events {}
       http { access_log off; ${ownFolders.join(" ")} ${site} }`,
    );
    nginx = spawn("nginx", ["-e", at("errors"), "-p", folder, "-c", at("nginx.conf")]);
    await vi.waitFor(() => send("/api/health"), { timeout: 10_000 });
    received.length = 0;
  });

  afterAll(async () => {
    nginx.kill("SIGTERM");
    await new Promise((resolve) => {
      nginx.on("exit", resolve);
    });
    instance.closeAllConnections();
    instance.close();
  });

  function send(address: string, body: Buffer | null = null): Promise<number> {
    return new Promise((resolve, reject) => {
      const headers = { host: HOST, "x-forwarded-for": "192.0.2.1" };
      const method = body === null ? "GET" : "POST";
      const tls = { ca: authority.certificate, servername: HOST };
      const options = { host: "127.0.0.1", port, path: address, method, headers, ...tls };
      const req = request(options, (res) => {
        res.resume();
        res.on("end", () => {
          resolve(res.statusCode ?? 0);
        });
      });
      req.on("error", reject);
      req.end(body);
    });
  }

  test("the largest import arrives whole, with the host and the client's own address", async () => {
    expect(await send("/api/till-counts/imports", Buffer.alloc(IMPORT_BYTES))).toBe(200);
    expect(received).toMatchObject([
      {
        version: "1.1",
        bytes: IMPORT_BYTES,
        headers: { host: HOST, "x-forwarded-for": "192.0.2.1, 127.0.0.1" },
      },
    ]);
    expect(received[0]?.headers.connection).not.toBe("close");
  });

  test("figures for Prometheus are not served outside", async () => {
    expect(await send("/metrics")).toBe(404);
    expect(received).toHaveLength(1);
  });
});
