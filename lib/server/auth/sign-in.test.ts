import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { prisma } from "../db/client";
import { ACCOUNT_LIMIT, ADDRESS_LIMIT, SENDER_LIMIT } from "./delay";
import { type KnownAccount, writeKnownDevice } from "./known-device";
import { hashPassword, verifyPassword } from "./password";
import { signIn } from "./sign-in";
import { deleteOldAttempts } from "./throttle";

const PASSWORD = "seven green umbrellas";
const ADDRESS = { address: "203.0.113.7" };
let email: string;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  await prisma().signInAttempt.deleteMany();
  const user = await makeUser({ passwordHash: await hashPassword(PASSWORD) });
  email = user.email;
});

/** The cookie of a browser that has signed in to this account. */
const deviceOf = (account: KnownAccount) => writeKnownDevice(account).split(/[=;]/)[1];
const secondsFromNow = (seconds: number) => new Date(Date.now() + seconds * 1000);

describe("signing in", () => {
  test("the right password signs in, in any case of the address", async () => {
    const outcome = await signIn({ email: email.toUpperCase(), password: PASSWORD }, ADDRESS);
    expect(outcome).toMatchObject({ kind: "signed-in", user: { email, version: 1 } });
  });

  test.each([
    ["a wrong password", { password: "seven green umbrella" }],
    ["an unknown address", { email: "nobody@example.test" }],
    ["no password", { password: "" }],
    ["an endless password", { password: "x".repeat(5_000) }],
    ["a list for a password", { password: [PASSWORD] }],
    ["a control character", { email: "a\u0000@example.test" }],
  ])("%s is refused with the same words", async (_case, wrong) => {
    expect(await signIn({ email, password: PASSWORD, ...wrong }, ADDRESS)).toMatchObject({
      kind: "refused",
    });
  });

  test("someone disabled, and someone without a password yet, are refused alike", async () => {
    await prisma().user.update({ where: { email }, data: { disabledAt: new Date() } });
    const invited = await makeUser();
    for (const address of [email, invited.email]) {
      expect(await signIn({ email: address, password: PASSWORD }, ADDRESS)).toMatchObject({
        kind: "refused",
      });
    }
  });

  test("known or unknown, one password is hashed, and no other work is done", async () => {
    const hashed: (string | null)[] = [];
    const verify = (hash: string | null, password: string) => {
      hashed.push(hash);
      return verifyPassword(hash, password);
    };
    await signIn({ email, password: "wrong but long" }, ADDRESS, { verify });
    await signIn({ email: "nobody@example.test", password: "wrong" }, ADDRESS, { verify });
    expect(hashed).toEqual([expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/), null]);
    expect(await verifyPassword(null, PASSWORD)).toBe(false);
  });
});

