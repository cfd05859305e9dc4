/** Writes amounts and dates as a form has them. */
import type { Json } from "@/lib/domain/field-map/field-map";
import type { Form } from "./form";

export function writeAmount(cents: number, { amounts }: Form): Json {
  if (amounts === "cents") return cents;
  if (amounts === "number") return cents / 100;
  const plain = (cents / 100).toFixed(2);
  if (amounts === "text") return plain;
  const [whole = "0", fraction = "00"] = Math.abs(cents / 100)
    .toFixed(2)
    .split(".");
  const mark = amounts === "comma" ? "." : ",";
  // oxlint-disable-next-line security/detect-unsafe-regex -- quadratic, in a few digits of ours
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, mark);
  const text = `${cents < 0 ? "-" : ""}${grouped}${amounts === "comma" ? "," : "."}${fraction}`;
  return amounts === "sign" ? `₹ ${text}` : text;
}

export function writeDate(date: string, { dates }: Form): Json {
  const [year = "", month = "", day = ""] = date.split("-");
  const moment = Date.parse(`${date}T00:00:00Z`);
  switch (dates) {
    case "iso":
      return date;
    case "iso-time":
      return `${date}T00:00:00`;
    case "iso-utc":
      return `${date}T00:00:00Z`;
    case "compact":
      return `${year}${month}${day}`;
    case "day-first":
      return `${day}/${month}/${year}`;
    case "month-first":
      return `${month}/${day}/${year}`;
    case "epoch-seconds":
      return moment / 1_000;
    case "epoch-milliseconds":
      return moment;
    case "json-date":
      return `/Date(${moment})/`;
  }
}
