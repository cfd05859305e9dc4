/** Attaches a file in a process of its own, for the test that kills it before it commits. */
import { addAttachment } from "@/lib/server/attachments/commands";
import { scopeFor } from "./arrange";

const [centreId = "", date = "", id = "", content = ""] = process.argv.slice(2);
const body = Buffer.from(content, "base64");
await addAttachment(
  scopeFor("reconciliation:note", [centreId], { id, name: "" }),
  { centreId, date, fileName: "slip.pdf" },
  new Request("http://localhost:3000/x", { method: "POST", body }),
);
