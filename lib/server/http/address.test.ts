import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { addressOf, noteAddresses } from "./address";

test("the socket counts; a proxy beside us may name the client, others only claim to", async () => {
  noteAddresses();
  noteAddresses();
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const headers = request.headers as Record<string, string>;
    seen.push(addressOf(new Request("http://x.test", { headers })));
    // The same request from elsewhere: our own header contains the address of the socket.
    const [note] = Object.keys(headers).filter((name) => /^x-address-[0-9a-f]{32}$/.test(name));
    for (const socket of ["203.0.113.9", "10.1.2.3", "::ffff:192.168.0.7", "172.32.0.1"]) {
      const changed = { ...headers, [note ?? ""]: socket };
      seen.push(addressOf(new Request("http://x.test", { headers: changed })));
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await fetch(`http://127.0.0.1:${port}`, {
    headers: { "x-forwarded-for": "1.1.1.1, 198.51.100.4", "x-address-guess": "6.6.6.6" },
  });
  await fetch(`http://127.0.0.1:${port}`);
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
  const client = "198.51.100.4";
  expect(seen.slice(0, 5)).toEqual([client, "203.0.113.9", client, client, "172.32.0.1"]);
  expect(seen[5]).toBe("127.0.0.1");
});
