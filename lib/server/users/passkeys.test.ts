/** Adding and removing passkeys, attacked as somebody does who found a session open. */
import { beforeAll, beforeEach, expect, test } from "vitest";
import { makeUser, type MadeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { Authenticator } from "@/lib/testing/passkey-authenticator";
import {
  ADDRESS,
  addTo,
  makeSession,
  makeSigner,
  PASSWORD,
  signInBy,
} from "@/lib/testing/sign-in-browser";
import { totpCodeOf } from "@/lib/testing/totp-code";
import { prisma } from "../db/client";
import {
  addPasskey,
  removePasskey,
  renamePasskey,
  startConfirmation,
  startPasskey,
} from "./passkeys";
import { proveIdentity } from "./prove-identity";
import {
  confirmTotp,
  getSecondFactor,
  removeOwnApp,
  replaceOwnRecoveryCodes,
  startTotp,
} from "./second-factor";

let user: MadeUser;
let passkey: Authenticator;

beforeAll(testDatabase);

beforeEach(async () => {
  await prisma().signInAttempt.deleteMany();
  user = await makeSigner();
  passkey = new Authenticator();
});

test("adding takes the password, this session, and a key that nobody has", async () => {
  const person = { actor: user.actor, session: makeSession() };
  const sender = { address: ADDRESS };
  await expect(startPasskey(person, { password: "guessed" }, sender)).rejects.toMatchObject({
    details: { reason: "password-wrong" },
  });
  const script = { actor: { ...user.actor, limitedTo: ["account:use" as const] }, session: null };
  await expect(startPasskey(script, { password: PASSWORD }, sender)).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  const options = await startPasskey(person, { password: PASSWORD }, sender);
  for (const signed of [{ origin: "http://evil.test" }, { isFramed: true }]) {
    const wrong = passkey.create(options, signed);
    await expect(addPasskey(person, { name: "A", credential: wrong })).rejects.toMatchObject({
      details: { reason: "passkey-wrong" },
    });
  }
  const credential = passkey.create(options);
  const elsewhere = { ...person, session: makeSession() };
  await expect(addPasskey(elsewhere, { name: "A", credential })).rejects.toMatchObject({
    details: { reason: "passkey-wrong" },
  });
  await addPasskey(person, { name: "A", credential });
  await expect(addPasskey(person, { name: "A", credential })).rejects.toMatchObject({
    details: { reason: "passkey-wrong" },
  });
  const again = passkey.create(await startPasskey(person, { password: PASSWORD }, sender));
  await expect(addPasskey(person, { name: "B", credential: again })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("an app that was never confirmed proves nothing, and a new passkey removes it", async () => {
  const password = { password: PASSWORD };
  const { secret } = await startTotp(user.actor, password, { address: ADDRESS });
  await addTo(user, passkey);
  const code = totpCodeOf(secret);
  const gone = confirmTotp(user.actor, { code });
  await expect(gone).rejects.toMatchObject({ code: "CONFLICT" });
  const other = await startTotp(user.actor, password, { address: ADDRESS });
  const confirming = { actor: user.actor, session: makeSession(), address: ADDRESS };
  const unconfirmed = { code: totpCodeOf(other.secret) };
  await expect(replaceOwnRecoveryCodes(confirming, unconfirmed)).rejects.toMatchObject({
    details: { reason: "code-wrong" },
  });
  await confirmTotp(user.actor, unconfirmed);
});

test("a passkey is renamed by its owner alone", async () => {
  await addTo(user, passkey);
  const [row] = (await getSecondFactor(user.actor)).passkeys;
  const passkeyId = row?.id ?? "";
  const other = await makeUser();
  await expect(renamePasskey(other.actor, { passkeyId, name: "Mine" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await renamePasskey(user.actor, { passkeyId, name: "Tablet" });
  expect((await getSecondFactor(user.actor)).passkeys[0]?.name).toBe("Tablet");
});

test("a removed passkey, and one of a deactivated or ended account, sign nobody in", async () => {
  const codes = await addTo(user, passkey);
  const person = { actor: user.actor, session: makeSession() };
  const [row] = (await getSecondFactor(user.actor)).passkeys;
  const passkeyId = row?.id ?? "";
  const wrong = removePasskey(person, { passkeyId, code: "000000" }, ADDRESS);
  await expect(wrong).rejects.toMatchObject({ details: { reason: "code-wrong" } });
  await prisma().user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
  expect((await signInBy(passkey)).status).toBe(401);
  const ended = { disabledAt: null, endsOn: "2026-01-31" };
  await prisma().user.update({ where: { id: user.id }, data: ended });
  expect((await signInBy(passkey)).status).toBe(401);
  await prisma().user.update({ where: { id: user.id }, data: { endsOn: null } });
  const assertion = passkey.sign(await startConfirmation(person, { purpose: "confirmation" }));
  const again = { ...person, address: ADDRESS };
  const replaced = await replaceOwnRecoveryCodes(again, { assertion });
  expect(replaced.codes).not.toEqual(codes);
  await expect(replaceOwnRecoveryCodes(again, { assertion })).rejects.toMatchObject({
    details: { reason: "passkey-wrong" },
  });
  await removePasskey(person, { passkeyId, code: replaced.codes[0] ?? "" }, ADDRESS);
  expect((await signInBy(passkey)).status).toBe(401);
  expect((await getSecondFactor(user.actor)).recoveryCodesLeft).toBe(0);
  await expect(removeOwnApp(again, { code: "123456" })).rejects.toThrow();
});

test("a fresh proof takes the password or a passkey that verified its user", async () => {
  await addTo(user, passkey);
  const person = { actor: user.actor, session: makeSession() };
  const sender = { address: ADDRESS };
  const request = () => startConfirmation(person, { purpose: "proof" });
  const wrong = { details: { reason: "passkey-wrong" } };
  const unverified = passkey.sign(await request(), { isVerified: false });
  await expect(proveIdentity(person, { assertion: unverified }, sender)).rejects.toMatchObject(
    wrong,
  );
  const factors = await startConfirmation(person, { purpose: "confirmation" });
  const other = passkey.sign(factors);
  await expect(proveIdentity(person, { assertion: other }, sender)).rejects.toMatchObject(wrong);
  await expect(proveIdentity(person, { password: PASSWORD }, sender)).rejects.toMatchObject({
    details: { reason: "code-wrong" },
  });
  await proveIdentity(person, { assertion: passkey.sign(await request()) }, sender);
});
