import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { addressOf, noteAddresses } from "./address";

afterEach(() => {
  vi.unstubAllEnvs();
});

const CLIENT = "198.51.100.4";
const CHAIN = `1.1.1.1, ${CLIENT}`;

test("the socket counts, and what a trusted proxy says; others only claim to be one", async () => {
  const ask = await noted();
  expect(ask("203.0.113.9", CHAIN)).toBe("203.0.113.9");
  expect(ask("10.1.2.3", CHAIN), "a neighbour is no proxy yet").toBe("10.1.2.3");

  vi.stubEnv("TRUSTED_PROXIES", "10.0.0.0/8, 127.0.0.1 fd00::/8");
  expect(ask("203.0.113.9", CHAIN)).toBe("203.0.113.9");
  expect(ask("10.1.2.3", CHAIN)).toBe(CLIENT);
  expect(ask("::ffff:10.1.2.3", CHAIN)).toBe(CLIENT);
  expect(ask("fd12::7", "2001:db8::1")).toBe("2001:db8::1");
  expect(ask("10.1.2.3", `${CHAIN}, 10.9.9.9`), "a chain of proxies").toBe(CLIENT);
  expect(ask("10.1.2.3", "1.1.1.1, <script>"), "no address").toBe("10.1.2.3");
  expect(ask("10.1.2.3", null)).toBe("10.1.2.3");
  expect(ask("not an address", CHAIN)).toBe("not an address");
});

test("variables that name no address are refused", async () => {
  const { readEnv } = await import("../env");
  const read = (TRUSTED_PROXIES: string) => readEnv({ TRUSTED_PROXIES, NEXTAUTH_SECRET });
  const NEXTAUTH_SECRET = "x".repeat(40);
  expect(read("10.0.0.0/8,::1").network.trustedProxies).toEqual(["10.0.0.0/8", "::1"]);
  for (const wrong of ["proxy.example", "10.0.0.0/33", "10.0.0.0/8/8", "::1/129", "10.0.0.0/x"]) {
    expect(() => read(wrong)).toThrow("TRUSTED_PROXIES");
  }
});

/** Returns a function that asks as from a socket of this address. */
async function noted(): Promise<(socket: string, forwarded: string | null) => string> {
  noteAddresses();
  noteAddresses();
  let header = "";
  const server = createServer((request, response) => {
    const names = Object.keys(request.headers);
    header = names.find((name) => /^x-address-[0-9a-f]{32}$/.test(name)) ?? "";
    const headers = request.headers as Record<string, string>;
    response.end(addressOf(new Request("http://x.test", { headers })));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}`, {
    headers: { "x-forwarded-for": CHAIN, "x-address-guess": "6.6.6.6" },
  });
  expect(await response.text()).toBe("127.0.0.1");
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return (socket, forwarded) => {
    const headers = { [header]: socket, ...(forwarded && { "x-forwarded-for": forwarded }) };
    return addressOf(new Request("http://x.test", { headers }));
  };
}
