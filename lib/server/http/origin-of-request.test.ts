import { expect, test } from "vitest";
import { currentOrigin } from "../audit/origin";
import { processWide } from "../process-wide";
import { noteAddresses } from "./address";
import { asFrom } from "./origin-of-request";

const URL = "http://localhost/api/x";
const deferred = () =>
  new Promise<string | null>((done) => setTimeout(() => done(currentOrigin())));

test("what is done for a request comes from its address, and nothing beside it does", async () => {
  noteAddresses();
  const { header = "" } = processWide<{ header: string }>("address").value ?? {};
  const from = (address: string) =>
    asFrom(new Request(URL, { headers: { [header]: address } }), deferred);
  const found = [from("192.0.2.1"), deferred(), from("2001:db8::1"), from("::ffff:192.0.2.2")];
  expect(await Promise.all(found)).toEqual(["192.0.2.1", null, "2001:db8::1", "192.0.2.2"]);
});

test("where the socket is unknown, so is the origin, whatever the client claims", async () => {
  const headers = { "x-forwarded-for": "192.0.2.1" };
  expect(await asFrom(new Request(URL, { headers }), deferred)).toBeNull();
});
