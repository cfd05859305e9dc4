/**
 * Sends one long request after the other, until it is ended: what the response weighs must not keep
 * the client that measures from its own. The last one is broken off, as by a person who leaves.
 */
import { Agent } from "node:http";
import { type Asked, send } from "./http";

const asked = JSON.parse(process.argv[2] ?? "") as Asked;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
for (;;) await send(asked, agent);
