/** What leaves for where, over real sockets: hosts, ports, addresses, redirects, certificates. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { sources } from "@/lib/testing/source-tree";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { type Receiver, startReceiver } from "@/lib/testing/webhook-receiver";
import type { OutboundPolicy, RefusedFor } from "./outbound";
import { outboundFetch } from "./outbound-fetch";

let receiver: Receiver;
let other: Receiver;

beforeAll(async () => {
  [receiver, other] = await Promise.all([startReceiver(), startReceiver()]);
});
beforeEach(() => {
  vi.unstubAllEnvs();
  for (const each of [receiver, other]) {
    each.received.length = 0;
    each.reply = () => ({ status: 200, body: "{}" });
  }
});
afterAll(() => Promise.all([receiver.stop(), other.stop()]));

const PUBLIC: OutboundPolicy = { allowsPrivate: false };
const get = (url: string, policy = PUBLIC) => outboundFetch(new Request(url), policy);
const refusal = (reason: RefusedFor) => ({ reason });
const resolvesTo = (...rounds: string[][]) => {
  let at = 0;
  return () => {
    const list = rounds[Math.min(at++, rounds.length - 1)] ?? [];
    const family = (address: string) => (address.includes(":") ? 6 : 4);
    return Promise.resolve(list.map((address) => ({ address, family: family(address) })));
  };
};
const allow = (name: "HOSTS" | "PRIVATE_ADDRESSES", list: string) =>
  vi.stubEnv(`OUTBOUND_${name}`, list);

describe("an address", () => {
  test.each([
    "http://127.0.0.1",
    "http://[::1]",
    "http://[::ffff:127.0.0.1]",
    "http://[::ffff:7f00:1]",
    "http://[64:ff9b::7f00:1]",
    "http://2130706433",
    "http://0x7f.1",
    "http://0177.0.0.1",
    "http://0",
    "http://10.0.0.1",
    "http://169.254.169.254",
    "http://[fe80::1]",
  ])("of the own network such as %s is not contacted", async (origin) => {
    const asked = get(`${origin}:${receiver.port}/`);
    await expect(asked).rejects.toMatchObject(refusal("private-address"));
    expect(receiver.received).toEqual([]);
  });

  test.each([["169.254.169.254"], ["fd00:ec2::254"], ["::ffff:169.254.169.254"]])(
    "of the machine's cloud (%s) is not contacted either where private ones are allowed",
    async (address) => {
      const policy = { allowsPrivate: true, resolve: resolvesTo([address]) };
      const asked = get("http://inside.example/", policy);
      await expect(asked).rejects.toMatchObject(refusal("private-address"));
    },
  );

  test("that the configuration lists is contacted, and its neighbours are not", async () => {
    allow("PRIVATE_ADDRESSES", "127.0.0.1/32");
    expect((await get(receiver.url)).status).toBe(200);
    const neighbour = get(`http://127.0.0.2:${receiver.port}/`);
    await expect(neighbour).rejects.toMatchObject(refusal("private-address"));
  });

  test("is the one that was looked at, though the name resolves differently after", async () => {
    allow("PRIVATE_ADDRESSES", "127.0.0.1");
    const resolve = resolvesTo(["127.0.0.1"], ["169.254.169.254"]);
    const url = `http://rebinding.invalid:${receiver.port}/`;
    expect((await get(url, { allowsPrivate: false, resolve })).status).toBe(200);
    const again = get(url, { allowsPrivate: false, resolve });
    await expect(again).rejects.toMatchObject(refusal("private-address"));
  });

  test("counts with all others of its name", async () => {
    const resolve = resolvesTo(["8.8.8.8", "::ffff:127.0.0.1"]);
    const asked = get("http://both.example/", { allowsPrivate: false, resolve });
    await expect(asked).rejects.toMatchObject(refusal("private-address"));
  });
});

describe("a list of hosts", () => {
  const policy = { allowsPrivate: true, resolve: resolvesTo(["127.0.0.1"]) };
  const at = (host: string) => get(`http://${host}/`, policy);

  test("leaves out other hosts, names around its own, and other ports", async () => {
    const { port } = receiver;
    allow("HOSTS", `api.example:${port}, *.push.example:${port}, plain.example`);
    for (const host of ["api.example", "one.push.example", "a.b.push.example"]) {
      expect((await at(`${host}:${port}`)).status).toBe(200);
    }
    for (const host of [
      `api.example:${other.port}`,
      "api.example",
      `plain.example:${port}`,
      `push.example:${port}`,
      `evilpush.example:${port}`,
      `api.example.evil.test:${port}`,
    ]) {
      await expect(at(host)).rejects.toMatchObject(refusal("host"));
    }
    expect(other.received).toEqual([]);
  });

  test("does not concern what the operator has named", async () => {
    allow("HOSTS", "only.example");
    const configured = { ...policy, isConfigured: true };
    expect((await get(`http://cashrec.example:${receiver.port}/`, configured)).status).toBe(200);
  });
});

test("no other scheme is contacted", async () => {
  for (const url of ["ftp://files.example/", "file:///etc/passwd", "data:,x"]) {
    await expect(get(url)).rejects.toMatchObject(refusal("scheme"));
  }
});

test.each([301, 302, 307, 308])(
  "a redirect (%i) is a response and not followed",
  async (status) => {
    allow("PRIVATE_ADDRESSES", "127.0.0.1");
    for (const location of ["http://169.254.169.254/latest/", other.url]) {
      receiver.reply = () => ({ status, headers: { location } });
      const response = await get(receiver.url);
      expect([response.status, response.headers.get("location")]).toEqual([status, location]);
    }
    expect(other.received).toEqual([]);
  },
);

describe("a response", () => {
  const local: OutboundPolicy = { allowsPrivate: true };

  test.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
  ])("in %s is decoded", async (encoding, compress) => {
    const bytes = compress('{"amount":12.10}');
    vi.spyOn(receiver, "reply").mockReturnValue({
      status: 200,
      headers: { "content-encoding": encoding },
      body: bytes as unknown as string,
    });
    expect(await (await get(receiver.url, local)).text()).toBe('{"amount":12.10}');
  });

  test("in an encoding that was not asked for, or broken, is an error", async () => {
    receiver.reply = () => ({ status: 200, headers: { "content-encoding": "zstd" }, body: "x" });
    await expect(get(receiver.url, local)).rejects.toThrow("zstd");
    receiver.reply = () => ({ status: 200, headers: { "content-encoding": "gzip" }, body: "x" });
    const broken = await get(receiver.url, local);
    await expect(broken.text()).rejects.toThrow();
  });

  test("without a body, and one to a form that was sent", async () => {
    receiver.reply = () => ({ status: 204 });
    const body = new URLSearchParams({ grant_type: "password", username: "ä" });
    const response = await outboundFetch(
      new Request(receiver.url, { method: "POST", body }),
      local,
    );
    expect([response.status, await response.text()]).toEqual([204, ""]);
    const [message] = receiver.received;
    expect(message?.body).toBe("grant_type=password&username=%C3%A4");
    expect(message?.headers["content-type"]).toContain("application/x-www-form-urlencoded");
  });

  test("that is given up ends the connection", async () => {
    receiver.reply = () => "silence";
    const abort = new AbortController();
    const asked = outboundFetch(new Request(receiver.url, { signal: abort.signal }), local);
    const ended = expect(asked).rejects.toMatchObject({ name: "AbortError" });
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), 10_000);
    abort.abort();
    await ended;
  });
});

describe("a certificate", () => {
  let server: Server;
  let url: string;
  const folder = makeTemporaryFolder("outbound-tls");

  beforeAll(async () => {
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const certificate = ["-subj", "/CN=self.example", "-days", "2", "-nodes"];
    const files = ["-keyout", key, "-out", cert];
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", ...certificate, ...files], {
      stdio: "ignore",
    });
    const tls = { key: readFileSync(key), cert: readFileSync(cert), minVersion: "TLSv1" } as const;
    server = createServer(tls, (_request, response) => response.end("{}"));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => server.close());

  test("of nobody known is refused, also where the environment switches checks off", async () => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    const asked = get(url, { allowsPrivate: true });
    await expect(asked).rejects.toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });
});

test("nothing in the product leaves another way", () => {
  const ways = /(?<![\w.])fetch\(|from "node:(?:https|http2|tls)"|request as requestHttp/;
  const leaving = sources
    .filter(({ path, isTest }) => /^(lib\/server|app)\//.test(path) && !isTest)
    .filter(({ text }) => ways.test(text));
  expect(leaving.map(({ path }) => path)).toEqual([
    "lib/server/http/outbound-agents.ts",
    "lib/server/http/outbound-socket.ts",
    "lib/server/http/outbound.ts",
  ]);
});
