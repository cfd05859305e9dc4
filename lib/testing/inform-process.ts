/** Informs people again and again, as an instance does, in a process that is killed at the end. */
import { setTimeout as sleep } from "node:timers/promises";
import { informPeople } from "@/lib/server/alerts/inform";

process.stdout.write("working\n");
for (;;) {
  await informPeople();
  await sleep(100);
}