describe("the throttle", () => {
  const wrong = () => ({ email, password: "not the password" });

  test("an account waits after its free tries from one address, and ever longer", async () => {
    for (let at = 0; at < SENDER_LIMIT.freeTries; at += 1) {
      expect(await signIn(wrong(), ADDRESS)).toMatchObject({ kind: "refused" });
    }
    const first = await signIn({ email, password: PASSWORD }, ADDRESS);
    expect(first.kind).toBe("throttled");
    expect(await signIn(wrong(), ADDRESS, { now: secondsFromNow(20) })).toMatchObject({
      kind: "refused",
    });
    const second = await signIn(wrong(), ADDRESS, { now: secondsFromNow(21) });
    if (first.kind !== "throttled" || second.kind !== "throttled") throw new Error("not throttled");
    expect(second.seconds).toBeGreaterThan(first.seconds);
  });

  test("nobody's guesses keep the owner out: from elsewhere, and on a known device", async () => {
    const verify = () => Promise.resolve(false);
    const guess = (at: number) => signIn(wrong(), { address: `198.51.100.${at}` }, { verify });
    for (let at = 0; at < SENDER_LIMIT.freeTries; at += 1) await guess(1);
    const right = { email, password: PASSWORD };
    expect((await signIn(right, ADDRESS)).kind, "another address").toBe("signed-in");
    for (let at = 0; at < ACCOUNT_LIMIT.freeTries; at += 1) await guess(at % 40);
    expect((await signIn(right, { address: "203.0.113.99" })).kind).toBe("throttled");
    const device = deviceOf({ email, version: 1 });
    expect((await signIn(right, { ...ADDRESS, device })).kind, "a known device").toBe("signed-in");
    const ofAnother = deviceOf({ email: "other@example.test", version: 1 });
    expect((await signIn(right, { ...ADDRESS, device: ofAnother })).kind).toBe("throttled");
  });

  test("a known device has its own few tries", async () => {
    const device = deviceOf({ email, version: 1 });
    for (let at = 0; at < SENDER_LIMIT.freeTries; at += 1) {
      expect((await signIn(wrong(), { ...ADDRESS, device })).kind).toBe("refused");
    }
    expect((await signIn(wrong(), { ...ADDRESS, device })).kind).toBe("throttled");
  });

  test("devices known before the password changed guess no faster than strangers", async () => {
    const verify = () => Promise.resolve(false);
    const devices = Array.from({ length: 12 }, () => deviceOf({ email, version: 1 }));
    await prisma().user.update({ where: { email }, data: { sessionVersion: { increment: 1 } } });
    const kinds: string[] = [];
    for (const device of devices) {
      kinds.push((await signIn(wrong(), { ...ADDRESS, device }, { verify })).kind);
    }
    expect(kinds.filter((kind) => kind === "refused")).toHaveLength(SENDER_LIMIT.freeTries);
    const device = deviceOf({ email, version: 2 });
    expect((await signIn({ email, password: PASSWORD }, { ...ADDRESS, device })).kind).toBe(
      "signed-in",
    );
  });

  test("an address waits whatever accounts it tries", async () => {
    for (let at = 0; at < ADDRESS_LIMIT.freeTries; at += 1) {
      const guess = { email: `guess-${at}@example.test`, password: "wrong" };
      expect(await signIn(guess, ADDRESS)).toMatchObject({ kind: "refused" });
    }
    expect((await signIn({ email, password: PASSWORD }, ADDRESS)).kind).toBe("throttled");
    expect((await signIn({ email, password: PASSWORD }, { address: "192.0.2.9" })).kind).toBe(
      "signed-in",
    );
  });

  test("a clock that was months ahead keeps nobody out once it is right", async () => {
    const now = secondsFromNow(60 * 24 * 3600);
    const guess = () => signIn(wrong(), ADDRESS, { now });
    for (let at = 0; at < SENDER_LIMIT.freeTries; at += 1) await guess();
    expect((await guess()).kind).toBe("throttled");
    expect((await signIn({ email, password: PASSWORD }, ADDRESS)).kind).toBe("signed-in");
    for (let at = 0; at < SENDER_LIMIT.freeTries; at += 1) await signIn(wrong(), ADDRESS);
    expect((await signIn({ email, password: PASSWORD }, ADDRESS)).kind).toBe("throttled");
  });

  test("tries at once count as many as they are", async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => signIn(wrong(), ADDRESS)));
    const looked = outcomes.filter(({ kind }) => kind === "refused");
    expect(looked).toHaveLength(SENDER_LIMIT.freeTries);
  });

  test("the right password forgives what went before", async () => {
    for (let at = 1; at < SENDER_LIMIT.freeTries; at += 1) await signIn(wrong(), ADDRESS);
    expect((await signIn({ email, password: PASSWORD }, ADDRESS)).kind).toBe("signed-in");
    expect(await signIn(wrong(), ADDRESS)).toMatchObject({ kind: "refused" });
    expect((await signIn({ email, password: PASSWORD }, ADDRESS)).kind).toBe("signed-in");
  });

  test("the table names nobody, and forgets after a day", async () => {
    await signIn(wrong(), ADDRESS);
    const keys = (await prisma().signInAttempt.findMany()).map(({ key }) => key);
    expect(keys.every((key) => /^(sender|account|address):[0-9a-f]{64}$/.test(key))).toBe(true);
    const other = { email: "other@example.test", password: "wrong" };
    const now = secondsFromNow(2 * 24 * 60 * 60);
    await signIn(other, { address: "192.0.2.1" }, { now });
    await deleteOldAttempts(now);
    expect(await prisma().signInAttempt.count()).toBe(3);
  });

  test("a flood of names and addresses stays bounded, and who guesses stays known", async () => {
    const wait = { verify: () => Promise.resolve(false) };
    const made = (at: number) => ({ email: `made-up-${at}@example.test`, password: "x" });
    // One network is blocked after its tries, and then writes nothing whatever it sends.
    for (let at = 0; at < 60; at += 1) {
      await signIn(made(at), { address: `2001:db8::${at.toString(16)}` }, wait);
    }
    const rows = ADDRESS_LIMIT.freeTries * 2 + 1;
    expect(await prisma().signInAttempt.count()).toBe(rows);
    for (let at = 0; at < 20; at += 1) {
      await signIn(made(100 + at), { address: `198.51.100.${at}` }, wait);
    }
    for (let at = 0; at < 4; at += 1) await signIn(wrong(), ADDRESS, wait);
    await deleteOldAttempts(new Date(), 40);
    expect(await prisma().signInAttempt.count()).toBe(40);
    const most = await prisma().signInAttempt.count({ where: { failures: { gte: 4 } } });
    expect(most).toBe(4);
  });
});
