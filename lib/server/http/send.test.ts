/** Where messages go and where they don't, over real sockets. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Receiver, startReceiver } from "@/lib/testing/webhook-receiver";
import { send } from "./send";

let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.reply = () => ({ status: 204 });
});
afterAll(() => receiver.stop());

const post = (url: string, options: Parameters<typeof send>[1]) =>
  send({ url, headers: { "content-type": "application/json" }, body: "{}" }, options);
const addresses = (...list: string[]) => {
  let asked = 0;
  const resolve = () => {
    asked += 1;
    return Promise.resolve(
      list.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  return { resolve, asked: () => asked };
};

describe("a private address", () => {
  test.each([
    "http://127.0.0.1",
    "http://[::1]",
    "http://[::ffff:127.0.0.1]",
    "http://2130706433",
    "http://0x7f.1",
    "http://0177.0.0.1",
    "http://169.254.169.254",
  ])("%s is refused however it is spelt", async (url) => {
    const sent = await post(`${url}:${receiver.port}/`, { allowsPrivate: false });
    expect(sent).toMatchObject({ failure: "private-address" });
    expect(receiver.received).toEqual([]);
  });

  test.each([[["127.0.0.1"]], [["8.8.8.8", "127.0.0.1"]], [["8.8.8.8", "::1"]]])(
    "is refused behind a name, among %j too",
    async (list) => {
      const { resolve } = addresses(...list);
      const options = { allowsPrivate: false, resolve };
      const sent = await post(`http://hook.example:${receiver.port}/`, options);
      expect(sent).toMatchObject({ failure: "private-address" });
    },
  );

  test("is reached where that is allowed", async () => {
    const sent = await post(receiver.url, { allowsPrivate: true });
    expect(sent).toEqual({ status: 204, response: "", failure: null });
  });
});

test("the connection is made to the address that was looked at, asked for once", async () => {
  const { resolve, asked } = addresses("127.0.0.1");
  const url = `http://name.invalid:${receiver.port}/hook`;
  const sent = await post(url, { allowsPrivate: true, resolve });
  expect(sent).toMatchObject({ status: 204 });
  expect(asked()).toBe(1);
  expect(receiver.received[0]?.headers.host).toBe(`name.invalid:${receiver.port}`);
});

test("a redirect is not followed", async () => {
  receiver.reply = () => ({ status: 307, headers: { location: `${receiver.url}/elsewhere` } });
  expect(await post(receiver.url, { allowsPrivate: true })).toMatchObject({ status: 307 });
  expect(receiver.received.map(({ path }) => path)).toEqual(["/hook"]);
});

test("of a response only the beginning is read", async () => {
  receiver.reply = () => ({ status: 500, body: "x\u0000".repeat(1_000_000) });
  const sent = await post(receiver.url, { allowsPrivate: true });
  expect(sent.response).toBe("x".repeat(512));
});

test("says why there was no response", async () => {
  receiver.reply = () => "silence";
  const slow = await post(receiver.url, { allowsPrivate: true, msMax: 50 });
  expect(slow.failure).toBe("timeout");
  const none = await post("http://127.0.0.1:1/", { allowsPrivate: true });
  expect(none.failure).toBe("unreachable");
  const { resolve } = addresses();
  const unknown = await post("http://name.invalid/", { allowsPrivate: true, resolve });
  expect(unknown.failure).toBe("unknown-host");
  const plain = await post(`https://127.0.0.1:${receiver.port}/`, { allowsPrivate: true });
  expect(plain.failure).toMatch(/bad-certificate|unreachable/);
});
