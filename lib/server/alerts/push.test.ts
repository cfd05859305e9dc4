/** Devices are notified over real sockets, by a push service that decrypts as the standards say. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeCentre, makeUser, type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { subscribe } from "@/lib/testing/arrange-notices";
import { testDatabase } from "@/lib/testing/database";
import { startOwnMailServer } from "@/lib/testing/mail-server";
import {
  type PushBrowser,
  type PushService,
  startPushService,
  verifyVapid,
} from "@/lib/testing/push-service";
import { sql } from "../db/sql";
import { readNotices } from "../notices/commands";
import { listInbox } from "../notices/queries";
import { storeNotices } from "../notices/store";
import { addPushDevice, listPushDevices, removePushDevice } from "../push/devices";
import { sendPushes, type WritePush } from "../push/outbox";
import { ensureJobTables } from "../queue/queue";
import { informPeople } from "./inform";
import { queuePushes } from "./queue-pushes";
import { writePush } from "./write-push";

const MS_MAX = 120_000;
const AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari";
let service: PushService;
let rey: MadeUser;
let centreId: string;

beforeAll(async () => {
  await testDatabase();
  await ensureJobTables();
  service = await startPushService();
  process.env.WEBHOOKS_PRIVATE_ADDRESSES = "allow";
});
afterAll(async () => {
  delete process.env.WEBHOOKS_PRIVATE_ADDRESSES;
  await service.stop();
});
beforeEach(async () => {
  service.received.length = 0;
  service.status = 201;
  centreId = (await makeCentre({ name: "Gran Vía" })).id;
  rey = await makeUser({ name: "Rey", roles: [{ centreId, role: "reviewer" }] });
});

/** A browser needs the key of the installation before it can subscribe. */
const add = async (user: MadeUser, language = "en"): Promise<PushBrowser> => {
  await listPushDevices(own(user));
  const browser = service.subscribe();
  await addPushDevice(user.actor, { ...browser.subscription, agent: AGENT, language });
  return browser;
};
const own = (user: MadeUser) => scopeFor("account:use", null, user);
const devicesOf = async (user: MadeUser) => (await listPushDevices(own(user))).devices;

async function happen(user: MadeUser, date: string, wantsMail = false): Promise<void> {
  const day = { centreId, businessDate: date, shiftId: null, tillId: null, tenderId: null };
  const notice = { ...day, kind: "changed" as const, number: null, byId: null, wantsMail };
  await storeNotices(sql, [{ ...notice, userId: user.id, fact: `changed ${centreId} ${date}` }]);
}

async function push(now = Date.now()): Promise<number> {
  await queuePushes(now);
  return sendPushes(writePush);
}

test(
  "a device shows what happened and where, once, encrypted for it and signed by us",
  async () => {
    const [phone, desktop] = [await add(rey), await add(rey, "fr")];
    await happen(rey, "2026-03-02");
    expect(await push()).toBe(2);
    expect(await push()).toBe(0);
    expect(service.received).toHaveLength(2);
    const { publicKey } = await listPushDevices(own(rey));
    const [message] = service.received.filter(({ path }) => path === phone.path);
    const claims = verifyVapid(message?.headers.authorization, publicKey);
    expect(claims).toMatchObject({ aud: service.origin });
    expect(message?.headers).toMatchObject({ "content-encoding": "aes128gcm", ttl: "21600" });
    expect(phone.decrypt(message?.body ?? Buffer.alloc(0))).toMatchObject({
      title: "Changed after sign-off",
      body: "Gran Vía · Mon 2 Mar 2026",
      url: `/reconciliations/${centreId}/2026-03-02`,
      language: "en",
    });
    expect(() => desktop.decrypt(message?.body ?? Buffer.alloc(0)), "another device").toThrow();
    expect(await devicesOf(rey)).toMatchObject([
      { browser: "Chrome", system: "Android" },
      { browser: "Chrome", system: "Android" },
    ]);
  },
  MS_MAX,
);

test(
  "what happens in quiet hours comes as one message afterwards, without what was read meanwhile",
  async () => {
    const phone = await add(rey);
    const quiet = { quietFrom: "22:00", quietTo: "07:00", timeZone: "UTC" };
    await subscribe(rey, [{ kind: "changed" }], quiet);
    for (const date of ["2026-03-02", "2026-03-03", "2026-03-04"]) await happen(rey, date);
    const today = new Date().toISOString().slice(0, 10);
    expect(await push(Date.parse(`${today}T23:00:00Z`))).toBe(0);
    const [read] = (await listInbox(rey.actor)).notices;
    await readNotices(own(rey), { ids: [read?.id ?? ""] });
    expect(await push(Date.parse(`${today}T08:00:00Z`))).toBe(1);
    expect(phone.decrypt(service.received[0]?.body ?? Buffer.alloc(0))).toMatchObject({
      title: "2 notifications from Counterfoil",
      body: "Gran Vía",
      url: "/notices",
    });
  },
  MS_MAX,
);

