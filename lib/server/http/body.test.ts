import { describe, expect, test } from "vitest";
import { readText } from "./body";

const BYTES_MAX = 1_000;

/** The request states no length, as a malicious client would do. */
function endless(): { request: Request; sent: () => number } {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 400;
      controller.enqueue(new Uint8Array(400).fill(97));
    },
  });
  const init = { method: "POST", body, duplex: "half" };
  return { request: new Request("http://counterfoil.test", init), sent: () => sent };
}

describe("a body", () => {
  test("is read as UTF-8, and an absent one is empty", async () => {
    const short = new Request("http://counterfoil.test", { method: "POST", body: "Écart" });
    expect(await readText(short, BYTES_MAX, "Send less.")).toBe("Écart");
    const none = new Request("http://counterfoil.test", { method: "POST" });
    expect(await readText(none, BYTES_MAX, "Send less.")).toBe("");
  });

  test("in another encoding is refused, because its letters would be lost", async () => {
    const body = Buffer.from('{"text": "Café"}', "latin1");
    const request = new Request("http://counterfoil.test", { method: "POST", body });
    await expect(readText(request, BYTES_MAX, "Send less.")).rejects.toThrow("not in UTF-8");
  });

  test.each(["gzip", "br", "identity, gzip"])(
    "that is compressed (%s) is refused",
    async (name) => {
      const headers = { "content-encoding": name };
      const init = { method: "POST", body: "a", headers };
      const request = new Request("http://counterfoil.test", init);
      await expect(readText(request, BYTES_MAX, "Send less.")).rejects.toThrow(
        "without Content-Encoding",
      );
      expect(request.bodyUsed).toBe(false);
    },
  );

  test("that goes on and on is refused at the limit, and not read further", async () => {
    const { request, sent } = endless();
    await expect(readText(request, BYTES_MAX, "Send less.")).rejects.toThrow("Send less.");
    expect(sent()).toBeLessThan(BYTES_MAX * 3);
  });

  test("that owns up to its length is refused unread", async () => {
    const headers = { "content-length": "1001" };
    const init = { method: "POST", body: "a", headers };
    const request = new Request("http://counterfoil.test", init);
    await expect(readText(request, BYTES_MAX, "Send less.")).rejects.toThrow("Send less.");
    expect(request.bodyUsed).toBe(false);
  });
});