test(
  "a push service that is busy is asked again, and a device that it no longer knows is dropped",
  async () => {
    await add(rey);
    await happen(rey, "2026-03-02");
    service.status = 503;
    expect(await push()).toBe(0);
    expect(await push(), "not at once").toBe(0);
    service.status = 201;
    await sql("UPDATE push_message SET next_at = now()");
    expect(await push()).toBe(1);
    await happen(rey, "2026-03-03");
    service.status = 410;
    expect(await push()).toBe(0);
    expect(await devicesOf(rey)).toEqual([]);
    expect(await sql("SELECT FROM push_message")).toEqual([]);
  },
  MS_MAX,
);

test(
  "a message that can't be written keeps nobody else's back, and is tried again",
  async () => {
    const ana = await makeUser({ roles: [{ centreId, role: "reviewer" }] });
    for (const person of [rey, ana]) {
      await add(person);
      await happen(person, "2026-03-02");
    }
    await queuePushes(Date.now());
    const writeExceptForRey: WritePush = (message) =>
      message.userId === rey.id
        ? Promise.reject(new Error("This one can't be written"))
        : writePush(message);
    expect(await sendPushes(writeExceptForRey)).toBe(1);
    expect(await sendPushes(writePush), "not at once").toBe(0);
    await sql("UPDATE push_message SET next_at = now()");
    expect(await sendPushes(writePush)).toBe(1);
  },
  MS_MAX,
);

test(
  "nothing comes once the rights, the sessions or the device are gone",
  async () => {
    await add(rey);
    await happen(rey, "2026-03-02");
    await sql("DELETE FROM membership WHERE user_id = $1::uuid", [rey.id]);
    expect(await push()).toBe(0);
    const ana = await makeUser({ roles: [{ centreId, role: "reviewer" }] });
    await add(ana);
    await happen(ana, "2026-03-02");
    await sql(`UPDATE "user" SET session_version = session_version + 1 WHERE id = $1::uuid`, [
      ana.id,
    ]);
    expect(await push()).toBe(0);
    expect(await devicesOf(ana)).toEqual([]);
    const [device] = await devicesOf(rey);
    const deviceId = device?.id ?? "";
    await expect(removePushDevice(own(ana), { deviceId })).rejects.toThrow("no such device");
    await removePushDevice(own(rey), { deviceId });
    expect(await devicesOf(rey)).toEqual([]);
    expect(service.received).toEqual([]);
  },
  MS_MAX,
);

test(
  "private addresses are refused, tokens and PINs add no device, and one device has one owner",
  async () => {
    const phone = await add(rey);
    await happen(rey, "2026-03-02");
    process.env.WEBHOOKS_PRIVATE_ADDRESSES = "refuse";
    expect(await push()).toBe(0);
    expect(service.received).toEqual([]);
    expect(await devicesOf(rey), "its address can't be a push service").toEqual([]);
    const device = { ...phone.subscription, agent: AGENT, language: "en" };
    await expect(addPushDevice(rey.actor, device)).rejects.toThrow("https");
    process.env.WEBHOOKS_PRIVATE_ADDRESSES = "allow";
    const limited = { ...rey.actor, limitedTo: ["account:use" as const] };
    await expect(addPushDevice(limited, device)).rejects.toThrow("password");
    const cal = await makeUser();
    await addPushDevice(rey.actor, device);
    await addPushDevice(cal.actor, device);
    expect([await devicesOf(rey), await devicesOf(cal)]).toMatchObject([[], [{}]]);
    const owners = [rey, cal, rey, cal];
    await Promise.all(owners.map(({ actor }) => addPushDevice(actor, device)));
    expect([...(await devicesOf(rey)), ...(await devicesOf(cal))], "at once").toHaveLength(1);
  },
  MS_MAX,
);

test(
  "the keys are made once, sealed, and another secret of the server takes no device away",
  async () => {
    const { publicKey } = await listPushDevices(own(rey));
    const again = await Promise.all([listPushDevices(own(rey)), listPushDevices(own(rey))]);
    expect(again.map((one) => one.publicKey)).toEqual([publicKey, publicKey]);
    await add(rey);
    const before = await devicesOf(rey);
    process.env.NEXTAUTH_SECRET = "another secret of thirty-two characters or more";
    await expect(listPushDevices(own(rey))).rejects.toThrow("sealed with another secret");
    delete process.env.NEXTAUTH_SECRET;
    expect(await devicesOf(rey)).toEqual(before);
    expect((await listPushDevices(own(rey))).publicKey).toBe(publicKey);
  },
  MS_MAX,
);

test(
  "keys that can't be opened keep back no mail, and messages to devices until they can be",
  async () => {
    const mail = await startOwnMailServer();
    await add(rey);
    await subscribe(rey, [{ kind: "changed" }]);
    await happen(rey, "2026-03-02", true);
    process.env.NEXTAUTH_SECRET = "another secret of thirty-two characters or more";
    await expect(informPeople()).rejects.toThrow("sealed with another secret");
    delete process.env.NEXTAUTH_SECRET;
    await mail.stop();
    expect(mail.mails).toHaveLength(1);
    expect(await push()).toBe(1);
  },
  MS_MAX,
);
